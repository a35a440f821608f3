package io.bendsync.converter.schemas.protobuf.text;

import com.google.protobuf.DescriptorProtos.DescriptorProto.ReservedRange;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The numbers of one message's fields: those that earlier versions gave to a field of the same name and type, else new
 * ones. So no number ever means two things within a subject. The same versions always give the same numbers.
 */
final class FieldNumbers {

    private static final int RESERVED_FIRST = 19_000;
    private static final int RESERVED_LAST = 19_999;

    private final Map<String, Integer> known = new HashMap<>();
    private final Set<Integer> used = new HashSet<>();
    private int next = 1;

    /** @param earlier the same message in earlier versions, the newest first */
    static FieldNumbers of(List<Descriptor> earlier) {
        FieldNumbers numbers = new FieldNumbers();
        for (Descriptor message : earlier) {
            for (FieldDescriptor field : message.getFields()) {
                numbers.known.putIfAbsent(signature(field), field.getNumber());
                numbers.used.add(field.getNumber());
            }
            for (ReservedRange range : message.toProto().getReservedRangeList()) {
                for (int number = range.getStart();
                        number < range.getEnd() && number < range.getStart() + 10_000;
                        number++) {
                    numbers.used.add(number);
                }
            }
        }
        return numbers;
    }

    /** The number of each field, in their order. */
    Map<DraftField, Integer> numbers(List<DraftField> fields) {
        Map<DraftField, Integer> numbers = new HashMap<>();
        for (DraftField field : fields) {
            Integer number = known.get(field.signature());
            numbers.put(field, number == null ? free() : number);
        }
        return numbers;
    }

    /** What earlier versions used and these do not. */
    Set<Integer> reserved(Map<DraftField, Integer> numbers) {
        Set<Integer> reserved = new TreeSet<>(used);
        reserved.removeAll(numbers.values());
        return reserved;
    }

    private int free() {
        while (used.contains(next) || (next >= RESERVED_FIRST && next <= RESERVED_LAST)) {
            next++;
        }
        return next++;
    }

    private static String signature(FieldDescriptor field) {
        if (field.isMapField()) {
            Descriptor entry = field.getMessageType();
            return field.getName() + " map<" + type(entry.findFieldByNumber(1)) + ", "
                    + type(entry.findFieldByNumber(2)) + ">";
        }
        return field.getName() + (field.isRepeated() ? " repeated " : " ") + type(field);
    }

    private static String type(FieldDescriptor field) {
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            Descriptor type = field.getMessageType();
            return type.getContainingType() == null ? "." + type.getFullName() : type.getName();
        }
        return field.getType().name().toLowerCase(Locale.ROOT);
    }
}
