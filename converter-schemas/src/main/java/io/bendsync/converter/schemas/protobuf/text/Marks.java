package io.bendsync.converter.schemas.protobuf.text;

/** The parameters of Confluent's options that say what a .proto file cannot. The first three are Confluent's too. */
public final class Marks {

    /** {@code int8} or {@code int16} on an int32; {@code map} on a list of pairs. */
    public static final String TYPE = "connect.type";

    /** A decimal's scale. */
    public static final String SCALE = "scale";

    /** A decimal's precision, which is {@link #CONNECT_PRECISION} in Connect's parameters. */
    public static final String PRECISION = "precision";

    /** What sources call the precision in a schema's parameters. */
    public static final String CONNECT_PRECISION = "connect.decimal.precision";

    /** On the file: it is one of ours, and all that Connect's schema has is in it. */
    public static final String OURS = "bendsync.format";

    /** On a message that stands for its only field. */
    public static final String WRAPPER = "connect.wrapper";

    /** On a field whose type is a message: never null. */
    public static final String REQUIRED = "connect.required";

    /** On the first message: the schema is optional. */
    public static final String OPTIONAL = "connect.optional";

    /** A field's name where Protobuf cannot have it. */
    public static final String FIELD = "connect.field";

    /** The schema's name. */
    public static final String NAME = "connect.name";

    /** The schema's version. */
    public static final String VERSION = "connect.version";

    /** The schema's comment, where there is no place of its own for it. */
    public static final String DOC = "connect.doc";

    /** The schema's default as JSON. */
    public static final String DEFAULT = "connect.default";

    /** Followed by the name of one of the schema's parameters. */
    public static final String PARAMETER = "connect.parameters.";

    /** Before any of these: it is said of an array's elements. */
    public static final String ITEMS = "items.";

    /** Before any of these: it is said of a map's keys. */
    public static final String KEYS = "keys.";

    /** Before any of these: it is said of a map's values. */
    public static final String VALUES = "values.";

    private Marks() {}
}
