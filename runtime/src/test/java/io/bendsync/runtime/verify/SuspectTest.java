package io.bendsync.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows of a key, a counter that never rests and a name. */
class SuspectTest {
    @Test
    void aCellThatIsWrongIsFoundInARowWhoseOtherCellsNeverRest() {
        Suspect suspect = new Suspect(look(10, "right", 1, "wrong"));

        assertThat(suspect.see(look(20, "right", 12, "wrong"))).isTrue();
        assertThat(suspect.see(look(30, "right", 23, "wrong"))).isTrue();

        assertThat(suspect.difference().orElseThrow().words()).containsExactly("name");
    }

    @Test
    void aRowOfWhichOnlyTheMovingCellsDifferCannotBeJudged() {
        Suspect suspect = new Suspect(look(10, "same", 1, "same"));

        suspect.see(look(20, "same", 12, "same"));

        assertThat(suspect.difference()).isEmpty();
    }

    @Test
    void aCellThatComesLateIsNoDifferenceOnceDatabendHasWhatMySqlHad() {
        Suspect suspect = new Suspect(look(10, "new", 1, "old"));

        suspect.see(look(20, "new", 12, "new"));

        assertThat(suspect.difference()).isEmpty();
    }

    @Test
    void aCellThatRestsInDatabendWhileMySqlsMovesDiffers() {
        Suspect suspect = new Suspect(look(10, "a", 1, "z"));

        suspect.see(look(20, "b", 12, "z"));

        assertThat(suspect.difference().orElseThrow().words()).containsExactly("name");
    }

    @Test
    void aRowSettlesWhenDatabendHasWhatMySqlHadAtAnEarlierLook() {
        Suspect suspect = new Suspect(look(10, "a", 1, "a"));

        assertThat(suspect.see(look(20, "a", 10, "a"))).isFalse();
    }

    @Test
    void aRowSettlesWhenDatabendHasWhatMySqlHadBetweenTwoLooks() {
        Suspect suspect = new Suspect(look(10, "a", 1, "a"));
        suspect.seeMySql(Sight.of(List.of(row(11, "a"))));

        assertThat(suspect.see(look(20, "a", 11, "a"))).isFalse();
    }

    @Test
    void aMovingRowThatIsTwiceInDatabendDiffers() {
        Suspect suspect = new Suspect(twice(10, 1));

        suspect.see(twice(20, 12));

        assertThat(suspect.difference()).isPresent();
    }

    @Test
    void aRowAtRestThatDiffersDiffersAtOnce() {
        assertThat(new Suspect(look(1, "a", 1, "b")).difference().orElseThrow().words())
                .containsExactly("counter", "name");
    }

    private static Finding look(int mysqlCounter, String mysqlName, int databendCounter, String databendName) {
        return new Finding(
                List.of("1"),
                0,
                0,
                1,
                Sight.of(List.of(row(mysqlCounter, mysqlName))),
                Sight.of(List.of(row(databendCounter, databendName))),
                List.of(new Difference(1, "counter"), new Difference(2, "name")));
    }

    private static Finding twice(int mysqlCounter, int databendCounter) {
        List<String> row = row(databendCounter, "a");
        return new Finding(
                List.of("1"),
                0,
                1,
                1,
                Sight.of(List.of(row(mysqlCounter, "a"))),
                Sight.of(List.of(row, row)),
                List.of(new Difference(Difference.ROWS, "twice")));
    }

    private static List<String> row(int counter, String name) {
        return List.of("1", Integer.toString(counter), name);
    }
}
