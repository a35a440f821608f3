"""Floating-point numbers as the server prints them.

Always with a fraction (1.0) or, from 1e16 up (float: 1e13) and below 1e-5 (float: 1e-6), with an
exponent of as many digits as it needs (1e-6, 1e+16); NaN and Infinity by these names. Checked against
what the engine itself writes into CSV, which goes through the same encoder.
"""

from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

# Between these, Arrow's own cast differs from the server's text only by the missing ".0".
_EASY_LOW, _EASY_HIGH = 1e-5, 1e10


def double_text(value):
    return _shortest(repr(float(value)), 16, -4)


def float_text(value):
    """value: a single-precision number, held in a double."""
    short = pc.cast(pa.scalar(value, pa.float32()), pa.string()).as_py()
    return _shortest(short, 13, -5)


def _shortest(short, plain_digits, plain_zeros):
    """From any shortest decimal text of a number to the server's text of it."""
    if short in ("nan", "inf", "-inf"):
        return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[short]
    sign, digits, exponent = Decimal(short).normalize().as_tuple()
    minus = "-" if sign else ""
    point = len(digits) + exponent  # where the point stands from the first digit
    text = "".join(map(str, digits))
    if digits == (0,):
        return minus + "0.0"
    if 0 < point <= plain_digits:
        whole, fraction = text[:point].ljust(point, "0"), text[point:]
        return f"{minus}{whole}.{fraction or '0'}"
    if plain_zeros <= point <= 0:
        return f"{minus}0.{'0' * -point}{text}"
    fraction = f".{text[1:]}" if len(text) > 1 else ""
    return f"{minus}{text[0]}{fraction}e{point - 1:+d}"


def float_column(column):
    """A float32 or float64 column as a string column."""
    one = float_text if pa.types.is_float32(column.type) else double_text
    size = pc.abs(column)
    easy = pc.or_(
        pc.and_(pc.greater_equal(size, _EASY_LOW), pc.less(size, _EASY_HIGH)), pc.equal(column, 0.0)
    )
    if pc.all(pc.fill_null(easy, True)).as_py() is False:
        return pa.array([None if v is None else one(v) for v in column.to_pylist()], pa.string())
    text = pc.cast(column, pa.string())
    whole = pc.invert(pc.match_substring(text, "."))
    return pc.if_else(whole, pc.binary_join_element_wise(text, ".0", ""), text)


def decimal_column(column):
    """A decimal column as a string column; Arrow falls into exponents for small values, the server never."""
    text = pc.cast(column, pa.string())
    if pc.any(pc.match_substring(text, "E")).as_py():
        return pa.array([None if v is None else format(v, "f") for v in column.to_pylist()], pa.string())
    return text
