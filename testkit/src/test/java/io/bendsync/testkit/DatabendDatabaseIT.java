package io.bendsync.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class DatabendDatabaseIT {
    @Test
    void cellsComeAsText(DatabendDatabase databend) {
        databend.execute("CREATE TABLE t (i INT, s VARCHAR NULL)", "INSERT INTO t VALUES (1, 'x'), (2, NULL)");

        assertThat(databend.query("SELECT * FROM t ORDER BY i"))
                .isEqualTo(List.of(List.of("1", "x"), List.of("2", "NULL")));
        assertThat(databend.query("SELECT currentDatabase()")).containsExactly(List.of(databend.name()));
    }

    @Test
    void eachParameterIsADatabaseOfItsOwn(DatabendDatabase one, DatabendDatabase two, MySqlDatabase mysql) {
        two.execute("CREATE TABLE only_here (i INT)");

        assertThat(one.query("SHOW TABLES")).isEmpty();
        assertThat(List.of(one.name(), two.name(), mysql.name())).doesNotHaveDuplicates();
    }

    @Test
    void failingStatementIsNamed(DatabendDatabase databend) {
        assertThatThrownBy(() -> databend.execute("SELECT 1", "SELECT no_such_column"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("in: SELECT no_such_column");
    }
}
