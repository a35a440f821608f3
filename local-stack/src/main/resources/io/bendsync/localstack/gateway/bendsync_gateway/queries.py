"""All queries the gateway knows of, and those given up because nobody came back for them."""

import threading
import time

from .query import Query


class Queries:
    def __init__(self, sessions, files, result_timeout_seconds):
        """result_timeout_seconds: as the server's http_handler_result_timeout_secs."""
        self.result_timeout = result_timeout_seconds
        self.sessions = sessions
        self._files = files
        self._lock = threading.Lock()
        self._by_id = {}  # by user and id

    def start(self, request):
        """Starts the statement; a request sent again under its id finds the query it started before."""
        key = (request.user, request.id)
        known = self.find(request.id, request.user)
        if known is not None and known.request.sql == request.sql:
            return known
        session = self.sessions.check_out(request.user, request.session)
        query = Query(request, session, self.sessions, self._files)
        with self._lock:
            other = self._by_id.get(key)
            if other is known:
                self._by_id[key] = query
        if other is not known:  # the same request came twice at the same time
            self.sessions.check_in(session)
            return other
        query.start()
        return query

    def find(self, ident, user):
        """None if that user has no such query."""
        with self._lock:
            return self._by_id.get((user, ident))

    def forget(self, query):
        query.kill()
        with self._lock:
            self._by_id.pop((query.request.user, query.request.id), None)

    def expire(self):
        """Gives up the queries whose client has not asked for longer than it ever waits."""
        now = time.monotonic()
        with self._lock:
            known = list(self._by_id.values())
        for query in known:
            if now - query.polled > self.result_timeout + query.request.wait_seconds:
                self.forget(query)

    def wait_for_all(self, seconds):
        """Lets what runs come to its end, within the given time."""
        end = time.monotonic() + seconds
        with self._lock:
            known = list(self._by_id.values())
        for query in known:
            query.wait(max(0.0, end - time.monotonic()))
