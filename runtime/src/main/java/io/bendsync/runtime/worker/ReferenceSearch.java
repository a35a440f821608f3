package io.bendsync.runtime.worker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Looks in a request's JSON for references to the pipeline's passwords. Kafka Connect would fill them in and, for some
 * mistakes, repeat the configuration in its answer; nor may a password go to a server that the request names.
 */
final class ReferenceSearch {
    private static final JsonFactory JSON = new JsonFactory();

    private ReferenceSearch() {}

    /**
     * Whether any text of it, escapes undone, refers to one.
     *
     * @throws IOException when it is no JSON
     */
    static boolean finds(byte[] body) throws IOException {
        // As Kafka Connect's own reader does, the parser finds out which Unicode encoding it is.
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean text = token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
                if (text && PipelineSecrets.isReferredTo(parser.getText())) {
                    return true;
                }
            }
            return false;
        }
    }
}
