package io.bendsync.localstack.mysql;

import io.bendsync.localstack.LocalStackException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Oracle's distribution as a zip file: a fifth of it is what a server needs. */
final class MySqlArchive {
    private static final List<String> FOLDERS = List.of("lib/private/", "lib/plugin/", "share/");
    private static final int CHUNK = 1 << 20;

    private MySqlArchive() {}

    /** Refuses an archive that is not the very one that we know. */
    static void check(Path archive, String sha256) throws IOException {
        try (InputStream in = Files.newInputStream(archive)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
            String found = HexFormat.of().formatHex(digest.digest());
            if (!found.equals(sha256)) {
                throw new LocalStackException("The downloaded " + archive.getFileName() + " is not the one expected"
                        + " (SHA-256 " + found + ", not " + sha256 + "). Remove it from Maven's local repository, and"
                        + " try again.");
            }
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** Unpacks what a server and its clients need. */
    static void unpack(Path archive, Path root) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory() && isWanted(entry.getName())) {
                    unpack(zip, entry, root);
                }
            }
        }
    }

    private static void unpack(ZipFile zip, ZipEntry entry, Path root) throws IOException {
        Path file = root.resolve(entry.getName()).normalize();
        if (!file.startsWith(root)) {
            throw new IOException("the archive's entry " + entry.getName() + " leads out of its folder");
        }
        Files.createDirectories(file.getParent());
        try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, file);
        }
        if (entry.getName().startsWith("bin/") && !file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }

    static boolean isWanted(String name) {
        return name.equals("LICENSE")
                || MySqlInstall.PROGRAMS.stream().anyMatch(program -> name.equals("bin/" + program))
                || (FOLDERS.stream().anyMatch(name::startsWith) && !name.startsWith("lib/plugin/debug/"));
    }
}
