"""Stages as folders: where a staged file lies, uploads into it, and PRESIGN emulated."""

import os
import re
import secrets
import threading
import time
from urllib.parse import unquote

import pyarrow as pa

from .engine import Result
from .errors import BAD_ARGUMENTS, STORAGE_UNSUPPORTED, UNKNOWN_STAGE, RequestError, ServerError
from .values.schema import Field, Type

_PRESIGN = re.compile(
    r"\s*presign\s+(?:(upload|download)\s+)?(?:@(\S+)|'@([^']+)')"
    r"(?:\s+expire\s*=\s*(\d+))?(?:\s+content_type\b.*)?\s*;?\s*$",
    re.I | re.S,
)
_PRESIGN_SECONDS = 3600
_URL_TYPES = [Field("method", Type("String")), Field("headers", Type("Variant")), Field("url", Type("String"))]
_EMPTY_OBJECT = bytes.fromhex("40000000")  # {} in binary JSON


class StageFiles:
    """The engine keeps internal stages in folders of its data; external ones must be fs:// here."""

    def __init__(self, folder):
        self._folder = folder
        self._signed = {}
        self._lock = threading.Lock()

    def path(self, engine, stage, relative):
        """Where a file of a stage lies; refuses to leave the stage. engine: a session to ask in."""
        root = os.path.realpath(self._root(engine, unquote(stage).strip('`"')))
        path = os.path.realpath(os.path.join(root, relative.strip("/")))
        if "\0" in relative or not path.startswith(root + os.sep):
            raise ServerError(BAD_ARGUMENTS, f"the path leaves the stage {stage}: {relative}")
        return path

    def _root(self, engine, stage):
        if stage == "~":
            return self._folder.stage_files("user", "root")  # the engine's only user
        for row in engine.rows("SHOW STAGES"):
            if row["name"] in (stage, stage.lower()):
                if row["stage_type"] == "Internal":
                    return self._folder.stage_files("internal", row["name"])
                if (row["url"] or "").startswith("fs://"):
                    return row["url"][len("fs://") :]
                raise ServerError(STORAGE_UNSUPPORTED, f"stage {stage} is neither internal nor fs://")
        raise ServerError(UNKNOWN_STAGE, f"Unknown stage '{stage}'")

    def store(self, path, chunks):
        """Writes a file under its name only once it is whole; returns its size in bytes."""
        part = os.path.join(self._folder.uploads, secrets.token_hex(16))
        try:
            size = 0
            with open(part, "wb") as out:
                for chunk in chunks:
                    out.write(chunk)
                    size += len(chunk)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            os.replace(part, path)
            return size
        finally:
            if os.path.exists(part):
                os.unlink(part)

    def presign(self, engine, sql, host):
        """The result of a PRESIGN statement: one row of method, headers, url."""
        found = _PRESIGN.match(sql)
        if found is None:
            raise ServerError(BAD_ARGUMENTS, "PRESIGN needs the form PRESIGN [UPLOAD | DOWNLOAD] @stage/path")
        method = "PUT" if (found.group(1) or "").lower() == "upload" else "GET"
        stage, _, relative = (found.group(2) or found.group(3)).rstrip(";").partition("/")
        path = self.path(engine, stage, relative)
        token = secrets.token_urlsafe(32)
        now = time.time()
        with self._lock:
            self._signed = {k: v for k, v in self._signed.items() if v[2] > now}
            self._signed[token] = (method, path, now + float(found.group(4) or _PRESIGN_SECONDS))
        url = f"http://{host}/presigned/{token}"
        row = [pa.array([method]), pa.array([_EMPTY_OBJECT], pa.binary()), pa.array([url])]
        return Result(_URL_TYPES, [pa.RecordBatch.from_arrays(row, ["method", "headers", "url"])])

    def presigned(self, method, token):
        """The path behind a presigned URL."""
        with self._lock:
            known = self._signed.get(token)
        if known is None or known[0] != method or known[2] < time.time():
            raise RequestError(403, "the presigned URL is unknown or has expired")
        return known[1]
