package io.bendsync.runtime.database;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A query's rows, fetched page by page. */
final class DatabendRows implements Rows {
    private final DatabendDatabase database;
    private final String sql;
    private final List<String> columns = new ArrayList<>();
    private JsonNode page;
    private Iterator<JsonNode> rows;

    DatabendRows(DatabendDatabase database, String sql, JsonNode firstPage) {
        this.database = database;
        this.sql = sql;
        turnTo(firstPage);
    }

    @Override
    public List<String> columns() {
        while (columns.isEmpty() && page.hasNonNull("next_uri")) {
            turnTo(database.page(sql, page.get("next_uri").asText()));
        }
        return columns;
    }

    @Override
    public List<String> next() {
        while (!rows.hasNext()) {
            if (!page.hasNonNull("next_uri")) {
                return null;
            }
            turnTo(database.page(sql, page.get("next_uri").asText()));
        }
        List<String> row = new ArrayList<>(columns.size());
        for (JsonNode cell : rows.next()) {
            row.add(cell.isNull() ? null : cell.asText());
        }
        return row;
    }

    @Override
    public void close() {
        if (page.hasNonNull("next_uri") && page.hasNonNull("final_uri")) {
            database.page(sql, page.get("final_uri").asText());
        }
    }

    private void turnTo(JsonNode next) {
        page = next;
        rows = next.path("data").iterator();
        if (columns.isEmpty()) {
            next.path("schema")
                    .forEach(column -> columns.add(column.path("name").asText()));
        }
    }
}
