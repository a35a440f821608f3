"""Reads the engine's description of a result's schema.

The engine gives it only as the debug text of its Rust structures:
`DataField { name: "a", default_expr: None, data_type: Nullable(Number(Int32)), … }`.
"""

import re
from dataclasses import dataclass

_FIELD = re.compile(
    r'DataField \{ name: "((?:[^"\\]|\\.)*)", default_expr: (?:None|Some\("(?:[^"\\]|\\.)*"\)), data_type: '
)
_NAME = re.compile(r"\w+")
_NUMBER = re.compile(r"\((\w+)\)")
_DECIMAL = re.compile(r"\(DecimalSize \{ precision: (\d+), scale: (\d+) \}\)")
_SIZED = re.compile(r"\(\w*\(?(\d+)\)?\)")
_ESCAPE = re.compile(r"\\(u\{([0-9a-f]+)\}|.)", re.S)
_SHOWN = {"Null": "NULL", "EmptyArray": "Array(Nothing)", "EmptyMap": "Map(Nothing)"}


@dataclass(frozen=True)
class Type:
    """name as in Rust (Int32, Nullable, Decimal, …); inner types; sizes (precision, scale, dimension)."""

    name: str
    inner: tuple = ()
    sizes: tuple = ()

    @property
    def bare(self):
        """Without its Nullable."""
        return self.inner[0] if self.name == "Nullable" else self

    def shown(self, top=True):
        """The name as in a response's schema: Nullable(T) at the top, `T NULL` inside another type."""
        inner = [t.shown(False) for t in self.inner]
        if self.name == "Nullable":
            return f"Nullable({self.inner[0].shown()})" if top else f"{inner[0]} NULL"
        if self.name == "Map":
            return "Map({}, {})".format(*(t.shown(False) for t in self.inner[0].inner))
        if self.name == "Tuple":
            return f"Tuple({', '.join(inner)}{',' if len(inner) == 1 else ''})"
        if self.name == "TimestampTz":
            return "Timestamp_Tz" if top else "TimestampTz"
        arguments = inner + [str(size) for size in self.sizes]
        name = _SHOWN.get(self.name, self.name)
        return f"{name}({', '.join(arguments)})" if arguments else name


@dataclass(frozen=True)
class Field:
    name: str
    type: Type


def parse_schema(text):
    """The fields of a DataSchema; empty for a statement without a result."""
    return [Field(_unescape(found.group(1)), _type(text, found.end())[0]) for found in _FIELD.finditer(text)]


def _type(text, at):
    """The type that starts there, and where it ends."""
    found = _NAME.match(text, at)
    name, at = found.group(0), found.end()
    if name in ("Nullable", "Array", "Map"):
        inner, at = _type(text, at + 1)
        return Type(name, (inner,)), at + 1
    if name == "Tuple":
        return _tuple(text, at)
    if name == "Number":
        found = _NUMBER.match(text, at)
        return Type(found.group(1)), found.end()
    if name == "Decimal":
        found = _DECIMAL.match(text, at)
        return Type(name, sizes=(int(found.group(1)), int(found.group(2)))), found.end()
    if name in ("Vector", "Opaque"):
        found = _SIZED.match(text, at)
        return Type(name, sizes=(int(found.group(1)),)), found.end()
    return Type(name), at


def _tuple(text, at):
    at += 2  # "(["
    inner = []
    while text[at] != "]":
        one, at = _type(text, at)
        inner.append(one)
        if text.startswith(", ", at):
            at += 2
    return Type("Tuple", tuple(inner)), at + 2


def _unescape(text):
    def one(found):
        if found.group(2):
            return chr(int(found.group(2), 16))
        return {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}.get(found.group(1), found.group(1))

    return _ESCAPE.sub(one, text)
