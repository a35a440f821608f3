package io.bendsync.converter.schemas.protobuf;

import com.google.protobuf.Descriptors.FileDescriptor;
import io.bendsync.converter.schemas.protobuf.codec.ProtobufRecords;
import io.bendsync.converter.schemas.protobuf.file.ProtoFiles;
import io.bendsync.converter.schemas.protobuf.text.ProtoText;
import io.bendsync.converter.schemas.record.RecordCodec;
import io.bendsync.converter.schemas.record.RecordFormat;
import io.bendsync.converter.schemas.registry.SchemaDocument;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Protobuf: schemas are .proto files, records are their messages. */
public final class ProtobufFormat implements RecordFormat {

    private static final Logger LOG = LoggerFactory.getLogger(ProtobufFormat.class);

    @Override
    public String type() {
        return "PROTOBUF";
    }

    @Override
    public boolean needsEarlier() {
        return true;
    }

    @Override
    public String describe(Schema schema, List<SchemaDocument> earlier) {
        return ProtoText.of(
                schema, earlier.stream().flatMap(ProtobufFormat::parsed).toList());
    }

    /** Only the numbers of its fields matter here, so that a version that cannot be read is passed over. */
    private static Stream<FileDescriptor> parsed(SchemaDocument document) {
        try {
            return Stream.of(ProtoFiles.parse(document.text(), name -> null));
        } catch (DataException e) {
            LOG.warn("An earlier version of the schema cannot be read; its field numbers are not kept", e);
            return Stream.empty();
        }
    }

    @Override
    public RecordCodec codec(String text, Function<String, String> imports) {
        return new ProtobufRecords(ProtoFiles.parse(text, imports));
    }
}
