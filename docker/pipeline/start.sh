#!/bin/sh
# Creates the connectors of the folder $CONNECTORS through Kafka Connect's REST interface, and waits until $TABLE has
# $ROWS rows in Databend; prints them. Ends with status 1 when a connector fails or the rows do not come within $SECONDS_AT_MOST.
set -eu

for file in "$CONNECTORS"/*.json; do
    name=$(basename "$file" .json)
    # A group of workers that still forms answers with a conflict: again, then.
    curl -fsS -o /dev/null --retry 30 --retry-delay 2 --retry-all-errors --max-time 90 \
        -X PUT -H 'Content-Type: application/json' --data-binary "@$file" \
        "$CONNECT_URL/connectors/$name/config"
    echo "created the connector $name"
done

# The answer's first column, a line each. The password goes by standard input: arguments can be seen by others.
select_lines() {
    printf 'user = "%s:%s"\n' "$DATABEND_USER" "$DATABEND_PASSWORD" |
        curl -fsS -K - -H 'Content-Type: application/json' --data-binary "{\"sql\": \"$1\"}" "$DATABEND_URL/v1/query" |
        sed 's/.*"data": *//' | { grep -o '\["[^"]*"\]' || true; } | sed 's/^\["//; s/"\]$//'
}

begun=$(date +%s)
until [ "$(select_lines "SELECT count(*) FROM $TABLE" 2>/dev/null)" -ge "$ROWS" ] 2>/dev/null; do
    for file in "$CONNECTORS"/*.json; do
        status=$(curl -fsS "$CONNECT_URL/connectors/$(basename "$file" .json)/status" || true)
        case $status in
            *'"state":"FAILED"'*)
                echo "failed: $status" >&2
                exit 1
                ;;
        esac
    done
    if [ $(($(date +%s) - begun)) -gt "$SECONDS_AT_MOST" ]; then
        echo "no $ROWS rows in $TABLE after $SECONDS_AT_MOST seconds" >&2
        exit 1
    fi
    sleep 1
done

echo "$TABLE in Databend:"
select_lines "SELECT concat(to_string(id), '  ', name) FROM $TABLE ORDER BY id"
