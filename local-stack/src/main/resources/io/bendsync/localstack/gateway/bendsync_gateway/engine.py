"""The only module that touches the engine: starting it, its sessions, and running one statement."""

import os
from dataclasses import dataclass, field

from .errors import StartError, from_engine
from .values.schema import parse_schema

# init_embedded() reports to the engine's makers over HTTPS; nothing listens on loopback port 9.
_DEAD_PROXY = "http://127.0.0.1:9"


@dataclass(frozen=True)
class Result:
    """What a statement returned: fields as the server describes them, Arrow batches with the rows."""

    fields: list = field(default_factory=list)
    batches: list = field(default_factory=list)


class EngineSession:
    """One session of the engine. Not re-entrant: a second thread raises `Already borrowed`."""

    def __init__(self, context):
        self._context = context

    def run(self, sql):
        """Runs one statement to its end; raises ServerError."""
        try:
            frame = self._context.sql(sql)
            fields = parse_schema(str(frame.schema()))
            if fields:
                return Result(fields, frame.to_py_arrow())
            frame.collect()
            return Result()
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as raised:  # a panic of the engine's worker is no Exception
            raise from_engine(raised) from None

    def rows(self, sql):
        """Runs one statement of the gateway's own; rows as dicts of Python values."""
        return [row for batch in self.run(sql).batches for row in batch.to_pylist()]


class Engine:
    """The started engine; there can be one in a process, and one process on a data folder."""

    def __init__(self, data):
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            os.environ[name] = os.environ[name.upper()] = _DEAD_PROXY
        for name in ("no_proxy", "NO_PROXY"):
            os.environ.pop(name, None)
        import databend  # after the proxy is set

        self._context_class = databend._RustSessionContext
        self._data = data
        self.displays = {}  # how cells are printed, by the sessions' own settings; filled by the first that asks

    def session(self):
        return EngineSession(self._context_class(None, self._data))

    def start(self):
        """Starts the engine by its first session; returns its version text."""
        try:
            session = self.session()
            # After a kill, a dead process's table lock holds up the first change this long (default 30 s).
            session.run("SET GLOBAL table_lock_expire_secs = 5")
            return session.rows("SELECT version() AS v")[0]["v"]
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as raised:
            said = " ".join(from_engine(raised).message.split())
            raise StartError(f"the Databend engine does not start on {self._data}: {said}") from None
