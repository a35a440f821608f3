package io.bendsync.converter.compact.wire;

/**
 * A value or a schema that cannot be written, and where in the record it stands. It names types and
 * fields, never the value. Without a stack trace, for it may be thrown for each record.
 */
public final class Unfit extends RuntimeException {

    private final String place;
    private final String problem;

    private Unfit(String place, String problem) {
        super(problem, null, false, false);
        this.place = place;
        this.problem = problem;
    }

    /** Says what is wrong with the value at hand; those around it add where it is. */
    public Unfit(String problem) {
        this("", problem);
    }

    /** A value of another class than its schema's. */
    public static Unfit expected(String what, Object value) {
        return new Unfit("expected " + what + ", got "
                + (value == null ? "null" : value.getClass().getTypeName()));
    }

    /** The same, seen from around: from the struct whose field it is, or the list that it is in. */
    public Unfit within(String outer) {
        boolean joined = place.isEmpty() || place.startsWith("[");
        return new Unfit(outer + (joined ? "" : ".") + place, problem);
    }

    @Override
    public String getMessage() {
        return place.isEmpty() ? problem : "field " + place + ": " + problem;
    }
}
