package io.bendsync.runtime.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One mapping of the file, asked for its keys by name. What nobody asked for is a mistake, named with the nearest
 * known key: so {@link #finish()} comes last.
 */
final class Section {
    private record Entry(Place keyPlace, Node value) {}

    private final String path;
    private final Place place;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<String> known = new ArrayList<>();
    private final Mistakes mistakes;
    private final Interpolation interpolation;
    private final Map<String, Place> places;

    /**
     * @param path the dotted path of this section, empty for the file itself
     * @param places gets the place of each key that is read, by its dotted path
     */
    Section(String path, MappingNode node, Mistakes mistakes, Interpolation interpolation, Map<String, Place> places) {
        this.path = path;
        this.place = placeOf(node);
        this.mistakes = mistakes;
        this.interpolation = interpolation;
        this.places = places;
        for (NodeTuple tuple : node.getValue()) {
            enter(tuple);
        }
    }

    static Place placeOf(Node node) {
        Optional<Mark> mark = node.getStartMark();
        return new Place(
                mark.map(Mark::getLine).orElse(0) + 1, mark.map(Mark::getColumn).orElse(0) + 1);
    }

    private void enter(NodeTuple tuple) {
        Place keyPlace = placeOf(tuple.getKeyNode());
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            mistakes.add(keyPlace, "a key must be plain text");
        } else if (entries.put(key.getValue(), new Entry(keyPlace, tuple.getValueNode())) != null) {
            mistakes.add(keyPlace, dotted(key.getValue()) + " is given twice");
        }
    }

    /** Where this mapping begins. */
    Place place() {
        return place;
    }

    /** The dotted path of a key, as messages name it. */
    String dotted(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** A scalar, or empty where it is left out. */
    Optional<Value> text(String key) {
        return read(key).flatMap(entry -> scalar(key, entry.value()));
    }

    /** A scalar that must be there; a stand-in where it is not, since all mistakes are told at once. */
    Value required(String key, String example) {
        Optional<Value> value = text(key);
        if (value.isEmpty() && !entries.containsKey(key)) {
            mistakes.add(place, dotted(key) + " is missing: add it, such as " + key + ": " + example);
        }
        return value.orElse(new Value("", place, false));
    }

    /** A scalar that must be one of the choices; the default where it is left out or wrong. */
    String choice(String key, List<String> choices, String byDefault) {
        return choice(key, choices, byDefault, Map.of());
    }

    /**
     * The same.
     *
     * @param hints by what may be written in error, what to write for it
     */
    String choice(String key, List<String> choices, String byDefault, Map<String, String> hints) {
        Optional<Value> value = text(key);
        if (value.isPresent() && !choices.contains(value.get().text())) {
            String written = value.get().text();
            String hint = hints.containsKey(written) ? "; for " + written + " write " + hints.get(written) : "";
            mistakes.add(
                    value.get().place(),
                    dotted(key) + " is " + written + ": it must be one of " + String.join(", ", choices) + hint);
            return byDefault;
        }
        return value.map(Value::text).orElse(byDefault);
    }

    /** A list of scalars; a lone scalar counts as a list of one. */
    List<Value> list(String key) {
        Optional<Entry> entry = read(key);
        if (entry.isEmpty()) {
            return List.of();
        }
        if (entry.get().value() instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(item -> scalar(key, item))
                    .flatMap(Optional::stream)
                    .toList();
        }
        return scalar(key, entry.get().value()).stream().toList();
    }

    /** An item of a list that may hold scalars and mappings: one of the two. */
    record Item(Optional<Value> text, Optional<Section> section) {}

    /** A list of scalars and mappings; a lone one counts as a list of one. */
    List<Item> items(String key) {
        Optional<Entry> entry = read(key);
        if (entry.isEmpty()) {
            return List.of();
        }
        List<Node> nodes = entry.get().value() instanceof SequenceNode sequence
                ? sequence.getValue()
                : List.of(entry.get().value());
        List<Item> items = new ArrayList<>();
        for (Node node : nodes) {
            if (node instanceof MappingNode mapping) {
                String name = dotted(key) + "[" + (items.size() + 1) + "]";
                places.put(name, placeOf(node));
                items.add(new Item(
                        Optional.empty(), Optional.of(new Section(name, mapping, mistakes, interpolation, places))));
            } else {
                items.add(new Item(scalar(key, node), Optional.empty()));
            }
        }
        return items;
    }

    /** The dotted path of this section. */
    String path() {
        return path;
    }

    /** Whether a key is written, however wrongly. */
    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** Whether a key holds a list without items. */
    boolean isEmptyList(String key) {
        return entries.containsKey(key)
                && entries.get(key).value() instanceof SequenceNode sequence
                && sequence.getValue().isEmpty();
    }

    /** Where a key is written, or the section where it is not. */
    Place placeOf(String key) {
        return entries.containsKey(key) ? entries.get(key).keyPlace() : place;
    }

    /** A mistake about a key. */
    void mistake(String key, String what) {
        mistakes.add(placeOf(key), dotted(key) + " " + what);
    }

    /** A mapping of free keys to scalars. */
    Map<String, Value> map(String key) {
        Map<String, Value> values = new LinkedHashMap<>();
        Optional<Section> section = section(key);
        if (section.isPresent()) {
            for (String name : List.copyOf(section.get().entries.keySet())) {
                section.get().text(name).ifPresent(value -> values.put(name, value));
            }
        }
        return values;
    }

    /** A mapping below this one. */
    Optional<Section> section(String key) {
        Optional<Entry> entry = read(key);
        if (entry.isPresent() && !(entry.get().value() instanceof MappingNode)) {
            mistakes.add(placeOf(entry.get().value()), dotted(key) + " must hold keys and values, indented below it");
            return Optional.empty();
        }
        return entry.map(
                found -> new Section(dotted(key), (MappingNode) found.value(), mistakes, interpolation, places));
    }

    /** A mapping below this one that must be there: reads it, or reports it missing. */
    <T> Optional<T> required(String key, Function<Section, T> reader) {
        Optional<Section> section = section(key);
        if (section.isEmpty() && !entries.containsKey(key)) {
            mistakes.add(place, dotted(key) + " is missing");
        }
        return section.map(reader);
    }

    /** Reports the keys that nobody asked for. */
    void finish() {
        entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                String guess = NearestKey.to(key, known)
                        .map(nearest -> "did you mean " + nearest + "?")
                        .orElse("known here are " + String.join(", ", known));
                mistakes.add(entry.keyPlace(), "unknown key " + dotted(key) + ": " + guess);
            }
        });
    }

    private Optional<Entry> read(String key) {
        known.add(key);
        Optional<Entry> entry = Optional.ofNullable(entries.get(key));
        entry.ifPresent(found -> places.put(dotted(key), found.keyPlace()));
        return entry;
    }

    private Optional<Value> scalar(String key, Node node) {
        if (node instanceof ScalarNode scalar) {
            return Optional.of(interpolation.resolve(scalar.getValue(), placeOf(node)));
        }
        mistakes.add(placeOf(node), dotted(key) + " must be plain text here");
        return Optional.empty();
    }
}
