"""The data folder: one process at a time, and its logs kept small."""

import fcntl
import os
import shutil
from pathlib import Path

from .errors import StartError

LOG_BYTES = 32 << 20  # the engine logs some 10 KB per statement and cannot be told not to
LOG_FILES = 3


class DataFolder:
    """Locked for as long as the object lives; the system frees the lock when the process dies."""

    def __init__(self, path):
        self.path = os.path.realpath(path)
        try:
            os.makedirs(self.path, exist_ok=True)
            self._lock = open(os.path.join(self.path, ".gateway.lock"), "a+")
        except OSError as failure:
            raise StartError(f"the data folder {self.path} cannot be used: {failure.strerror}") from None
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._lock.seek(0)
            owner = self._lock.read(20).strip()
            said = f" (process {owner})" if owner.isdigit() else ""
            raise StartError(f"the data folder {self.path} is used by another gateway{said}") from None
        self._lock.truncate(0)
        self._lock.write(str(os.getpid()))
        self._lock.flush()
        self.uploads = os.path.join(self.path, "uploads")
        shutil.rmtree(self.uploads, ignore_errors=True)  # what a killed process had not finished
        os.makedirs(self.uploads)

    def stage_files(self, *parts):
        """Where the engine keeps the files of its internal stages."""
        return os.path.join(self.path, "data", "stage", *parts)

    def trim_logs(self):
        """Empties a log that has grown too large (the engine appends) and drops the oldest files."""
        logs = sorted(Path(self.path, "logs").glob("*"), key=lambda log: log.stat().st_mtime)
        for old in logs[:-LOG_FILES]:
            old.unlink(missing_ok=True)
        for log in logs[-LOG_FILES:]:
            if log.stat().st_size > LOG_BYTES:
                os.truncate(log, 0)
