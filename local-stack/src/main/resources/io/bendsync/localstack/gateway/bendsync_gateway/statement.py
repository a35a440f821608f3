"""What kind of statement a text is, by its first word: enough for transactions and side effects."""

import re
from dataclasses import dataclass
from enum import Enum, auto

_SKIPPED = re.compile(r"(?:\s+|--[^\n]*(?:\n|$)|/\*.*?\*/)+", re.S)
_WORD = re.compile(r"[A-Za-z_]+")

# The statements for which the server's Statement::allowed_in_multi_statement says no.
_DDL = frozenset(
    "create alter drop undrop truncate rename attach grant revoke comment add assign unassign resume suspend".split()
)


class Kind(Enum):
    BEGIN = auto()
    COMMIT = auto()
    ROLLBACK = auto()
    DDL = auto()
    CHANGE = auto()  # answers with counts of changed rows
    COPY = auto()
    USE = auto()
    SETTING = auto()
    PRESIGN = auto()
    OTHER = auto()


_KINDS = {
    "begin": Kind.BEGIN,
    "commit": Kind.COMMIT,
    "rollback": Kind.ROLLBACK,
    "abort": Kind.ROLLBACK,
    "insert": Kind.CHANGE,
    "update": Kind.CHANGE,
    "delete": Kind.CHANGE,
    "merge": Kind.CHANGE,
    "replace": Kind.CHANGE,
    "copy": Kind.COPY,
    "use": Kind.USE,
    "set": Kind.SETTING,
    "unset": Kind.SETTING,
    "presign": Kind.PRESIGN,
    **dict.fromkeys(_DDL, Kind.DDL),
}


@dataclass(frozen=True)
class Statement:
    sql: str
    kind: Kind

    @classmethod
    def of(cls, sql):
        skipped = _SKIPPED.match(sql)
        word = _WORD.match(sql, skipped.end() if skipped else 0)
        return cls(sql, _KINDS.get(word.group(0).lower(), Kind.OTHER) if word else Kind.OTHER)
