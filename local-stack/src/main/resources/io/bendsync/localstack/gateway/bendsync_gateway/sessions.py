"""All sessions: found by what a request carries, forgotten (with rollback) when idle too long."""

import json
import threading
import time
import uuid
from datetime import datetime, timezone

from .errors import TRANSACTION_ABORTED, TRANSACTION_TIMEOUT, ServerError
from .session import Session
from .transaction import ACTIVE, AUTO_COMMIT, FAIL


class Sessions:
    def __init__(self, engine, idle_seconds):
        """idle_seconds: how long a session may rest before it is rolled back and forgotten."""
        self._engine = engine
        self._idle_seconds = idle_seconds
        self._lock = threading.Lock()
        self._by_id = {}
        self.server = {"id": uuid.uuid4().hex, "start_time": datetime.now(timezone.utc).isoformat()}

    def check_out(self, user, wanted):
        """The session a request belongs to, kept from expiring until check_in; wanted: its `session`.

        Raises ServerError when the request goes on with a transaction that is no longer there, with the
        codes of the server's try_set_txn (servers/http/v1/query/http_query.rs).
        """
        internal = _internal(wanted)
        state = wanted.get("txn_state") or AUTO_COMMIT
        with self._lock:
            known = self._by_id.get(internal.get("session"))
            # A client that no longer knows of the transaction it left open must not go on inside it.
            if known is not None and known.user == user and not (
                state == AUTO_COMMIT and known.transaction.state != AUTO_COMMIT and not known.waiting
            ):
                known.waiting += 1
                return known
        if state == ACTIVE:
            raise self._lost(internal)
        return self._new(user, FAIL if state == FAIL else AUTO_COMMIT)

    def check_in(self, session):
        with self._lock:
            session.waiting -= 1
            session.used = time.monotonic()

    def end(self, user, wanted):
        """The client says good-bye."""
        with self._lock:
            session = self._by_id.get(_internal(wanted).get("session"))
            if session is None or session.user != user or session.waiting:
                return
            del self._by_id[session.id]
        self._roll_back(session)

    def expire(self):
        """Forgets the sessions idle for too long; what they had open is rolled back."""
        now = time.monotonic()
        with self._lock:
            idle = [
                session
                for session in self._by_id.values()
                if not session.waiting and now - session.used > session.idle_limit(self._idle_seconds)
            ]
            for session in idle:
                del self._by_id[session.id]
        for session in idle:
            self._roll_back(session)

    def close(self):
        """Rolls back what is open; sessions in use are left to the process's end, which does the same."""
        with self._lock:
            idle = [session for session in self._by_id.values() if not session.waiting]
            self._by_id.clear()
        for session in idle:
            self._roll_back(session)

    def _new(self, user, state):
        session = Session(uuid.uuid4().hex, user, self._engine, state)
        session.waiting = 1
        with self._lock:
            self._by_id[session.id] = session
        return session

    def _lost(self, internal):
        last = internal.get("last_server_info") or {}
        if last.get("id") not in (None, self.server["id"]):
            since = self.server["start_time"]
            return ServerError(TRANSACTION_ABORTED, f"transaction is aborted because server restarted at {since}.")
        query = (internal.get("last_query_ids") or [""])[0]
        return ServerError(TRANSACTION_TIMEOUT, f"transaction timeout: last_query_id {query} not found")

    @staticmethod
    def _roll_back(session):
        with session.lock:
            try:
                session.transaction.rollback()
            except ServerError:
                pass  # the engine session goes away with it


def _internal(wanted):
    try:
        found = json.loads(wanted.get("internal") or "{}")
        return found if isinstance(found, dict) else {}
    except (TypeError, ValueError):
        return {}
