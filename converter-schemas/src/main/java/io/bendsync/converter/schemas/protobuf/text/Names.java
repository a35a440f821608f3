package io.bendsync.converter.schemas.protobuf.text;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The names within one message, of which Protobuf allows each once, and each once in JSON's spelling. */
final class Names {

    private final Set<String> taken = new HashSet<>();

    /** A name for this one that is still free: the same if Protobuf allows it. */
    String claim(String wanted) {
        String name = identifier(wanted);
        String free = name;
        for (int i = 2; taken.contains(free) || taken.contains("json " + json(free)); i++) {
            free = name + "_" + i;
        }
        taken.add(free);
        taken.add("json " + json(free));
        return free;
    }

    /** A free name for the type of a field. */
    String claimType(String field) {
        String name = identifier(field);
        String type = Character.isLetter(name.charAt(0))
                ? name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)
                : "T" + name;
        String free = type;
        for (int i = 2; !taken.add(free); i++) {
            free = type + "_" + i;
        }
        return free;
    }

    /** Letters, digits and underscores of ASCII; any other character by its code. */
    static String identifier(String name) {
        StringBuilder identifier = new StringBuilder();
        name.codePoints().forEach(c -> {
            boolean letter = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (letter || (c >= '0' && c <= '9' && identifier.length() > 0)) {
                identifier.appendCodePoint(c);
            } else {
                identifier.append("_x").append(Integer.toHexString(c));
            }
        });
        return identifier.length() == 0 ? "_" : identifier.toString();
    }

    /** As Protobuf spells a field in JSON. */
    static String json(String name) {
        StringBuilder json = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_') {
                upper = true;
            } else {
                json.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return json.toString();
    }
}
