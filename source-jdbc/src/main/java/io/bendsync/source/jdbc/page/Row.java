package io.bendsync.source.jdbc.page;

import io.bendsync.source.jdbc.position.ReadingOrder;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * A row that was read.
 *
 * @param keySchema the key's schema, null when the table has no key
 * @param key the key, null when the table has none
 * @param value the row
 * @param position its values in the reading order, as they are bound in statements
 * @param order the reading order
 */
public record Row(Schema keySchema, Struct key, Struct value, List<Object> position, ReadingOrder order) {}
