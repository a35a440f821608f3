package io.bendsync.source.jdbc.binlog;

import io.bendsync.source.jdbc.table.TableName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Statements that take rows out of a table without a word about each. */
final class Emptied {
    private static final String NAME = "(?:`((?:[^`]|``)+)`|([\\w$\\x{80}-\\x{ffff}]+))";
    private static final String TABLE = "(?:" + NAME + "\\s*\\.\\s*)?" + NAME;
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
    private static final Pattern COMMENT = Pattern.compile("\\s*/\\*(?![!+]).*?\\*/\\s*", Pattern.DOTALL);
    private static final Pattern TRUNCATE = Pattern.compile("\\s*TRUNCATE\\s+(?:TABLE\\s+)?" + TABLE + ".*", FLAGS);
    private static final Pattern PARTITION = Pattern.compile(
            "\\s*ALTER\\s+TABLE\\s+" + TABLE + "\\s.*\\b(?:TRUNCATE|DROP|EXCHANGE)\\s+PARTITION\\b.*", FLAGS);

    private Emptied() {}

    /**
     * The table that a statement empties, wholly or in part; empty if it is no such statement.
     *
     * @param sql the statement
     * @param database the database it was said in
     */
    static Optional<TableName> table(String sql, String database) {
        String bare = COMMENT.matcher(sql).replaceAll(" ");
        for (Pattern pattern : new Pattern[] {TRUNCATE, PARTITION}) {
            Matcher matcher = pattern.matcher(bare);
            if (matcher.matches()) {
                String first = name(matcher, 1);
                return Optional.of(new TableName(first == null ? database : first, name(matcher, 3)));
            }
        }
        return Optional.empty();
    }

    private static String name(Matcher matcher, int group) {
        String quoted = matcher.group(group);
        return quoted == null ? matcher.group(group + 1) : quoted.replace("``", "`");
    }
}
