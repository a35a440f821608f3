package io.bendsync.source.jdbc.decode;

import java.util.ArrayList;
import java.util.List;

/** The members of an ENUM or SET, out of its full type: {@code enum('a','it''s')}. */
final class EnumValues {
    private EnumValues() {}

    /** The members parted by commas, a comma within one escaped by a backslash, as Debezium writes them. */
    static String of(String fullType) {
        List<String> members = new ArrayList<>();
        StringBuilder member = new StringBuilder();
        boolean inside = false;
        for (int i = fullType.indexOf('(') + 1; i < fullType.length(); i++) {
            char c = fullType.charAt(i);
            if (c != '\'') {
                if (inside) {
                    member.append(c == ',' ? "\\," : String.valueOf(c));
                }
            } else if (inside && i + 1 < fullType.length() && fullType.charAt(i + 1) == '\'') {
                member.append('\'');
                i++;
            } else {
                if (inside) {
                    members.add(member.toString());
                    member.setLength(0);
                }
                inside = !inside;
            }
        }
        return String.join(",", members);
    }
}
