package io.bendsync.converter.schemas.record;

import io.bendsync.converter.schemas.registry.RegistryClient;
import io.bendsync.converter.schemas.registry.SchemaDocument;
import io.bendsync.converter.schemas.registry.SchemaReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.common.cache.SynchronizedCache;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records with their schemas in a registry. The registry is asked, and a schema worked out, once for each schema and topic
 * and once for each id; after that a record costs its own conversion. Any number of threads may use one.
 */
public final class RegisteredRecords {

    private static final Logger LOG = LoggerFactory.getLogger(RegisteredRecords.class);

    /** A subject with more different schemas than these asks again. */
    private static final int REMEMBERED = 1000;

    private final RegistryClient registry;
    private final RecordFormat format;
    private final boolean registers;
    private final String suffix;
    private final Map<String, Written> latest = new ConcurrentHashMap<>();
    private final Map<String, Cache<Schema, Written>> written = new ConcurrentHashMap<>();
    private final Cache<Integer, RecordCodec> read = latestUsed();
    private volatile Read last = new Read(-1, null);

    private record Written(Schema schema, int id, RecordCodec codec) {}

    private record Read(int id, RecordCodec codec) {}

    /**
     * Records of one format.
     *
     * @param registers whether schemas that the registry does not have are put into it
     * @param isKey whether they are the keys of records, not the values
     */
    public RegisteredRecords(RegistryClient registry, RecordFormat format, boolean registers, boolean isKey) {
        this.registry = registry;
        this.format = format;
        this.registers = registers;
        this.suffix = isKey ? "-key" : "-value";
    }

    /** A value's record; none for null, which is Kafka's deletion. */
    public byte[] write(String topic, Schema schema, Object value) {
        if (value == null) {
            return null;
        }
        if (schema == null) {
            throw new DataException(
                    "Topic " + topic + ": a record without a schema cannot be written as " + format.type()
                            + ". Have the source send schemas, or use a JSON converter with schemas.enable=false.");
        }
        Written known = latest.get(topic);
        if (known == null || known.schema() != schema) {
            known = known(topic, schema);
            latest.put(topic, known);
        }
        try {
            byte[] record = known.codec().write(value, Framing.LENGTH);
            Framing.write(record, known.id());
            return record;
        } catch (ClassCastException | DataException e) {
            throw new DataException("Topic " + topic + ": " + e.getMessage(), e);
        }
    }

    /** What a record holds; nothing for null. */
    public SchemaAndValue read(String topic, byte[] record) {
        if (record == null) {
            return SchemaAndValue.NULL;
        }
        try {
            int id = Framing.id(record);
            Read known = last;
            if (known.id() != id || known.codec() == null) {
                known = new Read(id, codec(id));
                last = known;
            }
            return known.codec().read(record, Framing.LENGTH);
        } catch (DataException e) {
            throw new DataException("Topic " + topic + ": " + e.getMessage(), e);
        }
    }

    private static <K, V> Cache<K, V> latestUsed() {
        return new SynchronizedCache<>(new LRUCache<>(REMEMBERED));
    }

    private Written known(String topic, Schema schema) {
        Cache<Schema, Written> ofTopic = written.computeIfAbsent(topic, name -> latestUsed());
        Written found = ofTopic.get(schema);
        if (found == null) {
            found = introduce(topic + suffix, schema);
            ofTopic.put(schema, found);
        }
        // With the schema that the records have, for the comparison by identity.
        return new Written(schema, found.id(), found.codec());
    }

    private Written introduce(String subject, Schema schema) {
        List<SchemaDocument> earlier = format.needsEarlier() ? registry.versions(subject) : List.of();
        String text = format.describe(schema, earlier);
        RecordCodec codec = format.codec(text, name -> null);
        Differences.first(schema, codec.schema()).ifPresent(difference -> {
            throw new DataException("Subject " + subject + ": " + format.type() + " cannot express " + difference);
        });
        SchemaDocument document = new SchemaDocument(format.type(), text, List.of());
        int id;
        if (registers) {
            id = registry.register(subject, document);
            LOG.info("Schema {} of subject {}: {} fields", id, subject, fields(schema));
        } else {
            id = registry.lookUp(subject, document)
                    .orElseThrow(
                            () -> new DataException("Subject " + subject + " has not the schema of the records, and"
                                    + " auto.register.schemas is false. Register it, or set auto.register.schemas=true. It is:\n"
                                    + text));
        }
        return new Written(schema, id, codec);
    }

    private static int fields(Schema schema) {
        return schema.type() == Schema.Type.STRUCT ? schema.fields().size() : 1;
    }

    private RecordCodec codec(int id) {
        RecordCodec found = read.get(id);
        if (found == null) {
            SchemaDocument document = registry.byId(id);
            if (document.type() != null && !document.type().equals(format.type())) {
                throw new DataException("The schema with the id " + id + " is of type " + document.type() + ", not "
                        + format.type() + ". Use the converter that wrote the topic.");
            }
            Map<String, String> imports = new HashMap<>();
            collect(document, imports);
            found = format.codec(document.text(), imports::get);
            read.put(id, found);
        }
        return found;
    }

    private void collect(SchemaDocument document, Map<String, String> imports) {
        for (SchemaReference reference : document.references()) {
            if (!imports.containsKey(reference.name())) {
                SchemaDocument imported = registry.byVersion(reference.subject(), reference.version());
                imports.put(reference.name(), imported.text());
                collect(imported, imports);
            }
        }
    }
}
