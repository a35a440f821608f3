package io.bendsync.runtime.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.bendsync.runtime.terminal.Terminal;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** How the commands with a result print it: for a person, or as one JSON document and nothing else on standard output. */
final class OutputOptions {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    /** The choices. */
    enum Format {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            description =
                    "How to print the result: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}). Errors are lines on standard"
                            + " error either way.")
    private Format format = Format.TEXT;

    boolean json() {
        return format == Format.JSON;
    }

    /** Prints the text, or the members of the JSON object, whichever was asked for. */
    void print(Terminal terminal, String text, Map<String, ?> members) {
        terminal.line(json() ? document(members) : text);
    }

    private static String document(Map<String, ?> members) {
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts, numbers and lists are always JSON", e);
        }
    }
}
