package io.bendsync.runtime.verify;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Random;

/** A type of the design's table, and random values of it as literals of both databases. */
enum RandomCell {
    TINY("TINYINT", "TINYINT"),
    SMALL_UNSIGNED("SMALLINT UNSIGNED", "SMALLINT UNSIGNED"),
    MEDIUM("MEDIUMINT", "INT"),
    INT("INT", "INT"),
    BIG_UNSIGNED("BIGINT UNSIGNED", "BIGINT UNSIGNED"),
    DECIMAL("DECIMAL(12,2)", "DECIMAL(12,2)"),
    LONG_DECIMAL("DECIMAL(38,10)", "DECIMAL(38,10)"),
    WIDENED("DECIMAL(6,1)", "DECIMAL(10,3)"),
    FLOAT("FLOAT", "FLOAT"),
    DOUBLE("DOUBLE", "DOUBLE"),
    BOOLEAN("BIT(1)", "BOOLEAN"),
    BITS("BIT(13)", "BIGINT UNSIGNED"),
    VARCHAR("VARCHAR(40)", "VARCHAR"),
    LATIN("VARCHAR(40) CHARACTER SET latin1", "VARCHAR"),
    ENUM("ENUM('z','a','')", "VARCHAR"),
    BINARY("VARBINARY(40)", "BINARY"),
    DATE("DATE", "DATE"),
    YEAR("YEAR", "SMALLINT UNSIGNED"),
    DATETIME("DATETIME(6)", "TIMESTAMP"),
    INSTANT("TIMESTAMP(3)", "TIMESTAMP"),
    TIME("TIME(6)", "VARCHAR"),
    JSON("JSON", "VARIANT"),
    POINT("POINT", "GEOMETRY"),
    VECTOR("VECTOR(2)", "VECTOR(2)");

    /** One value, as each side writes it. */
    record Literals(String mysql, String databend) {
        static final Literals NULL = new Literals("NULL", "NULL");

        static Literals same(String literal) {
            return new Literals(literal, literal);
        }
    }

    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

    final String mysqlType;
    final String databendType;

    RandomCell(String mysqlType, String databendType) {
        this.mysqlType = mysqlType;
        this.databendType = databendType;
    }

    /** A value that is not NULL. */
    Literals next(Random random) {
        return switch (this) {
            case TINY -> Literals.same(Integer.toString(random.nextInt(256) - 128));
            case SMALL_UNSIGNED -> Literals.same(Integer.toString(random.nextInt(65536)));
            case MEDIUM -> Literals.same(Integer.toString(random.nextInt(1 << 24) - (1 << 23)));
            case INT -> Literals.same(Integer.toString(random.nextInt()));
            case BIG_UNSIGNED -> Literals.same(new BigInteger(64, random).toString());
            case DECIMAL -> Literals.same(new BigDecimal(BigInteger.valueOf(random.nextInt()), 2).toPlainString());
            case LONG_DECIMAL -> Literals.same(new BigDecimal(new BigInteger(90, random), 10).toPlainString());
            case WIDENED -> Literals.same(new BigDecimal(BigInteger.valueOf(random.nextInt(9999)), 1).toPlainString());
            case FLOAT -> real(Float.toString((random.nextFloat() - 0.5f) * (float) Math.pow(10, power(random, 20))));
            case DOUBLE -> real(Double.toString((random.nextDouble() - 0.5) * Math.pow(10, power(random, 300))));
            case BOOLEAN -> random.nextBoolean() ? new Literals("1", "true") : new Literals("0", "false");
            case BITS, YEAR -> Literals.same(Integer.toString(1901 + random.nextInt(250)));
            case VARCHAR -> text(random, "aA é𝄞 ,:'N\\1\"");
            case LATIN -> text(random, "aAéü ,:0N");
            case ENUM -> Literals.same(random.nextBoolean() ? "'z'" : "'a'");
            case BINARY -> binary(random);
            case DATE -> Literals.same("'" + day(random) + "'");
            case DATETIME -> Literals.same("'" + micros(random) + "'");
            case INSTANT -> Literals.same("'" + micros(random).replaceAll("...$", "") + "'");
            case TIME -> time(random);
            case JSON -> json(random);
            case POINT -> point(random);
            case VECTOR -> vector(random);
        };
    }

    /** An exponent of ten: every other one among those that people use, the rest up to the farthest. */
    private static int power(Random random, int farthest) {
        return random.nextBoolean() ? random.nextInt(12) - 5 : random.nextInt(2 * farthest) - farthest;
    }

    private static Literals real(String text) {
        return new Literals("'" + text + "'", "to_float64('" + text + "')");
    }

    private static Literals text(Random random, String letters) {
        int[] points = letters.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return Literals.same("'" + text.toString().replace("\\", "\\\\").replace("'", "''") + "'");
    }

    private static Literals binary(Random random) {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        String hex = HexFormat.of().formatHex(bytes);
        return new Literals("x'" + hex + "'", "from_hex('" + hex + "')::binary");
    }

    private static LocalDate day(Random random) {
        return LocalDate.of(1971, 1, 2).plusDays(random.nextInt(20_000));
    }

    private static String micros(Random random) {
        LocalDateTime at = day(random).atTime(12, 0).plusSeconds(random.nextInt(40_000));
        return MICROS.format(random.nextInt(4) == 0 ? at : at.plusNanos(1_000L * random.nextInt(1_000_000)));
    }

    private static Literals time(Random random) {
        String sign = random.nextBoolean() ? "-" : "";
        String rest =
                String.format(":%02d:%02d.%06d", random.nextInt(60), random.nextInt(60), random.nextInt(1_000_000));
        int hours = random.nextInt(838);
        return new Literals("'" + sign + hours + rest + "'", "'" + sign + String.format("%03d", hours) + rest + "'");
    }

    private static Literals json(Random random) {
        int number = random.nextInt(1000);
        String mysql = "'{\"long\": [" + number + ", 1.5, null], \"b\": \"x, y\"}'";
        String databend = "parse_json('{\"b\":\"x, y\",\"long\":[" + number + ",1.5,null]}')";
        return new Literals(mysql, databend);
    }

    private static Literals point(Random random) {
        int srid = random.nextBoolean() ? 0 : 4326;
        String shape = "POINT(" + random.nextInt(90) + ".25 " + random.nextInt(90) + ")";
        return new Literals(
                "ST_GeomFromText('" + shape + "', " + srid + (srid == 0 ? ")" : ", 'axis-order=long-lat')"),
                "'SRID=" + srid + ";" + shape + "'");
    }

    /** Quarters: of other numbers the engine's INSERT takes a neighbour. */
    private static Literals vector(Random random) {
        String text = "[" + random.nextInt(4_000) / 4f + "," + random.nextInt(4_000) / 4f + "]";
        return new Literals("STRING_TO_VECTOR('" + text + "')", text);
    }
}
