package io.bendsync.sink.databend;

/** What a failed request means for whoever made it: try again, ask the ledger, blame the rows, or stop. */
public enum ErrorKind {
    /** No answer, or only half of one. The statement may have been executed: only the ledger knows. */
    UNANSWERED,
    /** The server says it cannot now: overloaded, restarting, storage away, query killed, session lost. */
    TRANSIENT,
    /** Another writer changed the same blocks first; the whole transaction must be done again. */
    CONFLICT,
    /** Table or column is not what we took it for: somebody changed it. */
    SCHEMA,
    /** A value does not fit: the rows are to blame, and the others may go in. */
    DATA,
    /** User, password or token refused. */
    CREDENTIALS,
    /** Everything else; trying again would not help. */
    PERMANENT;

    /** True where doing the same again may succeed without anybody's help. */
    public boolean worthRetrying() {
        return this == UNANSWERED || this == TRANSIENT || this == CONFLICT;
    }

    /**
     * The kind of one of the server's error codes. The numbers are those of Databend's own table of error codes;
     * a code that is not listed here is taken as permanent, because stopping loses nothing.
     */
    public static ErrorKind ofCode(int code) {
        return switch (code) {
            case 4001, 2009, 2011, 2015, 2016 -> CONFLICT;
            case 1003, 1025, 1058, 1108, 1303 -> SCHEMA;
            case 1006, 1007, 1010, 1018, 1046, 1049, 1060, 1064, 1078, 1079, 1080, 1090, 1114, 1133, 1201, 1202, 2513 ->
                DATA;
            case 5100, 2201, 2215 -> CREDENTIALS;
            case 1001,
                    1035,
                    1036,
                    1037,
                    1038,
                    1041,
                    1042,
                    1043,
                    1044,
                    1053,
                    1067,
                    1068,
                    1104,
                    1107,
                    1122,
                    1123,
                    1127,
                    1701,
                    1910,
                    2001,
                    2003,
                    2317,
                    2322,
                    2401,
                    2404,
                    2411,
                    3001,
                    3901,
                    4000,
                    4002,
                    4003,
                    5002,
                    5101,
                    5102,
                    5103,
                    5104,
                    5110,
                    5111,
                    5112 -> TRANSIENT;
            default -> PERMANENT;
        };
    }
}
