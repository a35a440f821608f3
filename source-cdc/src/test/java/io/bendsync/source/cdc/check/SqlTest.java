package io.bendsync.source.cdc.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlTest {

    @Test
    void namesAndTextsCannotBreakOut() {
        assertThat(Sql.identifier("a`b")).isEqualTo("`a``b`");
        assertThat(Sql.literal("a'b\\")).isEqualTo("'a''b\\\\'");
    }

    @Test
    void accountIsSplitAtItsLastAt() {
        assertThat(Sql.account("bend@%")).isEqualTo("'bend'@'%'");
        assertThat(Sql.account("a@b@10.0.0.1")).isEqualTo("'a@b'@'10.0.0.1'");
    }
}
