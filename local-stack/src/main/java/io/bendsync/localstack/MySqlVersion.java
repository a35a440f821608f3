package io.bendsync.localstack;

/** The MySQL releases that the local stack can provide. */
public enum MySqlVersion {
    /** Debian's build of the 9.7 long-term release, about 60 MB to download; needs apt-get and dpkg-deb. */
    V9_7("9.7"),
    /** Oracle's build of 8.0.33, about 550 MB to download; needs Maven. */
    V8_0("8.0");

    private final String series;

    MySqlVersion(String series) {
        this.series = series;
    }

    /** Major and minor number, such as {@code 9.7}. */
    public String series() {
        return series;
    }
}
