"""The endpoints: what a request asks for, and the answer. Knows nothing of sockets."""

import base64
import json
import re
import uuid
from dataclasses import dataclass
from urllib.parse import unquote

from . import responses
from .errors import RequestError, ServerError
from .multipart import Multipart
from .query import Request

_QUERY = re.compile(r"/v1/query/([^/]+)(?:/(?:page/(\d+)|(final|kill)))?")
_QUERY_BYTES = 256 << 20
_SMALL_BYTES = 1 << 20
_NO_ROWS_LIMIT = 10_000  # the server's default page
_WAIT_SECONDS = 10
_LONGEST_WAIT = 60


@dataclass(frozen=True)
class Answer:
    """body: bytes as they are, or something for JSON; or a file to send."""

    body: object = b""
    status: int = 200
    kind: str = "application/json"
    headers: tuple = ()
    file: str | None = None


_EMPTY = Answer(kind="text/plain")


class Routes:
    def __init__(self, users, queries, files, engine, version):
        self._users = users
        self._queries = queries
        self._sessions = queries.sessions
        self._files = files
        self._engine = engine
        self._version = version

    def answer(self, method, path, headers, body):
        """Raises RequestError or ServerError for what is refused."""
        path = path.rstrip("/") or "/"
        if path in ("/health", "/v1/health"):
            return Answer(b"ok", kind="text/plain")
        if path.startswith("/presigned/"):
            return self._presigned(method, path.removeprefix("/presigned/"), body)
        user = self._users.check(headers.get("Authorization"))
        if path == "/v1/query" and method == "POST":
            return self._start(user, headers, body)
        found = _QUERY.fullmatch(path)
        if found is not None:
            return self._known_query(user, *found.groups())
        if path == "/v1/upload_to_stage" and method == "PUT":
            return self._upload(headers, body)
        if path.startswith("/v1/session/"):
            return self._session(user, path.removeprefix("/v1/session/"), headers, body)
        if path == "/v1/verify":
            return Answer({"tenant": "default", "user": user, "roles": []})
        if path == "/v1/discovery_nodes":
            return Answer([{"address": headers.get("Host")}])
        raise RequestError(404, f"not found: {method} {path}")

    def _start(self, user, headers, body):
        request = _request(user, headers, _json(body.whole(_QUERY_BYTES)))
        try:
            query = self._queries.start(request)
        except ServerError as error:
            return Answer(responses.refused(request.session, error))
        query.wait(request.wait_seconds)
        return self._page(query, 0, (("X-DATABEND-QUERY-ID", query.request.id),))

    def _known_query(self, user, ident, page, verb):
        query = self._queries.find(unquote(ident), user)
        if query is None:
            raise RequestError(404, f"query id {ident} not found on {responses.NODE}")
        if verb == "kill":
            query.kill()
            return _EMPTY
        if verb == "final":
            self._queries.forget(query)
            return Answer(responses.final(query, self._sessions.server, self._queries.result_timeout))
        if page is None:
            return Answer(responses.state_only(query, self._sessions.server, self._queries.result_timeout))
        query.wait(query.request.wait_seconds)
        return self._page(query, int(page), ())

    def _page(self, query, number, headers):
        try:
            body = responses.response(query, number, self._sessions.server, self._queries.result_timeout)
        except IndexError:
            raise RequestError(404, f"page {number} of query {query.request.id} is not there (any more)") from None
        return Answer(body, headers=headers)

    def _upload(self, headers, body):
        """Header names: the server takes both the old and the new ones."""
        stage = headers.get("x-databend-stage-name") or headers.get("stage_name") or headers.get("stage-name")
        folder = headers.get("x-databend-relative-path") or headers.get("relative_path") or ""
        if not stage:
            raise RequestError(400, "the header x-databend-stage-name is missing")
        engine = self._engine.session()
        names = []
        for name, pieces in Multipart(headers.get("Content-Type"), body.pieces()).files():
            self._files.store(self._files.path(engine, stage, f"{folder.strip('/')}/{name}"), pieces)
            names.append(name)
        return Answer({"id": uuid.uuid4().hex, "stage_name": stage, "state": "SUCCESS", "files": names})

    def _presigned(self, method, token, body):
        path = self._files.presigned(method, token)
        if method == "PUT":
            self._files.store(path, body.pieces())
            return _EMPTY
        return Answer(file=path, kind="application/octet-stream")

    def _session(self, user, verb, headers, body):
        if verb == "login":
            return Answer({"version": self._version, "session_id": uuid.uuid4().hex})
        if verb == "logout":
            self._sessions.end(user, _context(headers))
            return Answer({})
        if verb == "refresh":
            tokens = {name: uuid.uuid4().hex for name in ("session_token", "refresh_token")}
            return Answer({"tokens": {"session_token_ttl_in_secs": 3600, **tokens}})
        if verb == "heartbeat":
            _json(body.whole(_SMALL_BYTES) or b"{}")
            return Answer({"queries_to_remove": []})
        raise RequestError(404, f"not found: session/{verb}")


def _request(user, headers, wanted):
    sql = wanted.get("sql")
    if not isinstance(sql, str):
        raise RequestError(400, "the request needs a field sql")
    paging = wanted.get("pagination") or {}
    session = wanted.get("session") or {}
    if not isinstance(session, dict) or not isinstance(paging, dict):
        raise RequestError(400, "the fields session and pagination must be objects")
    try:
        page_rows = max(1, int(paging.get("max_rows_per_page") or _NO_ROWS_LIMIT))
        wait = min(_LONGEST_WAIT, max(0, int(paging.get("wait_time_secs", _WAIT_SECONDS))))
    except (TypeError, ValueError):
        raise RequestError(400, "the fields of pagination must be numbers") from None
    ident = headers.get("X-DATABEND-QUERY-ID") or str(uuid.uuid4())
    host = headers.get("Host") or ""
    return Request(ident, user, sql, session, wanted.get("stage_attachment"), page_rows, wait, host)


def _json(data):
    try:
        found = json.loads(data)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise RequestError(400, "the request's body must be a JSON object")
    return found


def _context(headers):
    """The session that newer drivers send along outside a query, as JSON or in base64."""
    sent = headers.get("X-DATABEND-QUERY-CONTEXT") or "{}"
    for text in (lambda: sent, lambda: base64.urlsafe_b64decode(sent + "==")):
        try:
            found = json.loads(text())
            return found if isinstance(found, dict) else {}
        except ValueError:
            continue
    return {}
