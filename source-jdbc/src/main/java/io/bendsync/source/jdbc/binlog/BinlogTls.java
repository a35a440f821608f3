package io.bendsync.source.jdbc.binlog;

import com.github.shyiko.mysql.binlog.network.DefaultSSLSocketFactory;
import io.bendsync.mysql.DriverOption;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS with the key stores that the driver is given; without one, Java's own authorities. */
final class BinlogTls extends DefaultSSLSocketFactory {
    private final Map<String, String> options;

    /**
     * As the driver's options say.
     *
     * @param options by the driver's names
     */
    BinlogTls(Map<String, String> options) {
        super("TLS");
        this.options = options;
    }

    @Override
    protected void initSSLContext(SSLContext context) throws GeneralSecurityException {
        context.init(keys(), trusted(), null);
    }

    private TrustManager[] trusted() throws GeneralSecurityException {
        KeyStore store =
                store(DriverOption.TRUST_STORE, DriverOption.TRUST_STORE_PASSWORD, DriverOption.TRUST_STORE_TYPE);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private KeyManager[] keys() throws GeneralSecurityException {
        KeyStore store = store(DriverOption.KEY_STORE, DriverOption.KEY_STORE_PASSWORD, DriverOption.KEY_STORE_TYPE);
        if (store == null) {
            return new KeyManager[0];
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password(DriverOption.KEY_STORE_PASSWORD));
        return factory.getKeyManagers();
    }

    private KeyStore store(DriverOption url, DriverOption password, DriverOption type) throws GeneralSecurityException {
        String at = BinlogConnection.option(options, url).orElse("");
        if (at.isEmpty()) {
            return null;
        }
        KeyStore store =
                KeyStore.getInstance(BinlogConnection.option(options, type).orElse(KeyStore.getDefaultType()));
        Path file = at.startsWith("file:/") ? Path.of(URI.create(at)) : Path.of(at.replaceFirst("^file:", ""));
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password(password));
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException("cannot read the key store " + file, e);
        }
    }

    private char[] password(DriverOption password) {
        return BinlogConnection.option(options, password).orElse("").toCharArray();
    }
}
