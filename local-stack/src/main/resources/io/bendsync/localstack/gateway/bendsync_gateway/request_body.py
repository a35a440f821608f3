"""A request's body as a stream, with a length or in chunks, never whole in memory unless asked for."""

from .errors import RequestError

_PIECE = 1 << 20


class RequestBody:
    def __init__(self, headers, source):
        """source: the connection's buffered reader."""
        self._source = source
        self._chunked = "chunked" in (headers.get("Transfer-Encoding") or "").lower()
        length = headers.get("Content-Length") or "0"
        if not length.isdigit():
            raise RequestError(400, "Content-Length is not a number")
        self._left = 0 if self._chunked else int(length)  # of the body, or of the current chunk
        self._ended = not self._chunked and self._left == 0

    @property
    def ended(self):
        return self._ended

    def pieces(self):
        """The body as byte strings of at most a megabyte."""
        while not self._ended:
            if self._chunked and self._left == 0 and not self._next_chunk():
                return
            piece = self._source.read(min(self._left, _PIECE))
            if not piece:
                raise ConnectionResetError("the client went away within the request's body")
            self._left -= len(piece)
            if self._left == 0:
                if self._chunked:
                    self._source.readline(8)
                else:
                    self._ended = True
            yield piece

    def whole(self, limit):
        """The body in one; RequestError 413 when it is longer than limit bytes."""
        parts, size = [], 0
        for piece in self.pieces():
            size += len(piece)
            if size > limit:
                raise RequestError(413, f"the request is longer than {limit} bytes")
            parts.append(piece)
        return b"".join(parts)

    def skip(self, limit):
        """Reads over the rest, so that the connection can go on; whether it was short enough to do so."""
        for piece in self.pieces():
            limit -= len(piece)
            if limit < 0:
                break
        return self._ended

    def _next_chunk(self):
        line = self._source.readline(1 << 16)
        try:
            self._left = int(line.split(b";")[0], 16)
        except ValueError:
            raise ConnectionResetError("a chunk of the request's body has no size") from None
        if self._left == 0:
            while self._source.readline(1 << 16) not in (b"\r\n", b"\n", b""):
                pass  # trailers
            self._ended = True
        return not self._ended
