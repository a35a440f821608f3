package io.bendsync.distribution.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.localstack.CacheFolder;
import io.bendsync.localstack.LocalDatabend;
import io.bendsync.localstack.LocalMySql;
import io.bendsync.localstack.process.FolderTree;
import io.bendsync.testkit.connect.KafkaNode;
import io.bendsync.testkit.connect.KafkaProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Services of Compose files as processes of this machine: the images' programs on the local stack, with the files' own
 * commands, environments, mounted files and health checks. Only addresses and folders are this machine's.
 */
final class NativeStack implements AutoCloseable {
    private static final Duration SOON = Duration.ofMinutes(4); // seconds when the machine is idle
    private static final Path IMAGE = Path.of("target/image/bendsync").toAbsolutePath();

    private final Map<String, Service> services;
    private final Path folder;
    private final Addresses addresses;
    private final ImageFile ourImage = ImageFile.read();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final Map<String, Path> logs = new LinkedHashMap<>();
    private final Map<String, Process> workers = new HashMap<>();
    private LocalMySql mysql;
    private LocalDatabend databend;

    NativeStack(Map<String, Service> services, Path folder) {
        this.services = services;
        this.folder = folder;
        this.addresses = new Addresses(services.keySet());
    }

    /** Starts a service after those that it waits for, and returns once its health check passes. */
    void start(String name) throws Exception {
        if (logs.containsKey(name)) {
            return;
        }
        Service service = services.get(name);
        for (String needed : service.dependsOn()) {
            start(needed);
        }
        logs.put(name, folder.resolve(name + ".log"));
        String image = service.image().replaceFirst(":.*", "");
        switch (image) {
            case "mysql" -> startMySql(service);
            case "apache/kafka" -> startKafka(service);
            case "datafuselabs/databend" -> startDatabend(service);
            case "apicurio/apicurio-registry-mem" ->
                running.push(SchemaRegistry.start(folder, addresses.port(name, SchemaRegistry.PORT)));
            case "bendsync" -> startOurs(service);
            default -> throw new IllegalStateException("no native stand-in for " + service.image());
        }
        awaitHealthy(service);
    }

    /** Runs a service that ends by itself, and returns what it printed. */
    String run(String name) throws Exception {
        Service service = services.get(name);
        for (String needed : service.dependsOn()) {
            start(needed);
        }
        Map<String, Path> mounted = new LinkedHashMap<>();
        for (Map.Entry<String, String> mount : service.mounts().entrySet()) {
            mounted.put(mount.getKey(), copy(service, mount.getValue()));
        }
        ProcessBuilder builder = process(
                service.entrypoint().stream().map(word -> placed(word, mounted)).toList());
        service.environment()
                .forEach((key, value) ->
                        builder.environment().put(key, placed(addresses.forShell(name, value), mounted)));
        Path log = folder.resolve(name + ".log");
        int status = builder.redirectOutput(log.toFile()).start().waitFor();
        String printed = Files.readString(log);
        assertThat(status).as("%s:%n%s%n%s", name, printed, outputs()).isZero();
        return printed;
    }

    /** Ends one of our workers as {@code docker compose stop} does. */
    void stop(String name) throws InterruptedException {
        Process worker = workers.get(name);
        worker.destroy();
        assertThat(worker.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).as(name).isTrue();
    }

    LocalMySql mysql() {
        return mysql;
    }

    LocalDatabend databend() {
        return databend;
    }

    /** What a service answers at a path; any status. */
    String get(String service, int containerPort, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + addresses.port(service, containerPort) + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .timeout(Duration.ofSeconds(30))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    private void startMySql(Service service) throws Exception {
        Map<String, String> environment = service.environment();
        LocalMySql.Builder builder = LocalMySql.builder(CacheFolder.standard())
                .dataFolder(folder.resolve("mysql"))
                .port(addresses.port(service.name(), 3306))
                .password(environment.get("MYSQL_ROOT_PASSWORD"))
                .option("--sync-binlog=0")
                .option("--innodb-flush-log-at-trx-commit=2");
        service.command().forEach(builder::option);
        mysql = builder.start();
        running.push(mysql);
        // What the image's entry point does on an empty data folder.
        String database = environment.get("MYSQL_DATABASE");
        String user = "'" + environment.get("MYSQL_USER") + "'@'%'";
        runSql(
                service,
                "",
                Files.writeString(
                        folder.resolve("user.sql"),
                        "CREATE DATABASE `%s`; CREATE USER %s IDENTIFIED BY '%s'; GRANT ALL ON `%s`.* TO %s;"
                                .formatted(database, user, environment.get("MYSQL_PASSWORD"), database, user)));
        Path seeds = Path.of("..").resolve(service.mounts().get("/docker-entrypoint-initdb.d"));
        try (Stream<Path> files = Files.list(seeds)) {
            for (Path file : files.sorted().toList()) {
                runSql(service, database, file);
            }
        }
    }

    private void runSql(Service service, String database, Path script) throws Exception {
        ProcessBuilder builder = process(List.of(
                "mysql", "-h127.0.0.1", "-P" + mysql.port(), "-uroot", "--default-character-set=utf8mb4", database));
        builder.environment().put("MYSQL_PWD", service.environment().get("MYSQL_ROOT_PASSWORD"));
        Path log = folder.resolve("seed.log");
        assertThat(builder.redirectInput(script.toFile())
                        .redirectOutput(log.toFile())
                        .start()
                        .waitFor())
                .as(() -> script + ": " + read(log))
                .isZero();
    }

    /** The image writes {@code KAFKA_SOME_KEY} into its properties as {@code some.key}. */
    private void startKafka(Service service) throws IOException {
        Path home = Files.createDirectories(folder.resolve("kafka"));
        Path data = Files.createDirectories(home.resolve("data"));
        List<String> lines = new ArrayList<>();
        service.environment()
                .forEach((key, value) -> lines.add(key.replaceFirst("^KAFKA_", "")
                                .replace('_', '.')
                                .toLowerCase(java.util.Locale.ROOT)
                        + "="
                        + addresses.forJava(service.name(), value).replace("/var/lib/kafka/data", data.toString())));
        KafkaNode.format(data);
        KafkaProcess process = new KafkaProcess(
                home, "kafka.Kafka", "-Xmx384m", "-XX:+UseSerialGC", "-Djdk.net.hosts.file=" + addresses.hosts(folder));
        logs.put(service.name(), home.resolve("process.log"));
        process.start(Files.write(home.resolve("server.properties"), lines));
        running.push(process);
    }

    private void startDatabend(Service service) {
        databend = LocalDatabend.builder(CacheFolder.standard())
                .dataFolder(folder.resolve("databend"))
                .port(addresses.port(service.name(), 8000))
                .user(
                        service.environment().get("QUERY_DEFAULT_USER"),
                        service.environment().get("QUERY_DEFAULT_PASSWORD"))
                .start();
        running.push(databend);
    }

    /** The image's own files and command line, with nothing but the container's environment. */
    private void startOurs(Service service) throws IOException {
        Map<String, Path> image = Map.of("/opt/bendsync", IMAGE);
        List<String> command = new ArrayList<>();
        ourImage.command().forEach(word -> command.add(placed(word, image)));
        ProcessBuilder builder = process(command);
        environmentOfOurs(service)
                .forEach((key, value) -> builder.environment().put(key, addresses.forJava(service.name(), value)));
        builder.environment().put("HOSTNAME", "127.0.0.1");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // A container gets a memory limit from its engine; here it is said to Java.
        builder.environment()
                .merge(
                        "BENDSYNC_JAVA_OPTS",
                        "-Xmx512m -Djdk.net.hosts.file=" + addresses.hosts(folder),
                        (own, more) -> own + " " + more);
        Process process = builder.directory(folder.toFile())
                .redirectOutput(logs.get(service.name()).toFile())
                .start();
        workers.put(service.name(), process);
        running.push(() -> process.destroyForcibly().waitFor());
    }

    private Map<String, String> environmentOfOurs(Service service) {
        Map<String, String> environment = new LinkedHashMap<>(ourImage.environment());
        environment.putAll(service.environment());
        return environment;
    }

    private void awaitHealthy(Service service) throws IOException {
        boolean ours = workers.containsKey(service.name());
        List<String> check = ours ? ourImage.healthCheck() : service.healthCheck();
        assertThat(check).as("health check of %s", service.name()).isNotEmpty();
        ProcessBuilder builder = process(commandOf(service, check));
        (ours ? environmentOfOurs(service) : service.environment())
                .forEach((key, value) -> builder.environment().put(key, addresses.forShell(service.name(), value)));
        Path log = folder.resolve(service.name() + "-health.log");
        Awaitility.await("health of " + service.name())
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(300))
                .conditionEvaluationListener(null)
                .untilAsserted(() -> assertThat(
                                builder.redirectOutput(log.toFile()).start().waitFor())
                        .as(() -> read(log) + outputs())
                        .isZero());
    }

    private List<String> commandOf(Service service, List<String> check) throws IOException {
        List<String> words = new ArrayList<>();
        if (check.get(0).equals("CMD-SHELL")) {
            words.addAll(List.of("/bin/sh", "-c"));
        }
        for (String word : check.subList(1, check.size())) {
            words.add(
                    word.startsWith("/opt/kafka/bin/")
                            ? KafkaScript.in(folder, word, addresses.hosts(folder))
                                    .toString()
                            : service.image().startsWith("apache/kafka")
                                    ? addresses.forJava(service.name(), word)
                                    : addresses.forShell(service.name(), word));
        }
        return words;
    }

    /** With an empty environment, and the mysql program where the images have it: on the path. */
    private ProcessBuilder process(List<String> command) throws IOException {
        Path programs = Files.createDirectories(folder.resolve("programs"));
        if (mysql != null && Files.notExists(programs.resolve("mysql"))) {
            Files.createSymbolicLink(programs.resolve("mysql"), mysql.client());
        }
        List<String> words = new ArrayList<>(command);
        if (words.get(0).equals("mysql")) {
            words.set(0, programs.resolve("mysql").toString());
        }
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        String path = System.getenv("PATH");
        builder.environment().clear();
        builder.environment().put("PATH", programs + ":" + path);
        return builder;
    }

    /** A mounted folder, with this machine's addresses in its files. */
    private Path copy(Service service, String mount) throws IOException {
        Path copy = folder.resolve(service.name() + "-mount");
        if (Files.exists(copy)) {
            return copy; // of an earlier run of this service
        }
        FolderTree.copy(Path.of("..").resolve(mount), copy);
        try (Stream<Path> files = Files.walk(copy)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".json")).toList()) {
                Files.writeString(file, addresses.forJava(service.name(), Files.readString(file)));
            }
        }
        return copy;
    }

    private static String placed(String text, Map<String, Path> folders) {
        String placed = text;
        for (Map.Entry<String, Path> place : folders.entrySet()) {
            placed = placed.replace(place.getKey(), place.getValue().toString());
        }
        return placed;
    }

    private String outputs() {
        StringBuilder all = new StringBuilder();
        logs.forEach(
                (name, log) -> all.append("\n--- ").append(name).append('\n').append(read(log)));
        return all.toString();
    }

    private static String read(Path log) {
        try {
            String text = Files.exists(log) ? Files.readString(log) : "";
            return text.substring(Math.max(0, text.length() - 4_000));
        } catch (IOException e) {
            return "";
        }
    }
}
