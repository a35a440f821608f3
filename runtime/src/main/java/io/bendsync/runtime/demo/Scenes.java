package io.bendsync.runtime.demo;

import io.bendsync.runtime.database.DatabendDatabase;
import io.bendsync.runtime.database.MySqlDatabase;
import io.bendsync.runtime.database.Rows;
import io.bendsync.runtime.problem.BendsyncException;
import io.bendsync.runtime.terminal.TextTable;
import io.bendsync.runtime.worker.ConnectHost;
import io.bendsync.runtime.worker.FailureCause;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The three scenes: rows arrive, a column arrives, an update arrives. */
final class Scenes {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final String ROWS = "SELECT * FROM default.test_kafka ORDER BY id";

    private final DemoStack stack;
    private final MySqlDatabase mysql;
    private final DatabendDatabase databend;
    private final Stopwatch watch;

    Scenes(DemoStack stack, MySqlDatabase mysql, DatabendDatabase databend, Stopwatch watch) {
        this.stack = stack;
        this.mysql = mysql;
        this.databend = databend;
        this.watch = watch;
    }

    void play() {
        rowsArrive();
        aColumnArrives();
        anUpdateArrives();
    }

    private void rowsArrive() {
        watch.say("Scene 1, Insert: a table is made in MySQL, empty; both connectors start, mode incrementing");
        run(Article.CREATE_DATABASE);
        run(Article.CREATE_TABLE);
        run(Article.START_AT_TEN);
        stack.connect().worker().put(Article.SINK, Article.sink(stack.databend().url("default")));
        stack.connect()
                .worker()
                .put(Article.SOURCE, Article.incrementingSource(stack.mysql().port()));
        run(Article.INSERT_TEN);
        double begun = watch.seconds();
        await("SELECT count(*) FROM default.test_kafka", "10");
        watch.say("the table appeared in Databend with its ten rows, " + after(begun) + ":");
        show();
    }

    private void aColumnArrives() {
        watch.say("Scene 2, DDL: a column is added in MySQL, and a row inserted");
        watch.show("(the article's \"add column tms timestamp\" follows changes by itself in MySQL 5.7 only;"
                + " since MySQL 8 that has to be written)");
        run(Article.ADD_COLUMN);
        run(Article.INSERT_TWENTY);
        double begun = watch.seconds();
        await("SELECT count(tms) FROM default.test_kafka WHERE id = 20", "1");
        watch.say("the column and the row arrived in Databend, " + after(begun) + ":");
        show();
    }

    private void anUpdateArrives() {
        watch.say("Scene 3, Upsert: the source's mode becomes timestamp+incrementing, and row 20 is updated");
        stack.connect()
                .worker()
                .put(Article.SOURCE, Article.timestampSource(stack.mysql().port()));
        run(Article.UPDATE_TWENTY);
        double begun = watch.seconds();
        await("SELECT name FROM default.test_kafka WHERE id = 20", "update from kafka test");
        watch.say("the update arrived in Databend, " + after(begun) + ":");
        show();
    }

    private void run(String sql) {
        watch.show("mysql> " + sql + ";");
        mysql.execute(sql);
    }

    private void show() {
        try (Rows rows = databend.query(ROWS)) {
            watch.show("databend> " + ROWS + ";");
            watch.show(new TextTable(rows.columns(), rows.all()).render());
        }
    }

    private String after(double begun) {
        return String.format(Locale.ROOT, "%.1f s after the statement", watch.seconds() - begun);
    }

    /** Until the query's only cell is as expected; a table that is not there yet is no failure. */
    private void await(String sql, String expected) {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        String last = "nothing";
        while (System.nanoTime() < deadline) {
            failWhereFailed(stack.connect());
            last = cell(sql);
            if (expected.equals(last)) {
                return;
            }
            pause();
        }
        throw BendsyncException.failed("Databend did not get there within " + LONGEST_WAIT.toSeconds() + " s: " + sql
                + " gives " + last + " instead of " + expected);
    }

    private String cell(String sql) {
        try (Rows rows = databend.query(sql)) {
            List<List<String>> all = rows.all();
            return all.isEmpty() ? "no row" : String.valueOf(all.get(0).get(0));
        } catch (BendsyncException e) {
            return e.getMessage();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BendsyncException.failed("stopped in the middle of the story", e);
        }
    }

    /** Ends the demo when one of its connectors, or Kafka, has failed. */
    static void failWhereFailed(ConnectHost connect) {
        connect.fatalFailure().ifPresent(reason -> {
            throw BendsyncException.failed("Kafka cannot go on: " + reason);
        });
        for (String name : List.of(Article.SOURCE, Article.SINK)) {
            for (String failure : connect.worker().state(name).failures()) {
                throw BendsyncException.failed("connector " + name + " failed: " + FailureCause.ofTrace(failure));
            }
        }
    }
}
