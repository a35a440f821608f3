"""Databend's binary JSON (VARIANT) as JSON text, as the jsonb crate prints it.

A container is a 32-bit header (kind in the top three bits, length below), one 32-bit entry per value
(kind in bits 28 to 30, byte length below), then the values one after another. All big-endian.
"""

import json
import struct
from decimal import Decimal

from .numbers import double_text

_ARRAY, _OBJECT, _SCALAR = 0x80000000, 0x40000000, 0x20000000
_NULL, _STRING, _NUMBER, _FALSE, _TRUE = 0x00000000, 0x10000000, 0x20000000, 0x30000000, 0x40000000
_CONTAINER, _EXTENSION = 0x50000000, 0x60000000
_WORDS = {_NULL: "null", _FALSE: "false", _TRUE: "true"}


def jsonb_text(data):
    return _container(data, 0)


def _container(data, at):
    (header,) = struct.unpack_from(">I", data, at)
    kind, count = header & 0xE0000000, header & 0x1FFFFFFF
    at += 4
    if kind == _SCALAR:
        return _value(data, struct.unpack_from(">I", data, at)[0], at + 4)
    entries = struct.unpack_from(f">{count if kind == _ARRAY else 2 * count}I", data, at)
    at += 4 * len(entries)
    values = []
    for entry in entries:
        values.append(_value(data, entry, at))
        at += entry & 0x0FFFFFFF
    if kind == _ARRAY:
        return f"[{','.join(values)}]"
    return "{" + ",".join(f"{key}:{value}" for key, value in zip(values[:count], values[count:])) + "}"


def _value(data, entry, at):
    kind, length = entry & 0x70000000, entry & 0x0FFFFFFF
    if kind in _WORDS:
        return _WORDS[kind]
    if kind == _CONTAINER:
        return _container(data, at)
    raw = data[at : at + length]
    if kind == _STRING:
        return json.dumps(raw.decode("utf-8"), ensure_ascii=False)
    if kind == _NUMBER:
        return _number(raw)
    return json.dumps(raw.hex())  # an extension value (binary, date, …)


def _number(raw):
    kind, digits = raw[0], raw[1:]
    if kind == 0x00:
        return "0"
    if kind in (0x10, 0x20, 0x30):
        return {0x10: "NaN", 0x20: "Infinity", 0x30: "-Infinity"}[kind]
    if kind == 0x40:
        return str(int.from_bytes(digits, "big", signed=True))
    if kind == 0x50:
        return str(int.from_bytes(digits, "big"))
    if kind == 0x60:
        return double_text(struct.unpack(">d", digits)[0])
    # 0x70: a decimal, its unscaled value and then one byte of scale
    return format(Decimal(int.from_bytes(digits[:-1], "big", signed=True)).scaleb(-digits[-1]), "f")
