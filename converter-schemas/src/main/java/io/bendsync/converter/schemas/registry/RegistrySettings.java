package io.bendsync.converter.schemas.registry;

import java.net.URI;
import java.util.List;

/**
 * Where the registry is and who asks.
 *
 * @param addresses its addresses, tried in this order
 * @param userInfo {@code user:password}, or null for none or for those within the addresses
 */
public record RegistrySettings(List<URI> addresses, String userInfo) {

    @Override
    public String toString() {
        return "registry at " + addresses.stream().map(RegistrySettings::shown).toList();
    }

    /** An address without the password it may have. */
    static String shown(URI address) {
        return address.getUserInfo() == null
                ? address.toString()
                : address.toString().replace(address.getRawUserInfo() + "@", "");
    }
}
