package io.bendsync.source.jdbc.deletes;

import static org.assertj.core.api.Assertions.assertThat;

import io.bendsync.source.jdbc.deletes.RaceModel.Delivery;
import org.junit.jupiter.api.Test;

/**
 * The race between a row that is polled and its delete in the binlog, made on purpose: inserts, deletes and inserts again of
 * few keys, a binlog that is early (before the commit can be seen) or late, pages read before and after, kills that lose what
 * was not acknowledged. {@code -Dbendsync.races} sets how many, {@code -Dbendsync.seed} the first seed.
 */
class BinlogRaceTest {
    private static final int RACES = Integer.getInteger("bendsync.races", 5000);
    private static final long SEED = Long.getLong("bendsync.seed", System.nanoTime());

    @Test
    void whateverRacesTheLastRecordOfAKeyIsTrue() throws Exception {
        for (int race = 0; race < RACES; race++) {
            long seed = SEED + race;
            RaceModel model = new RaceModel(seed, Delivery.LOOKED_UP);
            model.play();
            assertThat(model.replayed()).as("seed %d", seed).isEqualTo(model.table());
        }
    }

    /** So that the test above is known to be able to fail. */
    @Test
    void deletesSentAsTheBinlogTellsThemLoseRows() throws Exception {
        assertThat(someRaceGoesWrong(Delivery.AT_ONCE)).as("seed %d", SEED).isTrue();
    }

    /** The binlog has a transaction before a SELECT sees it. */
    @Test
    void keysLookedUpBeforeTheDeleteIsExecutedComeBackForGood() throws Exception {
        assertThat(someRaceGoesWrong(Delivery.LOOKED_UP_TOO_EARLY))
                .as("seed %d", SEED)
                .isTrue();
    }

    /** Goes on until one does, since how many races that takes is chance. */
    private static boolean someRaceGoesWrong(Delivery delivery) throws Exception {
        for (int race = 0; race < RACES; race++) {
            RaceModel model = new RaceModel(SEED + race, delivery);
            model.play();
            if (!model.replayed().equals(model.table())) {
                return true;
            }
        }
        return false;
    }
}
