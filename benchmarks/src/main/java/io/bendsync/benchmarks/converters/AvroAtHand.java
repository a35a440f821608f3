package io.bendsync.benchmarks.converters;

import io.apicurio.registry.utils.converter.avro.AvroData;
import io.bendsync.benchmarks.measure.BenchmarkException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.storage.Converter;

/** Avro by the classes of Apicurio's converter, its one schema at hand: what a registry costs is not in it. */
public final class AvroAtHand implements Converter {
    private final AvroData data = new AvroData(100);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private GenericDatumWriter<Object> writer;
    private GenericDatumReader<Object> reader;
    private org.apache.avro.Schema schema;
    private BinaryEncoder encoder;
    private BinaryDecoder decoder;

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {}

    @Override
    public byte[] fromConnectData(String topic, Schema connectSchema, Object value) {
        Object avro = data.fromConnectData(connectSchema, value);
        if (schema == null) {
            schema = data.fromConnectSchema(connectSchema);
            writer = new GenericDatumWriter<>(schema);
            reader = new GenericDatumReader<>(schema);
        }
        try {
            out.reset();
            encoder = EncoderFactory.get().binaryEncoder(out, encoder);
            writer.write(avro, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new BenchmarkException("Avro cannot be written", e);
        }
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] value) {
        try {
            decoder = DecoderFactory.get().binaryDecoder(value, decoder);
            return data.toConnectData(schema, reader.read(null, decoder));
        } catch (IOException e) {
            throw new BenchmarkException("Avro cannot be read", e);
        }
    }
}
