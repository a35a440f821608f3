"""One client's session: an engine session, and what the client is told about it after each statement.

The protocol is stateless on paper: each request carries the session as the last response described it
(database, settings, transaction state). Ours also carries, in the field `internal` that clients hand
back unread, which session of the gateway it is, so that an open transaction is found again.
"""

import json
import re
import threading
import time

from .errors import UNKNOWN_VARIABLE, ServerError
from .transaction import ACTIVE, AUTO_COMMIT, Transaction
from .values.cells import Display

_DISPLAY_SETTINGS = ("timezone", "geometry_output_format", "binary_output_format")
_SETTING_NAME = re.compile(r"\w+")  # SET takes no quoted names
_IDLE_SETTING = "idle_transaction_timeout_secs"


class Session:
    """Used by one thread at a time: whoever runs something in it holds `lock`."""

    def __init__(self, ident, user, engine, state=AUTO_COMMIT):
        """engine: the Engine, to open engine sessions; state: AutoCommit, or Fail for one that was lost."""
        self.id = ident
        self.user = user
        self.lock = threading.Lock()
        self._opener = engine
        self.engine = engine.session()
        self.transaction = Transaction(self.engine, state)
        self.database = "default"
        self.settings = {}
        self._display = None
        self.waiting = 0  # queries that run in it or wait to; guarded by the registry's lock
        self.used = time.monotonic()

    def adopt(self, wanted):
        """Makes the session what the request says it is: a new one, or changed by the client."""
        database = wanted.get("database")
        if database and database != self.database:
            try:
                self.engine.run(f"USE {quoted(database)}")
                self.database = database
            except ServerError:
                pass  # as on the server, an unknown database fails when it is used
        sent = {str(name): str(value) for name, value in (wanted.get("settings") or {}).items()}
        settings = {name: value for name, value in sent.items() if _SETTING_NAME.fullmatch(name)}
        if settings != self.settings:
            self._apply(settings)

    def _apply(self, settings):
        changes = [setting(name, value) for name, value in settings.items() if self.settings.get(name) != value]
        changes += [f"UNSET {name}" for name in set(self.settings) - set(settings)]
        change_settings(self.engine, changes)
        self.settings = settings
        self._display = None

    def aside(self):
        """Another engine session that sees the same database and settings, outside the transaction."""
        other = self._opener.session()
        change_settings(other, [setting(name, value) for name, value in self.settings.items()])
        other.run(f"USE {quoted(self.database)}")
        return other

    def database_used(self):
        """After USE."""
        self.database = self.engine.rows("SELECT currentDatabase() AS d")[0]["d"]

    def settings_changed(self):
        """After SET or UNSET."""
        rows = self.engine.rows("SELECT name, value FROM system.settings WHERE level = 'SESSION'")
        self.settings = {row["name"]: row["value"] for row in rows}
        self._display = None
        self._opener.displays.clear()  # it may have been SET GLOBAL

    @property
    def display(self):
        """How cells are printed. Looked up once for all sessions that set the same: that takes as long as a query."""
        if self._display is None:
            displays = self._opener.displays
            wanted = tuple(self.settings.get(name) for name in _DISPLAY_SETTINGS)
            found = displays.get(wanted)
            if found is None:
                found = displays[wanted] = self._read_display()
            self._display = found
        return self._display

    def _read_display(self):
        names = ", ".join(literal(name) for name in _DISPLAY_SETTINGS)
        rows = self.engine.rows(f"SELECT name, value FROM system.settings WHERE name IN ({names})")
        found = {row["name"]: row["value"] for row in rows}
        default = Display()
        return Display(
            found.get("timezone", default.timezone),
            found.get("geometry_output_format", default.geometry_format),
            found.get("binary_output_format", default.binary_format),
        )

    def idle_limit(self, default):
        """Seconds; an open transaction lives as long as the session's own setting says, if it has it."""
        if self.transaction.state == ACTIVE and _IDLE_SETTING in self.settings:
            return float(self.settings[_IDLE_SETTING])
        return default

    def described(self, server, query_id):
        """What a response says of the session, under the server's names (HttpSessionConf)."""
        internal = {"session": self.id, "last_server_info": server, "last_query_ids": [query_id]}
        return {
            "catalog": "default",
            "database": self.database,
            "role": "account_admin",
            "settings": dict(self.settings),
            "txn_state": self.transaction.state,
            "need_sticky": self.transaction.state != AUTO_COMMIT,
            "need_keep_alive": False,
            "last_server_info": server,
            "last_query_ids": [query_id],
            "internal": json.dumps(internal),
        }


def quoted(name):
    """An identifier in backquotes."""
    return "`" + name.replace("`", "``") + "`"


def setting(name, value):
    """The SET statement of a setting."""
    return f"SET {name} = {literal(value)}"


def change_settings(engine, changes):
    """Runs SET and UNSET statements; as on the server, an unknown setting changes nothing."""
    for change in changes:
        try:
            engine.run(change)
        except ServerError as error:
            if error.code != UNKNOWN_VARIABLE:
                raise


def literal(text):
    """A string literal."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
