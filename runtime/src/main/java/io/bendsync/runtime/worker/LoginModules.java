package io.bendsync.runtime.worker;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.security.JaasUtils;

/**
 * Which login modules Kafka's clients may load, whoever's configuration names one: its own for names with passwords and for
 * tokens. Others can be had to fetch classes from elsewhere.
 */
final class LoginModules {
    private static final String KAFKAS_OWN = Stream.of(
                    "plain.PlainLoginModule", "scram.ScramLoginModule", "oauthbearer.OAuthBearerLoginModule")
            .map(name -> "org.apache.kafka.common.security." + name)
            .collect(Collectors.joining(","));

    /** What was there before, and still counts. */
    private static final String OLDER_CONFIG = "org.apache.kafka.disallowed.login.modules";

    private LoginModules() {}

    /** Allows these and no others. What the process was started with comes first. */
    static void allowKafkasOwn() {
        boolean told = System.getProperty(JaasUtils.ALLOWED_LOGIN_MODULES_CONFIG) != null
                || System.getProperty(OLDER_CONFIG) != null;
        if (!told) {
            System.setProperty(JaasUtils.ALLOWED_LOGIN_MODULES_CONFIG, KAFKAS_OWN);
        }
    }
}
