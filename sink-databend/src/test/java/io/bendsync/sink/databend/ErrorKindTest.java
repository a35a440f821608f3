package io.bendsync.sink.databend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorKindTest {
    @ParameterizedTest
    @CsvSource({
        "4001, CONFLICT, true", "2009, CONFLICT, true", "4003, TRANSIENT, true", "1043, TRANSIENT, true",
        "3001, TRANSIENT, true", "1025, SCHEMA, false", "1006, DATA, false", "5100, CREDENTIALS, false",
        "1005, PERMANENT, false", "1063, PERMANENT, false", "9999, PERMANENT, false"
    })
    void theServersCodesMeanWhatToDo(int code, ErrorKind kind, boolean retried) {
        assertThat(ErrorKind.ofCode(code)).isEqualTo(kind);
        assertThat(kind.worthRetrying()).isEqualTo(retried);
    }
}
