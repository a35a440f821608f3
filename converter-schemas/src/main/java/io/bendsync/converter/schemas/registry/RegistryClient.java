package io.bendsync.converter.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bendsync.converter.schemas.registry.RegistryCalls.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;

/**
 * A schema registry by the interface of Confluent's, which others offer too (Apicurio under {@code /apis/ccompat/v7}).
 * Throws a {@link RetriableException} where asking again may help, else a {@link DataException}. Any number of threads may
 * use one.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">the interface</a>
 */
public final class RegistryClient {

    /** Earlier versions beyond these are not looked at: they decide about the numbers of fields only. */
    private static final int VERSIONS = 100;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistryCalls calls;

    /** A client that has asked nothing yet. */
    public RegistryClient(RegistrySettings settings) {
        this.calls = new RegistryCalls(settings);
    }

    /**
     * The id of a schema in a subject, which is made where it is new.
     *
     * @throws DataException if the registry does not take it, as when it is not compatible with the earlier ones
     */
    public int register(String subject, SchemaDocument schema) {
        Answer answer = calls.post("/subjects/" + encoded(subject) + "/versions", body(schema));
        if (answer.status() == 409) {
            throw new DataException("The schema registry refuses the new schema of subject " + subject
                    + ", which is not compatible with the earlier ones: " + answer.message()
                    + ". Change the subject's compatibility rule, or write into another topic.");
        }
        return id(answer.orFail("registering a schema of subject " + subject));
    }

    /** The id of a schema in a subject, or none if it is not there. */
    public OptionalInt lookUp(String subject, SchemaDocument schema) {
        Answer answer = calls.post("/subjects/" + encoded(subject), body(schema));
        return answer.status() == 404
                ? OptionalInt.empty()
                : OptionalInt.of(id(answer.orFail("looking up a schema of subject " + subject)));
    }

    /**
     * The schema of an id.
     *
     * @throws DataException if there is none
     */
    public SchemaDocument byId(int id) {
        Answer answer = calls.get("/schemas/ids/" + id);
        if (answer.status() == 404) {
            throw new DataException("The schema registry has no schema with the id " + id
                    + ": was the record written with another registry, or was the schema deleted?");
        }
        return document(answer.orFail("reading the schema with the id " + id));
    }

    /** One version of a subject's schemas. */
    public SchemaDocument byVersion(String subject, int version) {
        return document(calls.get("/subjects/" + encoded(subject) + "/versions/" + version)
                .orFail("reading version " + version + " of subject " + subject));
    }

    /** A subject's schemas, the newest first, none if there is no such subject. */
    public List<SchemaDocument> versions(String subject) {
        Answer answer = calls.get("/subjects/" + encoded(subject) + "/versions");
        if (answer.status() == 404) {
            return List.of();
        }
        List<Integer> numbers = new ArrayList<>();
        answer.orFail("listing the versions of subject " + subject).forEach(number -> numbers.add(number.asInt()));
        return numbers.stream()
                .sorted(Comparator.reverseOrder())
                .limit(VERSIONS)
                .map(number -> byVersion(subject, number))
                .toList();
    }

    private static int id(JsonNode answer) {
        JsonNode id = answer.get("id");
        if (id == null || !id.canConvertToInt()) {
            throw new DataException(
                    "The schema registry's answer has no schema id: is schema.registry.url right? (Apicurio"
                            + " needs …/apis/ccompat/v7.)");
        }
        return id.intValue();
    }

    private static SchemaDocument document(JsonNode answer) {
        JsonNode text = answer.get("schema");
        if (text == null || !text.isTextual()) {
            throw new DataException(
                    "The schema registry's answer has no schema: is schema.registry.url right? (Apicurio"
                            + " needs …/apis/ccompat/v7.)");
        }
        List<SchemaReference> references = new ArrayList<>();
        answer.path("references")
                .forEach(reference -> references.add(new SchemaReference(
                        reference.path("name").asText(),
                        reference.path("subject").asText(),
                        reference.path("version").asInt())));
        // The interface leaves the type out where it is Avro; Apicurio leaves it out of some answers altogether.
        return new SchemaDocument(answer.path("schemaType").asText(null), text.textValue(), List.copyOf(references));
    }

    private static byte[] body(SchemaDocument schema) {
        ObjectNode body =
                JSON.createObjectNode().put("schemaType", schema.type()).put("schema", schema.text());
        try {
            return JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new DataException("A schema is not to be written as JSON", e);
        }
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
