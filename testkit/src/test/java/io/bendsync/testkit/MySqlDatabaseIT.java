package io.bendsync.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MySqlDatabaseIT {
    private final Set<String> seen = new HashSet<>();

    @BeforeEach
    void tableForEachTest(MySqlDatabase mysql) {
        mysql.execute("CREATE TABLE t (i INT PRIMARY KEY, s VARCHAR(9))");
    }

    @RepeatedTest(2)
    void eachTestHasADatabaseOfItsOwnWhichGoesAfterwards(MySqlDatabase mysql) {
        assertThat(mysql.query("SELECT * FROM t")).isEmpty();
        mysql.execute("INSERT INTO t VALUES (1, 'x'), (2, NULL)");

        assertThat(mysql.query("SELECT * FROM t ORDER BY i"))
                .isEqualTo(List.of(List.of("1", "x"), List.of("2", "NULL")));
        assertThat(mysql.query("SHOW DATABASES").stream().map(row -> row.get(0)))
                .contains(mysql.name())
                .noneMatch(seen::contains);
        assertThat(seen.add(mysql.name())).isTrue();
    }

    @Test
    void secondParameterIsASecondDatabase(MySqlDatabase one, MySqlDatabase two) {
        assertThat(one.name()).isNotEqualTo(two.name());
        two.execute("CREATE TABLE only_here (i INT)");
        assertThat(one.query("SHOW TABLES")).containsExactly(List.of("t"));
    }

    @Test
    void failingStatementIsNamed(MySqlDatabase mysql) {
        assertThatThrownBy(() -> mysql.execute("SELECT 1", "SELEKT 2"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("in: SELEKT 2");
    }
}
