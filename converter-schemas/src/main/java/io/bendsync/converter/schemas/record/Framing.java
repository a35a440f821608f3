package io.bendsync.converter.schemas.record;

import java.nio.ByteBuffer;
import org.apache.kafka.connect.errors.DataException;

/**
 * The five bytes before each record: a zero and the schema's id, the highest byte first.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format">the
 *     wire format</a>
 */
final class Framing {

    static final int LENGTH = 5;

    private Framing() {}

    static void write(byte[] into, int id) {
        into[0] = 0;
        into[1] = (byte) (id >>> 24);
        into[2] = (byte) (id >>> 16);
        into[3] = (byte) (id >>> 8);
        into[4] = (byte) id;
    }

    static int id(byte[] record) {
        if (record.length < LENGTH || record[0] != 0) {
            throw new DataException(
                    "A record of " + record.length + " bytes does not begin with a zero and a schema's id:"
                            + " it was not written with a schema registry. Is the connector's converter the one of whoever"
                            + " wrote the topic?");
        }
        return ByteBuffer.wrap(record, 1, Integer.BYTES).getInt();
    }
}
