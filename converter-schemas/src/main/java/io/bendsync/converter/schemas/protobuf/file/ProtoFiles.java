package io.bendsync.converter.schemas.protobuf.file;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.errors.DataException;

/** Texts of .proto files as descriptors. What every registry knows may be imported without being referred to. */
public final class ProtoFiles {

    private static final Location NOWHERE = Location.get("");

    private final Function<String, String> imports;
    private final Map<String, FileDescriptor> known = new HashMap<>(ProtobufsOwn.files());

    private ProtoFiles(Function<String, String> imports) {
        this.imports = imports;
    }

    /**
     * The descriptor of a file.
     *
     * @param imports texts of other files by name, null for those that are not there
     * @throws DataException if it is not a .proto file, or imports what is nowhere
     */
    public static FileDescriptor parse(String text, Function<String, String> imports) {
        return new ProtoFiles(imports).file("schema.proto", text);
    }

    private FileDescriptor file(String name, String text) {
        try {
            ProtoFileElement parsed = new ProtoParser(NOWHERE, text.toCharArray()).readProtoFile();
            FileDescriptorProto file = FileElements.proto(name, parsed);
            List<FileDescriptor> dependencies = new ArrayList<>();
            for (String dependency : file.getDependencyList()) {
                dependencies.add(imported(dependency));
            }
            return FileDescriptor.buildFrom(file, dependencies.toArray(FileDescriptor[]::new));
        } catch (DescriptorValidationException | IllegalArgumentException | IllegalStateException e) {
            throw new DataException("The registry's schema is not a .proto file: " + e.getMessage(), e);
        }
    }

    private FileDescriptor imported(String name) {
        FileDescriptor found = known.get(name);
        if (found == null) {
            String text = imports.apply(name);
            found = file(name, text == null ? bundled(name) : text);
            known.put(name, found);
        }
        return found;
    }

    private static String bundled(String name) {
        try (InputStream in = ProtoFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new DataException(
                        "The schema imports " + name + ", to which it has no reference in the registry");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " in this plugin's jar", e);
        }
    }
}
