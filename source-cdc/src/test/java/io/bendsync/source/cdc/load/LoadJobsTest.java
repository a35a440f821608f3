package io.bendsync.source.cdc.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.relational.TableId;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LoadJobsTest {

    private final LoadJobs jobs = new LoadJobs();
    private final LoadJobs.Job one = new LoadJobs.Job.Plan(new TableId("shop", null, "one"), LoadJobs.Sent.NOTHING);
    private final LoadJobs.Job other = new LoadJobs.Job.Plan(new TableId("shop", null, "other"), LoadJobs.Sent.NOTHING);

    @Test
    void jobThatIsPutOffWaitsLongerEachTimeUpToHalfAMinute() {
        assertThat(LongStream.range(0, 9).map(i -> jobs.putOff(one).toMillis()))
                .containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 16_000L, 30_000L, 30_000L, 30_000L);
        assertThat(jobs.putOff(other).toMillis()).isEqualTo(500);
    }

    @Test
    void othersAreTakenMeanwhileAndItIsNotForgotten() throws InterruptedException {
        jobs.add(one);
        assertThat(jobs.take()).contains(one);
        jobs.putOff(one);
        jobs.finished();
        jobs.add(other);

        assertThat(jobs.take()).contains(other);
        jobs.finished();
        assertThat(jobs.isEmpty()).isFalse();
        assertThat(jobs.take()).contains(one);
        jobs.finished();
        assertThat(jobs.isEmpty()).isTrue();
    }
}
