package io.bendsync.localstack.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Results over plain HTTP: pages, and every type's text as the server prints it. */
class ResultsIT {
    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final HttpSession session = GATEWAY.session();

    @Test
    void resultArrivesInPagesOfTheSizeAskedFor() {
        HttpSession.Outcome outcome = session.run(paged("SELECT number FROM numbers(25)", 10));

        assertThat(outcome.pageSizes()).containsExactly(10, 10, 5);
        assertThat(outcome.rows())
                .isEqualTo(IntStream.range(0, 25)
                        .mapToObj(i -> List.of(Integer.toString(i)))
                        .toList());
    }

    @Test
    void pageAskedForAgainIsTheSame() {
        JsonNode first = session.start(paged("SELECT number FROM numbers(25)", 10));
        String next = first.get("next_uri").asText();

        assertThat(session.follow(next).get("data"))
                .hasSize(10)
                .isEqualTo(session.follow(next).get("data"));
    }

    @Test
    void pageThatWasPassedIsGone() {
        JsonNode first = session.start(paged("SELECT number FROM numbers(25)", 10));
        session.follow(first.get("next_uri").asText());

        assertThat(session.get(first.get("next_uri").asText().replace("/page/1", "/page/0"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void wideRowsEndAPageBeforeItsRowLimit() {
        HttpSession.Outcome outcome =
                session.run(paged("SELECT repeat('x', 1000), number FROM numbers(60000) ORDER BY number", 100_000));

        assertThat(outcome.pageSizes()).hasSizeGreaterThan(2);
        assertThat(outcome.rows())
                .hasSize(60_000)
                .last()
                .satisfies(row -> assertThat(row.get(1)).isEqualTo("59999"));
    }

    @Test
    void millionsOfRowsComeInOrderAndWhole() {
        JsonNode answer = session.start(paged("SELECT number FROM numbers(2000000) ORDER BY number", 100_000));
        long expected = 0;
        while (answer.hasNonNull("next_uri")) {
            for (JsonNode row : answer.get("data")) {
                assertThat(row.get(0).asLong()).isEqualTo(expected++);
            }
            answer = session.follow(answer.get("next_uri").asText());
        }

        assertThat(expected).isEqualTo(2_000_000);
    }

    @Test
    void resultWithoutRowsStillHasItsSchema() {
        HttpSession.Outcome outcome = session.run("SELECT 'a'::VARCHAR, 1::INT NULL WHERE false");

        assertThat(outcome.rows()).isEmpty();
        assertThat(outcome.types()).containsExactly("String", "Nullable(Int32)");
    }

    @Test
    void queryIsForgottenAfterItsLastResponse() {
        JsonNode answer = session.start(session.request("SELECT 1"));
        session.follow(answer.get("final_uri").asText());

        assertThat(session.get(answer.get("stats_uri").asText()).statusCode()).isEqualTo(404);
    }

    @Test
    void statementSentAgainUnderItsIdRunsOnce() {
        String table = GATEWAY.table("i INT");
        ObjectNode request = session.request("INSERT INTO " + table + " VALUES (1)");
        for (int i = 0; i < 2; i++) {
            session.send(
                    "POST",
                    "/v1/query",
                    java.net.http.HttpRequest.BodyPublishers.ofString(request.toString()),
                    "X-DATABEND-QUERY-ID",
                    "the-same-id");
        }

        assertThat(GATEWAY.rows("SELECT count(*) FROM " + table)).containsExactly(List.of("1"));
    }

    @Test
    void numbersAreExact() {
        assertThat(
                        row(
                                "SELECT '-128'::TINYINT, 255::TINYINT UNSIGNED, '-9223372036854775808'::BIGINT,"
                                        + " 18446744073709551615::BIGINT UNSIGNED, '0.00000001'::DECIMAL(20,8),"
                                        + " '-12345678901234567890123456789012345678901234567890123.45'::DECIMAL(65,2), 1.50::DECIMAL(10,2)"))
                .containsExactly(
                        "-128",
                        "255",
                        "-9223372036854775808",
                        "18446744073709551615",
                        "0.00000001",
                        "-12345678901234567890123456789012345678901234567890123.45",
                        "1.50");
    }

    @Test
    void floatingPointNumbersHaveTheServersForm() {
        assertThat(row("SELECT 1::DOUBLE, 0.1::DOUBLE, 12345678.9::DOUBLE, 1e15::DOUBLE, 1e16::DOUBLE, 1e-5::DOUBLE,"
                        + " 1e-6::DOUBLE, '-inf'::DOUBLE, 'nan'::DOUBLE, 0.1::FLOAT, 1e15::FLOAT, 1e-6::FLOAT"))
                .containsExactly(
                        "1.0",
                        "0.1",
                        "12345678.9",
                        "1000000000000000.0",
                        "1e+16",
                        "0.00001",
                        "1e-6",
                        "-Infinity",
                        "NaN",
                        "0.1",
                        "1e+15",
                        "0.000001");
    }

    @Test
    void floatingPointTextIsWhatTheEngineWritesIntoFiles() {
        // Unloading to CSV goes through the encoder that the server's HTTP handler uses too.
        String query = "SELECT a, a::FLOAT AS b FROM (SELECT (number - 500) * pow(10, number % 41 - 20) / 7 AS a FROM"
                + " numbers(1000)) ORDER BY a";
        session.run("COPY INTO @~/floats/ FROM (" + query + ") FILE_FORMAT = (TYPE = CSV) SINGLE = true")
                .rows();
        List<List<String>> written = session.run(
                        "SELECT $1, $2 FROM @~/floats/ (FILE_FORMAT => 'csv') ORDER BY $1::DOUBLE")
                .rows();
        List<List<String>> printed = new ArrayList<>(session.run(query).rows());

        assertThat(printed).hasSize(1000).isEqualTo(written);
    }

    @Test
    void timesHaveMicrosecondsAndTheSessionsTimeZone() {
        assertThat(row("SELECT '2024-07-01 12:34:56.789'::TIMESTAMP, '0001-01-01'::DATE, '9999-12-31'::DATE"))
                .containsExactly("2024-07-01 12:34:56.789000", "0001-01-01", "9999-12-31");

        session.run("SET timezone = 'Europe/Berlin'");

        assertThat(row("SELECT to_timestamp(0), to_timestamp(1719829296)"))
                .containsExactly("1970-01-01 01:00:00.000000", "2024-07-01 12:21:36.000000");
    }

    @Test
    void textIsKeptByteForByte() {
        assertThat(row("SELECT 'quote \" backslash \\\\ tab \\t line \\n', chr(1), '', 'ü😀', NULL"))
                .containsExactly("quote \" backslash \\ tab \t line \n", "\u0001", "", "ü😀", null);
    }

    @Test
    void otherTypesHaveTheServersForm() {
        assertThat(row("SELECT true, parse_json('{\"a\": [1, 2.5, null, \"x\"]}'), to_binary('ab'),"
                        + " to_geometry('SRID=4326;POINT(1 2.5)'), [1, 2, 3]::VECTOR(3), build_bitmap([1])"))
                .containsExactly(
                        "1",
                        "{\"a\":[1,2.5,null,\"x\"]}",
                        "6162",
                        "{\"type\":\"Point\",\"coordinates\":[1,2.5]}",
                        "[1.0,2.0,3.0]",
                        "<bitmap binary>");
    }

    @Test
    void nestedTypesQuoteTheirStrings() {
        HttpSession.Outcome outcome = session.run("SELECT [1, NULL], ['a\"b'], {'k': 1}, (1, 'x', NULL), [], {}");

        assertThat(outcome.rows().get(0))
                .containsExactly("[1,NULL]", "[\"a\\\"b\"]", "{\"k\":1}", "(1,\"x\",NULL)", "[]", "{}");
        assertThat(outcome.types())
                .startsWith("Array(UInt8 NULL)", "Array(String)", "Map(String, UInt8)")
                .endsWith("Array(Nothing)", "Map(Nothing)");
    }

    @Test
    void geometryAndBinaryFollowTheirSettings() {
        session.run("SET geometry_output_format = 'EWKT'");
        session.run("SET binary_output_format = 'BASE64'");

        assertThat(row("SELECT to_geometry('SRID=4326;POLYGON((0 0,1 1,1 0,0 0))'), to_binary('x')"))
                .containsExactly("SRID=4326;POLYGON((0 0,1 1,1 0,0 0))", "eA==");
    }

    @Test
    void unknownTableAndBadSyntaxHaveTheServersCodes() {
        HttpSession.Outcome unknown = session.run("SELECT * FROM never_made");
        HttpSession.Outcome misspelt = session.run("SELEC 1");

        assertThat(unknown.code()).isEqualTo(1025);
        assertThat(unknown.message()).contains("never_made").doesNotContain("<unknown>");
        assertThat(misspelt.code()).isEqualTo(1005);
    }

    @Test
    void changesSayHowManyRowsTheyWrote() {
        String table = GATEWAY.table("i INT");

        assertThat(session.run("INSERT INTO " + table + " VALUES (1), (2), (3)").written())
                .isEqualTo(3);
        assertThat(session.run("DELETE FROM " + table + " WHERE i > 1").written())
                .isEqualTo(2);
    }

    @Test
    void databaseAndSettingsTravelWithTheSession() {
        session.run("CREATE DATABASE travelling");
        session.run("USE travelling");
        session.run("SET max_threads = 3");
        HttpSession another = GATEWAY.session();
        ObjectNode request = another.request("SELECT currentDatabase()");
        ObjectNode described = session.state().deepCopy();
        described.remove("internal"); // a session that the gateway has never seen, or has forgotten
        request.set("session", described);

        assertThat(another.run(request).value()).isEqualTo("travelling");
        assertThat(another.run("SELECT value FROM system.settings WHERE name = 'max_threads'")
                        .value())
                .isEqualTo("3");
    }

    private List<String> row(String query) {
        return session.run(query).rows().get(0);
    }

    private ObjectNode paged(String sql, int rows) {
        ObjectNode request = session.request(sql);
        request.putObject("pagination").put("max_rows_per_page", rows);
        return request;
    }
}
