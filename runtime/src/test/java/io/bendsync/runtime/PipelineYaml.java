package io.bendsync.runtime;

import io.bendsync.testkit.DatabendDatabase;
import io.bendsync.testkit.MySqlDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A pipeline file in the making: right at first, so that a test says only what it makes wrong. */
public final class PipelineYaml {
    private final Path folder;
    private String mysqlUser;
    private final String databendUser;
    private String mysqlUrl;
    private String mysqlPassword;
    private String databendUrl;
    private String databendPassword;
    private String tables;
    private String mode = "mode: incrementing";
    private String more = "";
    private String moreOfTarget = "";
    private String kafka = "";

    public PipelineYaml(Path folder, MySqlDatabase mysql, DatabendDatabase databend) {
        this.folder = folder;
        this.mysqlUrl = mysql.url();
        this.mysqlPassword = mysql.password();
        this.databendUrl = databend.url();
        this.databendPassword = databend.password();
        this.tables = mysql.name() + ".t";
        this.mysqlUser = mysql.user();
        this.databendUser = databend.user();
    }

    public PipelineYaml mysqlUrl(String url) {
        mysqlUrl = url;
        return this;
    }

    public PipelineYaml mysqlUser(String user) {
        mysqlUser = user;
        return this;
    }

    public PipelineYaml mysqlPassword(String password) {
        mysqlPassword = password;
        return this;
    }

    public PipelineYaml databendUrl(String url) {
        databendUrl = url;
        return this;
    }

    public PipelineYaml databendPassword(String password) {
        databendPassword = password;
        return this;
    }

    public PipelineYaml tables(String list) {
        tables = list;
        return this;
    }

    public PipelineYaml mode(String name) {
        mode = "mode: " + name;
        return this;
    }

    /** Reads the binlog instead of polling. */
    public PipelineYaml binlog() {
        mode = "capture: binlog";
        return this;
    }

    /** Uses a Kafka that runs elsewhere. */
    public PipelineYaml kafka(String bootstrapServers) {
        kafka = "kafka:\n  bootstrap.servers: " + bootstrapServers + "\n";
        return this;
    }

    /** A line more in the source section. */
    public PipelineYaml source(String line) {
        more += "  " + line + "\n";
        return this;
    }

    /** A line more in the target section. */
    public PipelineYaml target(String line) {
        moreOfTarget += "  " + line + "\n";
        return this;
    }

    /** Writes {@code pipeline.yaml} into the folder; the data folder is {@code data} beside it. */
    public Path write() {
        String text = """
                name: test
                source:
                  url: %s
                  user: %s
                  password: "%s"
                  %s
                  tables: [%s]
                %starget:
                  url: %s
                  user: %s
                  password: "%s"
                %sdata: data
                """.formatted(
                        mysqlUrl,
                        mysqlUser,
                        mysqlPassword,
                        mode,
                        tables,
                        more,
                        databendUrl,
                        databendUser,
                        databendPassword,
                        moreOfTarget);
        try {
            return Files.writeString(folder.resolve("pipeline.yaml"), text + kafka);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
