"""Single values as text: the types that Arrow cannot cast, and everything inside nested types."""

import base64
from dataclasses import dataclass

from ..errors import BAD_ARGUMENTS, ServerError
from .geo import geo_text
from .jsonb import jsonb_text
from .numbers import double_text, float_text
from .times import interval_text, timestamp_text, timestamp_tz_text, zone_of


@dataclass(frozen=True)
class Display:
    """The session settings that decide how cells are printed, with the server's defaults."""

    timezone: str = "UTC"
    geometry_format: str = "GeoJSON"
    binary_format: str = "HEX"


class CellPrinter:
    def __init__(self, display):
        self._display = display
        self._zone = zone_of(display.timezone)
        self._printers = {
            "Boolean": lambda t, v: "1" if v else "0",
            "Float32": lambda t, v: float_text(v),
            "Float64": lambda t, v: double_text(v),
            "Decimal": lambda t, v: format(v, "f"),
            "Binary": lambda t, v: self._binary(v),
            "Variant": lambda t, v: jsonb_text(v),
            "Array": lambda t, v: f"[{self._joined(t.inner[0], v)}]",
            "Map": self._map,
            "Tuple": self._tuple,
            "Vector": lambda t, v: f"[{','.join(map(float_text, v))}]",
            "EmptyArray": lambda t, v: "[]",
            "EmptyMap": lambda t, v: "{}",
        }
        self._quoted_printers = {  # in quotes when inside another value
            "String": lambda v: v,
            "Date": str,
            "Timestamp": lambda v: timestamp_text(v, self._zone),
            "TimestampTz": timestamp_tz_text,
            "Interval": interval_text,
            "Bitmap": lambda v: "<bitmap binary>",
        }

    def text(self, kind, value, nested=False):
        """A value of a Type as text; None is the word NULL (at the top the caller makes it JSON's null)."""
        if value is None:
            return "NULL"
        kind = kind.bare
        quoted = self._quoted_printers.get(kind.name)
        if quoted is not None:
            return _quote(quoted(value)) if nested else quoted(value)
        if kind.name in ("Geometry", "Geography"):
            text = geo_text(value, self._display.geometry_format)
            return _quote(text) if nested and not text.startswith("{") else text
        printer = self._printers.get(kind.name)
        return printer(kind, value) if printer is not None else str(value)

    def _joined(self, kind, values):
        return ",".join(self.text(kind, value, True) for value in values)

    def _map(self, kind, value):
        key_kind, value_kind = kind.inner[0].inner
        pairs = value.items() if isinstance(value, dict) else value
        inner = ",".join(f"{self.text(key_kind, k, True)}:{self.text(value_kind, v, True)}" for k, v in pairs)
        return "{" + inner + "}"

    def _tuple(self, kind, value):
        return "(" + ",".join(self.text(t, v, True) for t, v in zip(kind.inner, value.values())) + ")"

    def _binary(self, value):
        form = self._display.binary_format.upper()
        if form == "HEX":
            return value.hex().upper()
        if form == "BASE64":
            return base64.b64encode(value).decode()
        try:
            return value.decode("utf-8", "replace" if form == "UTF-8-LOSSY" else "strict")
        except UnicodeDecodeError:
            raise ServerError(
                BAD_ARGUMENTS,
                "Invalid UTF-8 sequence while formatting binary column."
                " Consider setting binary_output_format to 'UTF-8-LOSSY'.",
            ) from None


def _quote(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
