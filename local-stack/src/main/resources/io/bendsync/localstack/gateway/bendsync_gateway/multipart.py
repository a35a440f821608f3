"""multipart/form-data as a stream of files, so that an upload of any size goes straight to the disk."""

import re

from .errors import RequestError

_BOUNDARY = re.compile(r'boundary="?([^";]+)"?', re.I)
_FILENAME = re.compile(r'filename="((?:[^"\\]|\\.)*)"', re.I)
_HEADER_BYTES = 64 << 10


class Multipart:
    """Reads the parts one after another; each part's pieces must be used up before the next."""

    def __init__(self, content_type, pieces):
        found = _BOUNDARY.search(content_type or "")
        if found is None or "multipart/form-data" not in content_type.lower():
            raise RequestError(400, "an upload must be multipart/form-data with a boundary")
        self._delimiter = b"\r\n--" + found.group(1).encode()
        self._pieces = pieces
        self._buffer = b"\r\n"  # so that the first delimiter looks like the others

    def files(self):
        """(file name, iterator of byte strings) for each part that is a file; the others are skipped."""
        self._drop_until_delimiter()
        while True:
            self._fill(2)
            if self._buffer.startswith(b"--"):
                return
            header = self._header()
            found = _FILENAME.search(header)
            content = self._until_delimiter()
            if found is not None:
                yield found.group(1).replace('\\"', '"'), content
            for _ in content:
                pass

    def _drop_until_delimiter(self):
        for _ in self._until_delimiter():
            pass

    def _header(self):
        while (end := self._buffer.find(b"\r\n\r\n")) < 0:
            if len(self._buffer) > _HEADER_BYTES:
                raise RequestError(400, "the header of an uploaded part is too long")
            self._fill(len(self._buffer) + 1)
        header, self._buffer = self._buffer[:end], self._buffer[end + 4 :]
        return header.decode("utf-8", "replace")

    def _until_delimiter(self):
        keep = len(self._delimiter) - 1
        while (at := self._buffer.find(self._delimiter)) < 0:
            if len(self._buffer) > keep:
                piece, self._buffer = self._buffer[:-keep], self._buffer[-keep:]
                yield piece
            self._fill(len(self._buffer) + 1)
        piece, self._buffer = self._buffer[:at], self._buffer[at + len(self._delimiter) :]
        if piece:
            yield piece

    def _fill(self, size):
        while len(self._buffer) < size:
            piece = next(self._pieces, None)
            if piece is None:
                raise RequestError(400, "the upload ends before its last boundary")
            self._buffer += piece
