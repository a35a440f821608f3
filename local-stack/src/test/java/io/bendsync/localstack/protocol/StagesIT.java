package io.bendsync.localstack.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files into stages and from there into tables, over plain HTTP. */
class StagesIT {
    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final HttpSession session = GATEWAY.session();

    @Test
    void uploadedCsvIsCopiedIntoATable() {
        String table = GATEWAY.table("i INT, v VARCHAR");
        session.upload("~", "csv", "a.csv", "1,one\n2,\"t,wo\"\n".getBytes(UTF_8));
        HttpSession.Outcome copied =
                session.run("COPY INTO " + table + " FROM @~/csv/ FILES = ('a.csv') FILE_FORMAT = (TYPE = CSV)");

        assertThat(copied.written()).isEqualTo(2);
        assertThat(GATEWAY.rows("SELECT * FROM " + table + " ORDER BY i"))
                .containsExactly(List.of("1", "one"), List.of("2", "t,wo"));
    }

    @Test
    void uploadedParquetIsCopiedIntoATableOfTheSameTypes() {
        String columns = "i BIGINT UNSIGNED, d DECIMAL(20,4), t TIMESTAMP, b BINARY, v VARCHAR";
        String source = GATEWAY.table(columns);
        String target = GATEWAY.table(columns);
        session.run("INSERT INTO " + source + " VALUES (18446744073709551615, -1.5, '2024-02-29 01:02:03.456789',"
                        + " to_binary('\\0ü'), ''), (NULL, NULL, NULL, NULL, NULL)")
                .rows();
        session.run("COPY INTO @~/made/ FROM " + source + " FILE_FORMAT = (TYPE = PARQUET) SINGLE = true")
                .rows();
        String made = session.run("LIST @~/made/").value();
        byte[] parquet = download("@~/" + made);

        session.upload("~", "sent", "a.parquet", parquet);
        HttpSession.Outcome copied = session.run(
                "COPY INTO " + target + " FROM @~/sent/ FILES = ('a.parquet') FILE_FORMAT = (TYPE = PARQUET)");

        assertThat(copied.written()).isEqualTo(2);
        assertThat(GATEWAY.rows("SELECT * FROM " + target + " ORDER BY i"))
                .isEqualTo(GATEWAY.rows("SELECT * FROM " + source + " ORDER BY i"));
    }

    @Test
    void namedStageTakesUploads() {
        session.run("CREATE STAGE landing").rows();

        assertThat(session.upload("landing", "in/deep", "a.txt", "x".getBytes(UTF_8))
                        .statusCode())
                .isEqualTo(200);
        assertThat(session.run("LIST @landing").value()).isEqualTo("in/deep/a.txt");
    }

    @Test
    void uploadToAnUnknownStageIsRefused() {
        HttpResponse<String> refused = session.upload("never_made", "", "a.txt", new byte[1]);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("2501", "never_made");
    }

    @Test
    void largeUploadInChunksArrivesByteForByte() {
        byte[] megabyte = new byte[1 << 20];
        for (int i = 0; i < megabyte.length; i++) {
            megabyte[i] = (byte) (i * 31 + (i >> 8)); // holds line breaks and dashes in every order
        }
        int megabytes = 24;
        String head = "--edge\r\nContent-Disposition: form-data; name=\"upload\"; filename=\"big.bin\"\r\n\r\n";
        var parts = Stream.of(
                        Stream.of(head.getBytes(UTF_8)),
                        Stream.generate(() -> megabyte).limit(megabytes),
                        Stream.of("\r\n--edge--\r\n".getBytes(UTF_8)))
                .flatMap(part -> part)
                .map(ByteArrayInputStream::new)
                .toList();
        HttpResponse<String> sent = session.send(
                "PUT",
                "/v1/upload_to_stage",
                BodyPublishers.ofInputStream(
                        () -> new java.io.SequenceInputStream(java.util.Collections.enumeration(parts))),
                "Content-Type",
                "multipart/form-data; boundary=edge",
                "stage_name",
                "~",
                "relative_path",
                "large");

        assertThat(sent.statusCode()).isEqualTo(200);
        byte[] back = download("@~/large/big.bin");
        assertThat(back).hasSize(megabytes << 20);
        for (int i = 0; i < megabytes; i++) {
            assertThat(java.util.Arrays.equals(back, i << 20, (i + 1) << 20, megabyte, 0, 1 << 20))
                    .isTrue();
        }
    }

    @Test
    void uploadCutShortLeavesNoFile() {
        HttpResponse<String> refused = session.send(
                "PUT",
                "/v1/upload_to_stage",
                BodyPublishers.ofString("--edge\r\nContent-Disposition: form-data; filename=\"cut.csv\"\r\n\r\n1,2"),
                "Content-Type",
                "multipart/form-data; boundary=edge",
                "x-databend-stage-name",
                "~",
                "x-databend-relative-path",
                "cut");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(session.run("LIST @~/cut/").rows()).isEmpty();
        assertThat(GATEWAY.dataFolder().resolve("uploads")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../..", "..", "a/../../../..", "/../.."})
    void uploadOutsideTheStageIsRefused(String folder) {
        HttpResponse<String> refused = session.upload("~", folder, "escaped.txt", "x".getBytes(UTF_8));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("leaves the stage");
        assertThat(GATEWAY.dataFolder().resolve("escaped.txt")).doesNotExist();
    }

    @Test
    void fileNameCannotLeaveTheStageEither() {
        assertThat(session.upload("~", "", "../../../escaped.txt", new byte[1]).statusCode())
                .isEqualTo(400);
        assertThat(session.run(withAttachment("INSERT INTO x VALUES (?)", "@~/../../../../meta-ports"))
                        .code())
                .isEqualTo(1006);
    }

    @Test
    void presignedUrlsTakeAndGiveFilesWithoutAPassword() {
        String put = session.run("PRESIGN UPLOAD @~/signed/a.txt").rows().get(0).get(2);
        HttpSession stranger = new HttpSession(GATEWAY.server().httpUrl(), "nobody", "");

        assertThat(stranger.send("PUT", put, BodyPublishers.ofString("hello")).statusCode())
                .isEqualTo(200);
        String get = session.run("PRESIGN @~/signed/a.txt").rows().get(0).get(2);
        assertThat(stranger.get(get).body()).isEqualTo("hello");
        assertThat(stranger.send("PUT", get, BodyPublishers.ofString("no")).statusCode())
                .isEqualTo(403);
        assertThat(stranger.get(put.substring(0, put.length() - 2)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void insertTakesItsRowsFromAnAttachedFile() {
        String table = GATEWAY.table("i INT, v VARCHAR DEFAULT 'none', w INT");
        session.upload("~", "batch", "i.csv", "1,one\n2,\n".getBytes(UTF_8));
        HttpSession.Outcome inserted =
                session.run(withAttachment("INSERT INTO " + table + " (i, v) VALUES (?, ?)", "@~/batch/i.csv"));

        assertThat(inserted.written()).isEqualTo(2);
        assertThat(GATEWAY.rows("SELECT i, v, w IS NULL FROM " + table + " ORDER BY i"))
                .containsExactly(List.of("1", "one", "1"), List.of("2", "none", "1"));
    }

    @Test
    void insertAppliesItsExpressionsToAnAttachedFile() {
        String table = GATEWAY.table("i INT, v VARCHAR");
        session.upload("~", "batch", "e.csv", "one\ntwo\n".getBytes(UTF_8));
        session.run(withAttachment("INSERT INTO " + table + " VALUES (7, ?)", "@~/batch/e.csv"))
                .rows();

        assertThat(GATEWAY.rows("SELECT * FROM " + table + " ORDER BY v"))
                .containsExactly(List.of("7", "one"), List.of("7", "two"));
    }

    @Test
    void replaceTakesItsRowsFromAnAttachedFile() {
        String table = GATEWAY.table("i INT, v VARCHAR");
        session.run("INSERT INTO " + table + " VALUES (1, 'old'), (2, 'kept')");
        session.upload("~", "batch", "r.csv", "1,new\n3,three\n".getBytes(UTF_8));
        HttpSession.Outcome replaced =
                session.run(withAttachment("REPLACE INTO " + table + " (i, v) ON (i) VALUES (?, ?)", "@~/batch/r.csv"));

        assertThat(replaced.written()).isEqualTo(2);
        assertThat(GATEWAY.rows("SELECT * FROM " + table + " ORDER BY i"))
                .containsExactly(List.of("1", "new"), List.of("2", "kept"), List.of("3", "three"));
        assertThat(GATEWAY.rows("SELECT name FROM system.tables WHERE name LIKE '_gateway%'"))
                .isEmpty();
    }

    @Test
    void replaceFromAnAttachedFileStaysInsideItsTransaction() {
        String table = GATEWAY.table("i INT, v VARCHAR");
        session.run("INSERT INTO " + table + " VALUES (1, 'old')");
        session.upload("~", "batch", "t.csv", "1,new\n".getBytes(UTF_8));
        session.run("BEGIN");
        session.run(withAttachment("REPLACE INTO " + table + " ON (i) VALUES (?, ?)", "@~/batch/t.csv"))
                .rows();

        assertThat(session.transactionState()).isEqualTo("Active");
        assertThat(session.run("SELECT v FROM " + table).value()).isEqualTo("new");
        assertThat(GATEWAY.rows("SELECT v FROM " + table)).containsExactly(List.of("old"));
        session.run("ROLLBACK").rows();
        assertThat(GATEWAY.rows("SELECT v FROM " + table)).containsExactly(List.of("old"));
    }

    @Test
    void attachedFileThatIsMissingOrBadIsAnError() {
        String table = GATEWAY.table("i INT");
        session.upload("~", "batch", "bad.csv", "not a number\n".getBytes(UTF_8));

        assertThat(session.run(withAttachment("INSERT INTO " + table + " VALUES (?)", "@~/batch/none.csv"))
                        .code())
                .isEqualTo(3001);
        assertThat(session.run(withAttachment("INSERT INTO " + table + " VALUES (?)", "@~/batch/bad.csv"))
                        .code())
                .isNotZero();
        assertThat(GATEWAY.rows("SELECT count(*) FROM " + table)).containsExactly(List.of("0"));
    }

    @Test
    void stagedFilesLieInsideTheDataFolder() throws Exception {
        session.upload("~", "where", "here.txt", "x".getBytes(UTF_8));

        try (Stream<Path> files = Files.walk(GATEWAY.dataFolder())) {
            assertThat(files.filter(file -> file.endsWith("where/here.txt"))).hasSize(1);
        }
    }

    private ObjectNode withAttachment(String sql, String location) {
        ObjectNode request = session.request(sql);
        request.set("stage_attachment", RunningGateway.attachment(location));
        return request;
    }

    private byte[] download(String location) {
        String url = session.run("PRESIGN DOWNLOAD " + location).rows().get(0).get(2);
        return session.send("GET", url, BodyPublishers.noBody(), BodyHandlers.ofByteArray())
                .body();
    }
}
