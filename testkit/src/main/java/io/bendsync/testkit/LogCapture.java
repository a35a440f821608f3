package io.bendsync.testkit;

import java.io.StringWriter;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** What is logged while it is open, by Log4j as the tests have it. */
public final class LogCapture implements AutoCloseable {
    private final StringWriter logged = new StringWriter();
    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final WriterAppender appender = WriterAppender.createAppender(
            PatternLayout.createDefaultLayout(), null, logged, "captured" + System.identityHashCode(this), false, true);

    /** Takes note from now on. */
    public LogCapture() {
        appender.start();
        context.getRootLogger().addAppender(appender);
    }

    /** All of it so far. */
    public String text() {
        return logged.toString();
    }

    @Override
    public void close() {
        context.getRootLogger().removeAppender(appender);
        appender.stop();
    }
}
