#!/bin/sh
# Creates the connectors of the folder $CONNECTORS through Kafka Connect's REST interface, waits until $TABLE has rows in
# Databend and no more come, and prints them. Ends with status 1 when a connector is refused or fails, or when the worker does not
# answer, or then no rows come, within $SECONDS_AT_MOST.
set -eu

begun=$(date +%s)
in_time() {
    [ $(($(date +%s) - begun)) -le "$SECONDS_AT_MOST" ]
}

# Again while the worker starts, when it answers nothing, and while its group forms, when it answers with a conflict.
# What it refuses otherwise it refuses the next time too.
create() {
    while :; do
        answer=$(curl -sS --max-time 90 -X PUT -H 'Content-Type: application/json' --data-binary "@$2" \
            -w '\n%{http_code}' "$CONNECT_URL/connectors/$1/config" 2>&1) || true
        case $(printf '%s\n' "$answer" | tail -n 1) in
            2??) return ;;
            4?[0-8]) break ;;
        esac
        in_time || break
        sleep 1
    done
    printf 'the connector %s was not created: %s\n' "$1" "$answer" >&2
    exit 1
}

for file in "$CONNECTORS"/*.json; do
    name=$(basename "$file" .json)
    create "$name" "$file"
    echo "created the connector $name"
done

# The answer's first column, a line each. The password goes by standard input: arguments can be seen by others.
select_lines() {
    printf 'user = "%s:%s"\n' "$DATABEND_USER" "$DATABEND_PASSWORD" |
        curl -fsS -K - -H 'Content-Type: application/json' --data-binary "{\"sql\": \"$1\"}" "$DATABEND_URL/v1/query" |
        sed 's/.*"data": *//' | { grep -o '\["[^"]*"\]' || true; } | sed 's/^\["//; s/"\]$//'
}

begun=$(date +%s)
rows=0
until [ "$rows" -gt 0 ] && [ "$rows" = "$before" ]; do
    for file in "$CONNECTORS"/*.json; do
        # Not found, for a moment, by a worker that did not create it.
        status=$(curl -fs "$CONNECT_URL/connectors/$(basename "$file" .json)/status" || true)
        case $status in
            *'"state":"FAILED"'*)
                echo "failed: $status" >&2
                exit 1
                ;;
        esac
    done
    if ! in_time; then
        echo "no rows in $TABLE after $SECONDS_AT_MOST seconds" >&2
        exit 1
    fi
    sleep 1
    before=$rows
    # No table yet: nothing, on standard output.
    rows=$(select_lines "SELECT count(*) FROM $TABLE" 2>/dev/null)
    rows=${rows:-0}
done

echo "$TABLE in Databend:"
select_lines "SELECT concat(to_string(id), '  ', name) FROM $TABLE ORDER BY id"
