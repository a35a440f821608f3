package io.bendsync.source.cdc.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.relational.TableId;
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
                        + " drop e, DROP COLUMN `f g`, CHANGE COLUMN h `i` BIGINT, RENAME COLUMN j TO k, CHANGE l l INT",
                "shop");

        assertThat(statement.added()).containsExactly("a", "b", "c d");
        assertThat(statement.dropped()).containsExactly("e", "f g");
        assertThat(statement.renamed()).isEqualTo(Map.of("h", "i", "j", "k"));
    }

    @Test
    void whatIsNoColumnIsNotTakenForOne() {
        AlterStatement statement = parser.read(
                "/* by hand */ ALTER TABLE t DROP PRIMARY KEY, DROP INDEX i,"
                        + " DROP FOREIGN KEY f, DROP CHECK c, RENAME INDEX a TO b, ADD INDEX (x), ALTER y SET DEFAULT 3,"
                        + " MODIFY z INT, COMMENT 'DROP COLUMN w'",
                "shop");

        assertThat(statement).isEqualTo(new AlterStatement(List.of(), List.of(), Map.of(), false, Map.of()));
    }

    @Test
    void otherStatementsSayNothing() {
        for (String sql : List.of("CREATE TABLE t (a INT)", "DROP TABLE t", "TRUNCATE TABLE t", "DROP INDEX i ON t")) {
            assertThat(parser.read(sql, "shop"))
                    .isEqualTo(new AlterStatement(List.of(), List.of(), Map.of(), false, Map.of()));
        }
    }

    @Test
    void rowsThatGoOrComeByPartitionsAreTold() {
        for (String what :
                List.of("DROP PARTITION p1, p2", "TRUNCATE PARTITION ALL", "EXCHANGE PARTITION p WITH TABLE other")) {
            assertThat(parser.read("ALTER TABLE t " + what, "shop").emptied())
                    .as(what)
                    .isTrue();
        }
        for (String what : List.of(
                "ADD PARTITION (PARTITION p VALUES LESS THAN (7))",
                "REORGANIZE PARTITION p INTO (PARTITION q VALUES LESS THAN (7))",
                "COALESCE PARTITION 2",
                "REMOVE PARTITIONING",
                "COMMENT 'DROP PARTITION p'")) {
            assertThat(parser.read("ALTER TABLE t " + what, "shop").emptied())
                    .as(what)
                    .isFalse();
        }
    }

    @Test
    void newNamesOfTablesAreTold() {
        assertThat(parser.read("RENAME TABLE a TO b, other.c TO `d e`", "shop").tables())
                .isEqualTo(Map.of(table("shop", "a"), table("shop", "b"), table("other", "c"), table("shop", "d e")));
        assertThat(parser.read("ALTER TABLE a ADD COLUMN x INT, RENAME TO b", "shop"))
                .isEqualTo(new AlterStatement(
                        List.of("x"), List.of(), Map.of(), false, Map.of(table("shop", "a"), table("shop", "b"))));
    }

    private static TableId table(String database, String name) {
        return new TableId(database, null, name);
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
