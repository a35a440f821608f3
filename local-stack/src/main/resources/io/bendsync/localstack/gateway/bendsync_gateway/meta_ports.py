"""Chooses the row of loopback ports for the engine's meta services, and holds them to it.

The engine names its metadata folders `meta/MetaStoreProvider-created-PORT`, so the first port of the
row (the base) belongs to a data folder: it is kept there in the file `meta-ports`. When another
process has one of its ports, a new row is found and the folders are renamed. A rename cut short is
finished at the next start: the file names both rows until all is done.
"""

import ctypes
import fcntl
import json
import os
import socket
import tempfile
from contextlib import contextmanager
from pathlib import Path

from .errors import StartError

ROW = 12  # the engine starts six meta services with two ports each
LOWEST, HIGHEST = 10_000, 32_000  # below the ports that Linux hands out by itself (32768 and up)
_FOLDER = "MetaStoreProvider-created-"


@contextmanager
def one_start_at_a_time():
    """Between looking for free ports and the engine's taking them, no other gateway may look."""
    path = os.path.join(tempfile.gettempdir(), f"bendsync-meta-ports-{os.getuid()}.lock")
    try:
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError as failure:
        raise StartError(f"the lock file {path} cannot be used: {failure.strerror}") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


@contextmanager
def fixed(base):
    """While this runs, the engine's binds to any loopback port get base, base + 1, …"""
    process = ctypes.CDLL(None)
    try:
        fix, free = process.bendsync_fix_ports, process.bendsync_free_ports
    except AttributeError:
        raise StartError(
            "the library of the fixed ports is not preloaded: set LD_PRELOAD to the path that"
            " `python -m bendsync_gateway.fixed_ports OUT_DIR` prints"
        ) from None
    fix(ctypes.c_int(base), ctypes.c_int(ROW))
    try:
        yield
    finally:
        given = free()
    if given == 0:
        raise StartError("the engine took none of the fixed ports: its catalogue would not survive a restart")


class MetaPorts:
    """The row of ports of one data folder."""

    def __init__(self, data, preferred):
        """preferred: the base for a new folder, 0 for any; a folder that has one keeps it."""
        self._meta = Path(data) / "meta"
        self._file = Path(data) / "meta-ports"
        self._preferred = preferred or 19_100

    def settle(self):
        """The base to start with: the folder's own if its ports are free, else a new one."""
        known = self._read()
        base, moving_to = known.get("base"), known.get("moving_to")
        if moving_to is not None:
            self._move(base, moving_to)
            base = moving_to
        if base is None:
            base = self._free_row(self._preferred)
            self._write({"base": base})
        elif not row_is_free(base):
            new = self._free_row(base + ROW)
            self._move(base, new)
            base = new
        return base

    def _free_row(self, start):
        span = HIGHEST - LOWEST
        for step in range(0, span, ROW):
            base = LOWEST + (start - LOWEST + step) % span
            if base + ROW <= HIGHEST and row_is_free(base):
                return base
        raise StartError(f"no {ROW} free loopback ports in a row between {LOWEST} and {HIGHEST} for the meta services")

    def _move(self, old, new):
        self._write({"base": old, "moving_to": new})
        for index in range(ROW):
            source, target = (self._meta / f"{_FOLDER}{base + index}" for base in (old, new))
            if source.is_dir() and not target.exists():
                source.rename(target)
        self._write({"base": new})

    def _read(self):
        try:
            return json.loads(self._file.read_text())
        except FileNotFoundError:
            return {}
        except ValueError:
            raise StartError(f"{self._file} cannot be read; it must say {{\"base\": FIRST_PORT}}") from None

    def _write(self, content):
        part = self._file.with_suffix(".part")
        with open(part, "w") as out:
            json.dump(content, out)
            out.flush()
            os.fsync(out.fileno())
        os.replace(part, self._file)


def row_is_free(base):
    return all(port_is_free(port) for port in range(base, base + ROW))


def port_is_free(port):
    """Whether a service could listen there now; a connection in TIME_WAIT is no hindrance."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            probe.listen(1)
            return True
        except OSError:
            return False
