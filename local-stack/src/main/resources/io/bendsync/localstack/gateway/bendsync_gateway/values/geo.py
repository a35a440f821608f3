"""GEOMETRY and GEOGRAPHY values (EWKB) in the formats of the setting geometry_output_format."""

import json
import struct

from ..errors import BAD_ARGUMENTS, ServerError

_NAMES = ("Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection")
_SRID_FLAG = 0x20000000


def geo_text(data, form):
    """form: GEOJSON (the server's default), WKB, EWKB, WKT or EWKT, in any case."""
    form = form.upper()
    if form == "EWKB":
        return data.hex().upper()
    shape, srid = _Reader(data).geometry()
    if form == "WKB":
        return _without_srid(data).hex().upper()
    if form == "GEOJSON":
        return json.dumps(_geojson(shape), separators=(",", ":"))
    if form in ("WKT", "EWKT"):
        wkt = _wkt(shape)
        return f"SRID={srid};{wkt}" if form == "EWKT" and srid else wkt
    raise ServerError(BAD_ARGUMENTS, f"unknown geometry_output_format {form}")


class _Reader:
    def __init__(self, data):
        self._data, self._at, self._order = data, 0, "<"

    def _take(self, layout):
        values = struct.unpack_from(self._order + layout, self._data, self._at)
        self._at += struct.calcsize(self._order + layout)
        return values if len(values) > 1 else values[0]

    def geometry(self):
        """((kind 1 to 7, coordinates or parts), srid or None)"""
        self._order = "<" if self._data[self._at] else ">"
        self._at += 1
        kind = self._take("I")
        srid = self._take("I") if kind & _SRID_FLAG else None
        kind &= 0xFF
        if kind == 1:
            return (kind, self._point()), srid
        if kind == 2:
            return (kind, self._points()), srid
        if kind == 3:
            return (kind, [self._points() for _ in range(self._take("I"))]), srid
        return (kind, [self.geometry()[0] for _ in range(self._take("I"))]), srid

    def _point(self):
        return list(map(_plain, self._take("dd")))

    def _points(self):
        return [self._point() for _ in range(self._take("I"))]


def _plain(number):
    return int(number) if number == number and abs(number) < 1e15 and number == int(number) else number


def _geojson(shape):
    kind, parts = shape
    if kind == 7:
        return {"type": _NAMES[6], "geometries": [_geojson(part) for part in parts]}
    return {"type": _NAMES[kind - 1], "coordinates": [part[1] for part in parts] if kind > 3 else parts}


def _wkt(shape):
    kind, parts = shape
    if kind == 7:
        return f"GEOMETRYCOLLECTION({','.join(map(_wkt, parts))})"
    coordinates = [part[1] for part in parts] if kind > 3 else parts
    return _NAMES[kind - 1].upper() + (f"({_wkt_point(parts)})" if kind == 1 else _wkt_list(coordinates))


def _wkt_point(point):
    return " ".join(map(str, point))


def _wkt_list(values):
    inner = [_wkt_list(v) if v and isinstance(v[0], list) else _wkt_point(v) for v in values]
    return f"({','.join(inner)})"


def _without_srid(data):
    order = "<" if data[0] else ">"
    (kind,) = struct.unpack_from(order + "I", data, 1)
    if not kind & _SRID_FLAG:
        return data
    return data[:1] + struct.pack(order + "I", kind & ~_SRID_FLAG) + data[9:]
