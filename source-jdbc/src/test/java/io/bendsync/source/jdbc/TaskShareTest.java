package io.bendsync.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.source.jdbc.table.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskShareTest {
    private static final int LARGEST_RECORD = 1_000_000;

    @Test
    void everyTableOldOrNewBelongsToExactlyOneTask() {
        List<TaskShare> shares = handedOver(TaskShare.all(tables(100), List.of(), 7));
        assertThat(shares).hasSize(7);
        List<Integer> news = new ArrayList<>();
        for (TableName table : tables(1000)) {
            List<TaskShare> owners =
                    shares.stream().filter(share -> share.owns(table)).toList();
            assertThat(owners).as(table.toString()).hasSize(1);
            news.add(owners.get(0).number());
        }
        for (int task = 0; task < 7; task++) {
            int number = task;
            assertThat(shares.get(task).tables()).hasSizeBetween(14, 15);
            assertThat(news.stream().filter(owner -> owner == number).count()).isBetween(90L, 200L);
        }
    }

    @Test
    void tableThatIsGoneAndBackKeepsItsTask() {
        List<TableName> tables = tables(10);
        List<TaskShare> shares = handedOver(TaskShare.all(tables, List.of(), 3));
        for (TableName table : tables) {
            assertThat(shares.stream().filter(share -> share.owns(table)))
                    .singleElement()
                    .satisfies(share -> assertThat(share.tables()).contains(table));
        }
    }

    @Test
    void tenThousandTablesFitIntoAConfiguration() {
        for (int tasks : new int[] {1, 2, 50}) {
            for (TaskShare share : TaskShare.all(tables(10_000), List.of(), tasks)) {
                int size = share.config().values().stream()
                        .mapToInt(String::length)
                        .sum();
                assertThat(size).isLessThan(LARGEST_RECORD);
            }
        }
    }

    @Test
    void taskConfiguredByAnEarlierVersionKeepsToItsTables() {
        TaskShare share = TaskShare.of(Map.of("task.tables", "shop\\,orders"));
        assertThat(share.owns(new TableName("shop", "orders"))).isTrue();
        assertThat(share.owns(new TableName("shop", "items"))).isFalse();
        assertThat(share.pieces()).hasSize(1);
    }

    private static List<TaskShare> handedOver(List<TaskShare> shares) {
        return shares.stream().map(share -> TaskShare.of(share.config())).toList();
    }

    private static List<TableName> tables(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        new TableName("a_database_with_a_name_of_40_letters_____", "a_table_of_about_as_many_" + i))
                .toList();
    }
}
