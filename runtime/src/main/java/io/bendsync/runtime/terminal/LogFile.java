package io.bendsync.runtime.terminal;

import java.nio.file.Path;
import java.util.Locale;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.AppenderComponentBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.api.LayoutComponentBuilder;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;

/**
 * The log: a file in the data folder, at most {@value #FILES} files of {@value #SIZE} each. Nothing of it goes to
 * the terminal, which shows only what a person acts on.
 */
public final class LogFile {
    private static final String SIZE = "20MB";
    private static final int FILES = 5;
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%t] %c{1.}: %m%n%ex";

    private static final String CONSOLE_PATTERN = "[%d] %p %m (%c)%n%ex";

    /** How lines are written. */
    public enum Format {
        /** For people. */
        TEXT,
        /** One JSON object a line, for log collectors. */
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private LogFile() {}

    /** Logs nothing until a data folder is known, and takes java.util.logging in: to be called first of all. */
    public static void silence() {
        System.setProperty("java.util.logging.manager", "org.apache.logging.log4j.jul.LogManager");
        System.setProperty("log4j2.disableJmx", "true");
        System.setProperty("log4j.shutdownHookEnabled", "false");
        ConfigurationBuilder<BuiltConfiguration> builder = builder();
        builder.add(builder.newRootLogger(Level.OFF));
        Configurator.reconfigure(builder.build());
    }

    /** Logs to {@code bendsync.log} in the folder from now on; returns the file. */
    public static Path open(Path folder, Format format) {
        Path file = folder.resolve("bendsync.log");
        ConfigurationBuilder<BuiltConfiguration> builder = builder();
        AppenderComponentBuilder appender = builder.newAppender("file", "RollingFile")
                .addAttribute("fileName", file.toString())
                .addAttribute("filePattern", folder.resolve("bendsync-%i.log").toString())
                .add(layout(builder, format))
                .addComponent(builder.newComponent("Policies")
                        .addComponent(builder.newComponent("SizeBasedTriggeringPolicy")
                                .addAttribute("size", SIZE)))
                .addComponent(builder.newComponent("DefaultRolloverStrategy").addAttribute("max", FILES - 1));
        builder.add(appender);
        levels(builder, "file");
        Configurator.reconfigure(builder.build());
        return file;
    }

    private static LayoutComponentBuilder layout(ConfigurationBuilder<BuiltConfiguration> builder, Format format) {
        return switch (format) {
            case TEXT -> builder.newLayout("PatternLayout").addAttribute("pattern", PATTERN);
            case JSON ->
                builder.newLayout("JsonLayout")
                        .addAttribute("compact", true)
                        .addAttribute("eventEol", true)
                        .addAttribute("includeTimeMillis", true)
                        .addAttribute("stacktraceAsString", true);
        };
    }

    /** Logs to standard output from now on, as Kafka Connect's own programs do. */
    public static void console() {
        ConfigurationBuilder<BuiltConfiguration> builder = builder();
        builder.add(builder.newAppender("console", "Console")
                .add(builder.newLayout("PatternLayout").addAttribute("pattern", CONSOLE_PATTERN)));
        levels(builder, "console");
        Configurator.reconfigure(builder.build());
    }

    private static void levels(ConfigurationBuilder<BuiltConfiguration> builder, String appender) {
        builder.add(builder.newRootLogger(Level.INFO).add(builder.newAppenderRef(appender)));
        // Hundreds of lines of settings at each client's start, and values that may not be ours to show.
        for (String verbose : new String[] {
            "org.apache.kafka.clients.admin.AdminClientConfig",
            "org.apache.kafka.clients.consumer.ConsumerConfig",
            "org.apache.kafka.clients.producer.ProducerConfig",
            "org.apache.kafka.common.config",
            "org.apache.kafka.connect.runtime.WorkerInfo",
            "org.reflections",
            "org.glassfish.jersey.internal.inject.Providers",
            "io.debezium.metrics.stats.MeasurementCollector"
        }) {
            builder.add(builder.newLogger(verbose, Level.ERROR));
        }
    }

    /** Writes what is still in memory. */
    public static void close() {
        LogManager.shutdown();
    }

    private static ConfigurationBuilder<BuiltConfiguration> builder() {
        return ConfigurationBuilderFactory.newConfigurationBuilder()
                .setStatusLevel(Level.OFF)
                .setConfigurationName("bendsync");
    }
}
