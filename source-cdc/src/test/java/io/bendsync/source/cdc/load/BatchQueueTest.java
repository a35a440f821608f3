package io.bendsync.source.cdc.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BatchQueueTest {

    private final BatchQueue queue = new BatchQueue(3, 100);
    private final AtomicInteger put = new AtomicInteger();

    @Test
    void bytesAreBoundedAndOneBatchAlwaysHasRoom() throws InterruptedException {
        Thread thread = putting(300, 60, 30, 30);
        await().until(() -> isWaiting(thread, 1));

        assertThat(queue.poll(0).bytes()).isEqualTo(300);
        await().until(() -> isWaiting(thread, 3));
        assertThat(queue.poll(0).bytes()).isEqualTo(60);
        thread.join();
        assertThat(queue.poll(0).bytes()).isEqualTo(30);
        assertThat(queue.poll(0).bytes()).isEqualTo(30);
        assertThat(queue.poll(1)).isNull();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void smallOnesAreBoundedByTheirNumber() throws InterruptedException {
        Thread thread = putting(1, 1, 1, 1);
        await().until(() -> isWaiting(thread, 3));

        queue.poll(0);
        thread.join();
        assertThat(put).hasValue(4);
    }

    private boolean isWaiting(Thread thread, int done) {
        return put.get() == done && thread.getState() == Thread.State.WAITING;
    }

    private Thread putting(long... sizes) {
        Thread thread = new Thread(() -> {
            try {
                for (long size : sizes) {
                    queue.put(new Batch(null, 0, List.of(), Map.of(), Map.of(), null, false, 0, size));
                    put.incrementAndGet();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return thread;
    }
}
