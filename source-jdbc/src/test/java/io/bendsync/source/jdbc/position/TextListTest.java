package io.bendsync.source.jdbc.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextListTest {
    @Test
    void whatIsJoinedIsParsedBack() {
        for (List<String> texts : List.of(
                List.of("a"), List.of(""), List.of("", ""), List.of("a,b", "c\\", "\\,", ""), List.of("ü", "😀,"))) {
            assertThat(TextList.parse(TextList.join(texts))).isEqualTo(texts);
        }
    }
}
