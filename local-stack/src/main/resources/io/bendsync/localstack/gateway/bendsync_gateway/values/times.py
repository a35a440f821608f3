"""Dates, timestamps and intervals as the server prints them (years 1 to 9999)."""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

_EPOCH = datetime(1970, 1, 1)
_UTC_NAMES = frozenset(("UTC", "Etc/UTC", "GMT", "Z"))


def zone_of(name):
    return timezone.utc if name in _UTC_NAMES else ZoneInfo(name)


def timestamp_column(column, timezone_name):
    """Microseconds since 1970 as text in the session's time zone."""
    instants = pc.cast(pc.cast(column, pa.int64()), pa.timestamp("us"))
    if timezone_name not in _UTC_NAMES:
        instants = pc.local_timestamp(pc.assume_timezone(instants, "UTC").cast(pa.timestamp("us", tz=timezone_name)))
    return pc.cast(instants, pa.string())  # ten times as fast as strftime, and pads the year


def date_column(column):
    return pc.cast(pc.cast(column, pa.date32()), pa.string())


def timestamp_text(value, zone):
    """value: microseconds since 1970, or a datetime without a zone that means UTC."""
    if not isinstance(value, datetime):
        value = _EPOCH + timedelta(microseconds=value)
    return _wall(value.replace(tzinfo=timezone.utc).astimezone(zone))


def timestamp_tz_text(value):
    """value: a decimal of microseconds (low 64 bits) and the offset in seconds (the 32 above)."""
    bits = int(value)
    micros, offset = _signed(bits, 64), _signed(bits >> 64, 32)
    sign, minutes = "-" if offset < 0 else "+", abs(offset) // 60
    wall = _wall(_EPOCH + timedelta(microseconds=micros, seconds=offset))
    return f"{wall} {sign}{minutes // 60:02d}{minutes % 60:02d}"


def interval_text(value):
    """value: a decimal of microseconds (low 64 bits), days (32) and months (32)."""
    bits = int(value)
    micros, days, months = _signed(bits, 64), _signed(bits >> 64, 32), _signed(bits >> 96, 32)
    years = int(months / 12)
    parts = [
        f"{count} {unit}{'' if abs(count) == 1 else 's'}"
        for count, unit in ((years, "year"), (months - 12 * years, "month"), (days, "day"))
        if count
    ]
    if micros or not parts:
        seconds, fraction = divmod(abs(micros), 1_000_000)
        clock = f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
        fraction_text = f".{fraction:06d}".rstrip("0") if fraction else ""
        parts.append(("-" if micros < 0 else "") + clock + fraction_text)
    return " ".join(parts)


def _wall(value):
    return f"{value.year:04d}-{value:%m-%d %H:%M:%S.%f}"


def _signed(bits, width):
    bits &= (1 << width) - 1
    return bits - (1 << width) if bits >> (width - 1) else bits
