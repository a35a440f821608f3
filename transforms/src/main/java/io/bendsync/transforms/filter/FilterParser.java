package io.bendsync.transforms.filter;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads conditions: AND binds stronger than OR, and parentheses stronger than both. */
final class FilterParser {
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:'((?:[^']|'')*)'|`((?:[^`]|``)+)`|(-?\\d+(?:\\.\\d+)?)"
            + "|([\\p{L}_$][\\p{L}\\p{N}_$]*)|(<=|>=|<>|!=|[=<>(),]))");

    private static final Map<String, RowFilter.Operator> OPERATORS = Map.of(
            "=", RowFilter.Operator.EQUAL,
            "<>", RowFilter.Operator.UNEQUAL,
            "!=", RowFilter.Operator.UNEQUAL,
            "<", RowFilter.Operator.LESS,
            "<=", RowFilter.Operator.AT_MOST,
            ">", RowFilter.Operator.GREATER,
            ">=", RowFilter.Operator.AT_LEAST);

    private enum Kind {
        TEXT,
        QUOTED_NAME,
        NUMBER,
        WORD,
        SIGN,
        END
    }

    private record Token(Kind kind, String text, int at) {}

    private final List<Token> tokens = new ArrayList<>();
    private int next;

    FilterParser(String text) {
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        String stripped = text.stripTrailing();
        while (at < stripped.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new FilterException("cannot be read from letter " + (at + 1) + ", at: " + stripped.substring(at));
            }
            tokens.add(token(matcher));
            at = matcher.end();
        }
        tokens.add(new Token(Kind.END, "its end", stripped.length()));
    }

    private static Token token(Matcher matcher) {
        Kind[] kinds = Kind.values();
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                return new Token(kinds[group - 1], matcher.group(group), matcher.start(group));
            }
        }
        throw new IllegalStateException("every branch of the pattern is a group");
    }

    RowFilter parse() {
        RowFilter filter = or();
        if (tokens.get(next).kind != Kind.END) {
            throw unexpected("AND, OR or the end");
        }
        return filter;
    }

    private RowFilter or() {
        List<RowFilter> parts = new ArrayList<>(List.of(and()));
        while (word("OR")) {
            parts.add(and());
        }
        return parts.size() == 1 ? parts.get(0) : new RowFilter.Or(parts);
    }

    private RowFilter and() {
        List<RowFilter> parts = new ArrayList<>(List.of(test()));
        while (word("AND")) {
            parts.add(test());
        }
        return parts.size() == 1 ? parts.get(0) : new RowFilter.And(parts);
    }

    private RowFilter test() {
        if (sign("(")) {
            RowFilter inner = or();
            require(")");
            return inner;
        }
        String column = column();
        if (word("IS")) {
            boolean negated = word("NOT");
            if (!word("NULL")) {
                throw unexpected("NULL or NOT NULL");
            }
            return new RowFilter.IsNull(column, negated);
        }
        boolean negated = word("NOT");
        if (word("IN")) {
            return new RowFilter.In(column, negated, literals());
        }
        RowFilter.Operator operator = negated ? null : OPERATORS.get(tokens.get(next).text);
        if (operator == null || tokens.get(next).kind != Kind.SIGN) {
            throw unexpected(negated ? "IN" : "=, <>, <, <=, >, >=, IN, NOT IN, IS NULL or IS NOT NULL");
        }
        next++;
        return new RowFilter.Comparison(column, operator, literal());
    }

    private String column() {
        Token token = tokens.get(next);
        if (token.kind == Kind.WORD) {
            next++;
            return token.text;
        }
        if (token.kind == Kind.QUOTED_NAME) {
            next++;
            return token.text.replace("``", "`");
        }
        throw unexpected("a column");
    }

    private List<RowFilter.Literal> literals() {
        require("(");
        List<RowFilter.Literal> literals = new ArrayList<>(List.of(literal()));
        while (sign(",")) {
            literals.add(literal());
        }
        require(")");
        return literals;
    }

    private RowFilter.Literal literal() {
        Token token = tokens.get(next);
        switch (token.kind) {
            case TEXT -> {
                next++;
                return new RowFilter.Text(token.text.replace("''", "'"));
            }
            case NUMBER -> {
                next++;
                return new RowFilter.Numeral(new BigDecimal(token.text));
            }
            default -> throw unexpected("a 'text' in quotes or a number");
        }
    }

    private boolean word(String word) {
        Token token = tokens.get(next);
        boolean is =
                token.kind == Kind.WORD && token.text.toUpperCase(Locale.ROOT).equals(word);
        next += is ? 1 : 0;
        return is;
    }

    private boolean sign(String sign) {
        Token token = tokens.get(next);
        boolean is = token.kind == Kind.SIGN && token.text.equals(sign);
        next += is ? 1 : 0;
        return is;
    }

    private void require(String sign) {
        if (!sign(sign)) {
            throw unexpected(sign);
        }
    }

    private FilterException unexpected(String expected) {
        Token token = tokens.get(next);
        return new FilterException(
                "letter " + (token.at + 1) + ": expected is " + expected + ", found is " + token.text);
    }
}
