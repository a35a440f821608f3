package io.bendsync.source.cdc.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlterParserTest {

    private final AlterParser parser = new AlterParser();

    @Test
    void columnsThatComeGoAndGetOtherNamesAreTold() {
        AlterStatement statement = parser.read(
                "ALTER TABLE `shop`.`t` ADD COLUMN a INT NOT NULL DEFAULT 7 AFTER id, ADD (b INT, `c d` TEXT),"
                        + " drop e, DROP COLUMN `f g`, CHANGE COLUMN h `i` BIGINT, RENAME COLUMN j TO k, CHANGE l l INT");

        assertThat(statement.added()).containsExactly("a", "b", "c d");
        assertThat(statement.dropped()).containsExactly("e", "f g");
        assertThat(statement.renamed()).isEqualTo(Map.of("h", "i", "j", "k"));
    }

    @Test
    void whatIsNoColumnIsNotTakenForOne() {
        AlterStatement statement = parser.read("/* by hand */ ALTER TABLE t DROP PRIMARY KEY, DROP INDEX i,"
                + " DROP FOREIGN KEY f, DROP CHECK c, RENAME INDEX a TO b, ADD INDEX (x), ALTER y SET DEFAULT 3,"
                + " MODIFY z INT, COMMENT 'DROP COLUMN w', RENAME TO u");

        assertThat(statement).isEqualTo(new AlterStatement(List.of(), List.of(), Map.of()));
    }

    @Test
    void otherStatementsSayNothing() {
        for (String sql : List.of(
                "CREATE TABLE t (a INT)",
                "DROP TABLE t",
                "RENAME TABLE a TO b",
                "TRUNCATE TABLE t",
                "DROP INDEX i ON t")) {
            assertThat(parser.read(sql)).isEqualTo(new AlterStatement(List.of(), List.of(), Map.of()));
        }
    }

    @Test
    void namesAreFreeBeforeTheyAreTaken() {
        Map<String, String> chain = new LinkedHashMap<>();
        chain.put("a", "b");
        chain.put("b", "c");
        assertThat(SchemaChanges.inTurn(chain)).containsExactly(List.of("b", "c"), List.of("a", "b"));

        Map<String, String> swap = new LinkedHashMap<>();
        swap.put("a", "b");
        swap.put("b", "a");
        assertThat(SchemaChanges.inTurn(swap))
                .containsExactly(List.of("a", "__a_renamed"), List.of("b", "a"), List.of("__a_renamed", "b"));
    }
}
