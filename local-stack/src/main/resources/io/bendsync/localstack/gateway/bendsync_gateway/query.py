"""One statement: run in a thread of its own, waited for, paged, killed, forgotten."""

import threading
import time
from dataclasses import dataclass

from .attachment import load_attachment
from .engine import Result
from .errors import aborted, from_engine
from .pages import Pages
from .statement import Kind, Statement
from .transaction import ACTIVE, FAIL


@dataclass(frozen=True)
class Request:
    """What a client asked for."""

    id: str
    user: str
    sql: str
    session: dict
    attachment: dict | None
    page_rows: int
    wait_seconds: float
    host: str


class Query:
    """Lives until its client has seen all of it (`final`), or has not come back for too long."""

    def __init__(self, request, session, sessions, files):
        self.request = request
        self.session = session
        self.error = None
        self.pages = None
        self.affect = None
        self.written = 0
        self.killed = False
        self.polled = time.monotonic()
        self._sessions = sessions
        self._files = files
        self.done = False
        self._settled = threading.Event()  # done, or killed
        self._printing = threading.Lock()
        self._started = time.monotonic()
        self.seconds = None

    def start(self):
        threading.Thread(target=self._run, name=f"query-{self.request.id[:8]}", daemon=True).start()

    def wait(self, seconds):
        """Waits until it is done, killed, or the time is over."""
        self._settled.wait(seconds)
        self.polled = time.monotonic()

    def running_ms(self):
        return ((time.monotonic() - self._started) if self.seconds is None else self.seconds) * 1000

    def kill(self):
        """The client is told at once; the engine cannot be stopped, its answer is thrown away."""
        if not self.done:
            self.killed = True
            self._settled.set()

    def page(self, number):
        """See Pages.page."""
        with self._printing:
            return self.pages.page(number)

    def _run(self):
        session = self.session
        try:
            with session.lock:
                try:
                    if self.killed:
                        raise aborted()
                    session.adopt(self.request.session)
                    result = self._execute(Statement.of(self.request.sql))
                    if self.killed:
                        raise aborted()
                    self.pages = Pages(result, session.display, self.request.page_rows)
                except BaseException as raised:  # whatever it was, the client hears of it
                    self.error = from_engine(raised)
                    session.transaction.fail()
        finally:
            self.seconds = time.monotonic() - self._started
            self._sessions.check_in(session)
            self.done = True
            self._settled.set()

    def _execute(self, statement):
        session, transaction = self.session, self.session.transaction
        if statement.kind is Kind.BEGIN:
            transaction.begin()
        elif statement.kind is Kind.COMMIT:
            transaction.commit()
        elif statement.kind is Kind.ROLLBACK:
            transaction.rollback()
        else:
            transaction.admit(statement)
            return self._run_statement(session, statement)
        return Result()

    def _run_statement(self, session, statement):
        if self.request.attachment:
            self.written = load_attachment(session, self._files, statement.sql, self.request.attachment)
            return Result()
        if statement.kind is Kind.PRESIGN:
            return self._files.presign(session.engine, statement.sql, self.request.host)
        result = session.engine.run(statement.sql)
        if statement.kind is Kind.USE:
            session.database_used()
            self.affect = {"type": "UseDB", "name": session.database}
        elif statement.kind is Kind.SETTING:
            session.settings_changed()
            names = list(session.settings)
            self.affect = {
                "type": "ChangeSettings",
                "keys": names,
                "values": [session.settings[name] for name in names],
                "is_globals": [False] * len(names),
            }
        elif statement.kind is Kind.CHANGE:
            self.written = _counts(result)
        elif statement.kind is Kind.COPY:
            self.written = _copied(result)
        return result

    def described_session(self, server):
        """The session as the response shall describe it."""
        described = self.session.described(server, self.request.id)
        if self.killed and not self.done and described["txn_state"] == ACTIVE:
            described["txn_state"] = FAIL
        return described


def _counts(result):
    """INSERT, UPDATE, DELETE, MERGE answer one row of counts; REPLACE nothing."""
    rows = [row for batch in result.batches for row in batch.to_pylist()]
    return sum(value for row in rows for value in row.values() if isinstance(value, int))


def _copied(result):
    """COPY INTO a table answers a row per file, with the rows loaded second; into a stage, one row."""
    rows = [list(row.values()) for batch in result.batches for row in batch.to_pylist()]
    if [field.name for field in result.fields][:1] == ["rows_unloaded"]:
        return rows[0][0] if rows else 0
    return sum(row[1] for row in rows if len(row) > 1 and isinstance(row[1], int))


