package io.bendsync.localstack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a server's log, for error messages. */
public final class LogTail {
    private static final int BYTES = 16 * 1024;

    private LogTail() {}

    /** The last lines of a file; empty if it cannot be read. */
    public static List<String> of(Path file, int lines) {
        try (var channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - BYTES));
            var buffer = java.nio.ByteBuffer.allocate(BYTES);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
            List<String> all = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of();
        }
    }
}
