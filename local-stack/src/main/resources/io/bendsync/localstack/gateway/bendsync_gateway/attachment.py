"""Stage attachments: INSERT or REPLACE INTO t [(columns)] [VALUES (…)] whose rows lie in a staged file.

This is how databend-jdbc sends a batch: it uploads a CSV file, then the statement with
`stage_attachment`. The server binds the file to the statement (Binder::bind_insert with attachment);
the embedded engine has no way to pass an attachment, so it becomes statements that say the same.
"""

import os
import re
import uuid

from .errors import BAD_ARGUMENTS, STORAGE_NOT_FOUND, SYNTAX, ServerError
from .session import literal

_WORD = r'(?:`[^`]+`|"[^"]+"|[\w$-]+)'
_NAME = rf"{_WORD}(?:\s*\.\s*{_WORD}){{0,2}}"
_COLUMNS = r'\((?:[^()`"]|`[^`]*`|"[^"]*")*\)'
_STATEMENT = re.compile(
    rf"\s*(insert\s+(?:into|overwrite)|replace\s+into)\s+(?:table\s+)?({_NAME})\s*({_COLUMNS})?"
    rf"\s*(?:on\s*(?:conflict\s*)?({_COLUMNS}))?\s*(?:values\b\s*(.*?))?\s*;?\s*$",
    re.I | re.S,
)
_ONLY_PLACEHOLDERS = re.compile(r"(?:\(\s*\?(?:\s*,\s*\?)*\s*\))?")
_LOCATION = re.compile(r"@([^/]+)/(.+)", re.S)
# Options whose value is a bare word in SQL; the others are numbers, booleans or strings.
_BARE = re.compile(r"compression|binary_format|geometry_format|on_error|\w+_as")


def load_attachment(session, files, sql, attachment):
    """Runs the statement with its file; the number of rows loaded, 0 where the engine does not say."""
    found = _STATEMENT.match(sql)
    if found is None:
        raise ServerError(SYNTAX, "a stage attachment needs INSERT or REPLACE INTO t [(columns)] [VALUES (…)]")
    verb, table, columns, key, values = found.groups()
    source = _Source(session.engine, files, attachment)
    columns, values = columns or "", (values or "").strip()
    if verb.lower().startswith("insert"):
        return _insert(session.engine, verb, table, columns, values, source)
    if key is None:
        raise ServerError(SYNTAX, "REPLACE INTO with a stage attachment needs ON (columns)")
    return _replace(session, table, columns, key, values, source)


def _insert(engine, verb, table, columns, values, source):
    if verb.lower().endswith("into") and _ONLY_PLACEHOLDERS.fullmatch(values):
        # No expression to apply: a COPY of the one file does the same, and tells how many rows.
        rows = engine.rows(
            f"COPY INTO {table} {columns} FROM {literal(source.folder)} FILES = ({literal(source.name)})"
            f" {source.format} FORCE = true PURGE = {source.purge}"
        )
        return sum(int(list(row.values())[1]) for row in rows)
    engine.run(f"{verb} {table} {columns} VALUES {values} FROM {source.location} {source.format}")
    return 0


def _replace(session, table, columns, key, values, source):
    """The engine has no REPLACE … FROM @stage: into a table of the same columns first, then REPLACE.

    That table is made, filled and dropped by another engine session, so that a transaction that is
    open in this one is not committed by it.
    """
    aside = session.aside()
    copy = f"_gateway_{uuid.uuid4().hex}"
    aside.run(f"CREATE TRANSIENT TABLE {copy} LIKE {table}")
    try:
        rows = _insert(aside, "INSERT INTO", copy, columns, values, source)
        chosen = columns[1:-1] if columns else "*"
        session.engine.run(f"REPLACE INTO {table} {columns} ON {key} SELECT {chosen} FROM {copy}")
        return rows
    finally:
        aside.run(f"DROP TABLE {copy}")


class _Source:
    """The staged file and how to read it."""

    def __init__(self, engine, files, attachment):
        self.location = str(attachment.get("location") or "")
        found = _LOCATION.fullmatch(self.location)
        if found is None:
            raise ServerError(BAD_ARGUMENTS, f"the attachment's location must be @stage/path: {self.location}")
        if not os.path.isfile(files.path(engine, *found.groups())):
            raise ServerError(STORAGE_NOT_FOUND, f"{self.location} is not there")
        folder, _, self.name = self.location.rpartition("/")
        self.folder = folder + "/"
        self.format = _file_format(attachment.get("file_format_options"))
        options = {str(k).lower(): str(v).lower() for k, v in (attachment.get("copy_options") or {}).items()}
        self.purge = "true" if options.get("purge") == "true" else "false"


def _file_format(options):
    """As the server's bind_attachment: CSV by default, whose empty fields become the column's default."""
    wanted = {str(k).lower(): str(v) for k, v in (options or {}).items()}
    kind = wanted.pop("type", "CSV").lower()
    if not re.fullmatch(r"\w+", kind):
        raise ServerError(BAD_ARGUMENTS, f"unknown file format {kind}")
    if kind == "csv" and wanted.get("empty_field_as", "null").lower() == "null":
        wanted["empty_field_as"] = "field_default"
    return f"FILE_FORMAT = (TYPE = {kind}{''.join(f' {_option(k, v)}' for k, v in wanted.items())})"


def _option(name, value):
    if not re.fullmatch(r"\w+", name):
        raise ServerError(BAD_ARGUMENTS, f"unknown file format option {name}")
    if _BARE.fullmatch(name):
        value = value.replace("-", "")
        if re.fullmatch(r"\w+", value):
            return f"{name} = {value}"
    if re.fullmatch(r"\d+|true|false", value, re.I):
        return f"{name} = {value}"
    return f"{name} = {literal(value)}"
