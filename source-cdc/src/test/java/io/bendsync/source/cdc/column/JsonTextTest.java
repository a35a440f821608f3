package io.bendsync.source.cdc.column;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void spacesGoOnlyBetweenTheParts() {
        assertThat(JsonText.compact("{\"a b\": [1, -2, \"x, \\\" y\\\\\", {}], \"c\": null, \"d\": true}"))
                .isEqualTo("{\"a b\":[1,-2,\"x, \\\" y\\\\\",{}],\"c\":null,\"d\":true}");
    }

    @Test
    void aNumberHasOneTextWhateverItWasWrittenAs() {
        assertThat(JsonText.compact("[1.50, 1e2, 100.0, 1E-7, 1e300, -0.0, 18446744073709551615, 0.0001]"))
                .isEqualTo("[1.5,100.0,100.0,1E-7,1E+300,0.0,18446744073709551615,0.0001]");
    }

    @Test
    void binaryPartsAreWrittenAlike() {
        JsonText text = new JsonText();
        text.beginArray(3);
        text.value(1e-4);
        text.nextEntry();
        text.value("a\n\u0001\"\u00e4");
        text.nextEntry();
        text.valueDatetime(2024, 2, 29, 1, 2, 3, 500_000);
        text.endArray();
        assertThat(text).hasToString("[0.0001,\"a\\n\\u0001\\\"\u00e4\",\"2024-02-29 01:02:03.500000\"]");
    }
}
