"""A query's response as the server's QueryResponse (servers/http/v1/http_query_handlers.rs)."""

import json

from .errors import aborted
from .transaction import ACTIVE, FAIL

NODE = "embedded_node"
_NOTHING = {"rows": 0, "bytes": 0}


def response(query, number, server, result_timeout):
    """The bytes of the response that carries the page of that number; IndexError if it is not to be had."""
    state, rows, count, more = "Running", b"", 0, False
    error = None
    if query.done and query.error is None:
        state = "Succeeded"
        rows, count, more = query.page(number)
    elif query.done or query.killed:
        state = "Failed"
        error = (query.error or aborted()).body()
    body = _body(query, state, error, server, result_timeout)
    uri = f"/v1/query/{query.request.id}"
    if state == "Running":
        body["next_uri"] = f"{uri}/page/{number}"
    else:
        body["next_uri"] = f"{uri}/page/{number + 1}" if more else f"{uri}/final"
    # The rows are JSON already: spliced in rather than parsed and printed again.
    return json.dumps(body, ensure_ascii=False).encode()[:-1] + b',"data":[' + rows + b"]}"


def final(query, server, result_timeout):
    """The last response: nothing follows it, and the query is forgotten."""
    state = "Failed" if query.error is not None or query.killed or not query.done else "Succeeded"
    error = query.error.body() if query.error is not None else None
    body = _body(query, state, error, server, result_timeout)
    body.update(next_uri=None, session=None, affect=None, data=[])
    return json.dumps(body, ensure_ascii=False).encode()


def state_only(query, server, result_timeout):
    body = _body(query, _state(query), query.error.body() if query.error else None, server, result_timeout)
    return json.dumps({key: body[key] for key in ("state", "error", "warnings", "stats")}, ensure_ascii=False).encode()


def refused(session, error):
    """The statement did not start: an open transaction counts as failed (fail_to_start_sql)."""
    if session.get("txn_state") == ACTIVE:
        session = {**session, "txn_state": FAIL}
    body = {
        "id": "",
        "session_id": None,
        "node_id": "",
        "state": "Failed",
        "session": session,
        "error": error.body(),
        "warnings": [],
        "has_result_set": None,
        "schema": [],
        "data": [],
        "affect": None,
        "stats": _stats(0, 0, 0.0),
        "stats_uri": None,
        "final_uri": None,
        "next_uri": None,
        "kill_uri": None,
    }
    return json.dumps(body, ensure_ascii=False).encode()


def _state(query):
    if not query.done:
        return "Failed" if query.killed else "Running"
    return "Succeeded" if query.error is None else "Failed"


def _body(query, state, error, server, result_timeout):
    pages = query.pages if state == "Succeeded" else None
    fields = pages.fields if pages else []
    uri = f"/v1/query/{query.request.id}"
    return {
        "id": query.request.id,
        "session_id": query.session.id,
        "node_id": NODE,
        "state": state,
        "session": query.described_session(server),
        "error": error,
        "warnings": [],
        "has_result_set": bool(fields) if state != "Running" else None,
        "schema": [{"name": field.name, "type": field.type.shown()} for field in fields],
        "affect": query.affect if state == "Succeeded" else None,
        "result_timeout_secs": result_timeout,
        "stats": _stats(query.written, pages.count if pages else 0, query.running_ms()),
        "stats_uri": uri,
        "final_uri": f"{uri}/final",
        "kill_uri": f"{uri}/kill",
    }


def _stats(written, returned, running_ms):
    return {
        "scan_progress": {"rows": written or returned, "bytes": 0},
        "write_progress": {"rows": written, "bytes": 0},
        "result_progress": {"rows": returned, "bytes": 0},
        "total_scan": _NOTHING,
        "spill_progress": {"files": 0, "bytes": 0},
        "running_time_ms": running_ms,
    }
