package io.bendsync.converter.schemas.record;

import io.bendsync.converter.schemas.registry.SchemaDocument;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;

/** A kind of schemas and records. */
public interface RecordFormat {

    /** What a registry calls it. */
    String type();

    /** Whether {@link #describe} looks at earlier documents. */
    boolean needsEarlier();

    /**
     * Connect's schema in the format's own words.
     *
     * @param earlier the documents of the same subject, the newest first; none where they are not needed
     */
    String describe(Schema schema, List<SchemaDocument> earlier);

    /**
     * What reads and writes the records of a document.
     *
     * @param imports the documents it refers to, by the names it uses
     */
    RecordCodec codec(String text, Function<String, String> imports);
}
