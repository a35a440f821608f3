package io.bendsync.localstack.apt;

import io.bendsync.localstack.LocalStackException;
import io.bendsync.localstack.process.Command;
import io.bendsync.localstack.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * apt on a package database of its own, which leaves the machine's alone and needs no root. Mirrors, proxies and
 * credentials come from the machine's apt configuration, and packages are checked by Debian's signatures as ever.
 */
public final class AptRoot {
    private static final Path KEYRING = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");
    /** A mirror frozen at a date: {@code …/20250520T000000Z/}. */
    private static final Pattern FROZEN = Pattern.compile("/\\d{8}T\\d{6}Z/*$");

    /** Claimed to be installed: only helper scripts that we never run want them. */
    private static final List<String> SCRIPTING = List.of("perl", "debconf");

    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final Path folder;
    private final Path apt;
    private final String architecture;
    private final boolean ownSources;
    private final List<String> claimed;

    private AptRoot(Path folder, Path apt, String architecture, boolean ownSources, List<String> claimed) {
        this.folder = folder;
        this.apt = apt;
        this.architecture = architecture;
        this.ownSources = ownSources;
        this.claimed = List.copyOf(claimed);
    }

    /**
     * For packages of a suite that this machine itself need not run.
     *
     * @param purpose what it is for, to complete "it is needed …"
     */
    public static AptRoot forAnySuite(Path folder, Programs programs, String purpose) {
        return prepare(folder, programs, purpose, true, SCRIPTING);
    }

    /**
     * For packages of the release that this machine runs.
     *
     * @param purpose what it is for, to complete "it is needed …"
     * @param there packages to leave out, and with them what only they depend on
     */
    public static AptRoot forThisMachine(Path folder, Programs programs, String purpose, List<String> there) {
        return prepare(
                folder,
                programs,
                purpose,
                false,
                Stream.concat(SCRIPTING.stream(), there.stream()).toList());
    }

    private static AptRoot prepare(
            Path folder, Programs programs, String purpose, boolean ownSources, List<String> claimed) {
        Path apt = programs.require("apt-get", purpose);
        Command.Outcome outcome = Command.of(programs.require("dpkg", purpose), "--print-architecture")
                .run();
        if (!outcome.succeeded()) {
            throw new LocalStackException("dpkg does not say this machine's architecture: " + outcome.complaint());
        }
        AptRoot root = new AptRoot(folder, apt, outcome.out().strip(), ownSources, claimed);
        try {
            root.write();
        } catch (IOException e) {
            throw new LocalStackException("apt's folder " + folder + " cannot be filled: " + e.getMessage(), e);
        }
        return root;
    }

    private void write() throws IOException {
        Files.createDirectories(folder.resolve("lists/partial"));
        Files.createDirectories(archives().resolve("partial"));
        Files.writeString(configuration(), """
                #clear APT::Update::Post-Invoke;
                #clear APT::Update::Post-Invoke-Success;
                #clear APT::Architectures;
                APT::Architecture "%2$s";
                APT::Architectures:: "%2$s";
                APT::Default-Release "";
                APT::Install-Recommends "false";
                APT::Install-Suggests "false";
                APT::Sandbox::User "root";
                APT::Update::Error-Mode "any";
                Acquire::Languages "none";
                Acquire::Retries "3";
                Dir::State "%1$s";
                Dir::State::status "%1$s/status";
                Dir::Cache "%1$s";
                Dir::Cache::archives "%1$s/archives";
                Dir::Etc::Preferences "/dev/null";
                Dir::Etc::PreferencesParts "/dev/null";
                """.formatted(folder, architecture));
        if (ownSources) {
            Files.writeString(configuration(), """
                    Dir::Etc::SourceList "%s/sources.list";
                    Dir::Etc::SourceParts "/dev/null";
                    """.formatted(folder), StandardOpenOption.APPEND);
        }
        StringBuilder status = new StringBuilder();
        for (String name : claimed) {
            status.append("""
                    Package: %s
                    Status: install ok installed
                    Maintainer: none
                    Architecture: %s
                    Multi-Arch: allowed
                    Version: 999:99
                    Description: stand-in

                    """.formatted(name, architecture));
        }
        Files.writeString(folder.resolve("status"), status);
    }

    /** The addresses from which this machine gets Debian; a frozen one also without its date. */
    public List<String> mirrors() {
        Command.Outcome outcome = Command.of(apt, "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages")
                .run();
        return outcome.out()
                .lines()
                .map(String::strip)
                .filter(address -> address.contains("debian") && !address.contains("security"))
                .distinct()
                .sorted()
                .flatMap(address -> Stream.of(address, FROZEN.matcher(address).replaceFirst("/")))
                .distinct()
                .toList();
    }

    /** Reads a mirror's list of packages. Empty if that worked, else apt's complaint. */
    public Optional<String> update(String mirror, String suite) {
        String options = "target=Packages" + (Files.isReadable(KEYRING) ? " signed-by=" + KEYRING : "");
        try {
            Files.writeString(
                    folder.resolve("sources.list"), "deb [" + options + "] " + mirror + " " + suite + " main\n");
        } catch (IOException e) {
            throw new LocalStackException("apt's folder " + folder + " cannot be filled: " + e.getMessage(), e);
        }
        return complaint(run("-qq", "update"));
    }

    /** Reads this machine's own lists of packages. Empty if that worked, else apt's complaint. */
    public Optional<String> update() {
        return complaint(run("-qq", "update"));
    }

    /** Downloads one package without what it depends on. Empty if that worked, else apt's complaint. */
    public Optional<String> downloadAlone(String name) {
        return complaint(command("-qq", "download", name).in(archives()).run());
    }

    /** What a download of packages, with all that they depend on, would fetch. */
    public Plan plan(List<String> packages) {
        Command.Outcome outcome =
                command("-qq", "-y", "--print-uris", "install").with(packages).run();
        return new Plan(outcome.succeeded() ? parse(outcome.out()) : List.of(), complaint(outcome));
    }

    /** Downloads packages with all that they depend on. Empty if that worked, else apt's complaint. */
    public Optional<String> download(List<String> packages) {
        return complaint(command("-qq", "-y", "--download-only", "install")
                .with(packages)
                .run());
    }

    /** Where downloads go. */
    public Path archives() {
        return folder.resolve("archives");
    }

    private Path configuration() {
        return folder.resolve("apt.conf");
    }

    private Command.Outcome run(String... arguments) {
        return command(arguments).run();
    }

    private Command command(String... arguments) {
        return Command.of(apt, "-c", configuration().toString())
                .with(List.of(arguments))
                .env("LC_ALL", "C")
                .env("DEBIAN_FRONTEND", "noninteractive")
                .limit(LIMIT);
    }

    private static Optional<String> complaint(Command.Outcome outcome) {
        return outcome.succeeded() ? Optional.empty() : Optional.of(outcome.complaint());
    }

    /** Lines of {@code 'address' file size checksum}. */
    static List<Download> parse(String uris) {
        Pattern line = Pattern.compile("^'[^']*' ([^_ ]+)_([^_ ]+)_\\S+ (\\d+)");
        return uris.lines()
                .map(line::matcher)
                .filter(Matcher::find)
                .map(found -> new Download(
                        found.group(1), found.group(2).replace("%3a", ":"), Long.parseLong(found.group(3))))
                .toList();
    }

    /**
     * What apt would do.
     *
     * @param complaint why it would not, if it would not
     */
    public record Plan(List<Download> downloads, Optional<String> complaint) {
        /** The version of one package, if it is among them. */
        public Optional<String> version(String name) {
            return downloads.stream()
                    .filter(download -> download.name().equals(name))
                    .map(Download::version)
                    .findFirst();
        }

        /** The size of all in millions of bytes, rounded up. */
        public long megabytes() {
            return (downloads.stream().mapToLong(Download::bytes).sum() + 999_999) / 1_000_000;
        }
    }

    /** One package to fetch. */
    public record Download(String name, String version, long bytes) {}
}
