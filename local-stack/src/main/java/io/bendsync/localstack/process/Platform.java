package io.bendsync.localstack.process;

import io.bendsync.localstack.LocalStackException;

/** The machines for which real servers can be had without Docker. */
public enum Platform {
    LINUX_X86_64("linux-x86_64"),
    LINUX_AARCH64("linux-aarch64");

    private final String name;

    Platform(String name) {
        this.name = name;
    }

    /** As MySQL's builds on Maven Central name it. */
    public String classifier() {
        return name;
    }

    /** This machine. */
    public static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Platform of(String system, String processor) {
        if (system.equals("Linux")) {
            switch (processor) {
                case "amd64", "x86_64" -> {
                    return LINUX_X86_64;
                }
                case "aarch64", "arm64" -> {
                    return LINUX_AARCH64;
                }
                default -> {}
            }
        }
        throw new LocalStackException("The local stack runs on Linux x86_64 and aarch64 only, and this is " + system
                + " " + processor + ". Use Docker (-Dbendsync.stack=docker for the tests), or name a MySQL and a"
                + " Databend of your own in a pipeline file.");
    }
}
