"""The pages of a result: rows turned into JSON only when a client asks for them, one page at a time."""

from .values.columns import RowPrinter

_CHUNK_ROWS = 8192
_PAGE_BYTES = 16 << 20  # wide rows end a page before its row limit does


class Pages:
    """Holds the result's Arrow batches and lets go of those that no page needs any more.

    Pages are asked for in order; the last one may be asked for again (a client that lost the answer).
    """

    def __init__(self, result, display, page_rows):
        self.fields = result.fields
        self._batches = list(result.batches)
        self._printer = RowPrinter(result.fields, display)
        self._page_rows = page_rows
        self._next = (0, 0)  # batch and row in it
        self._last = None  # (number, rows as JSON, row count)
        self.count = sum(batch.num_rows for batch in self._batches)
        self._skip_empty()

    def page(self, number):
        """(rows as JSON without brackets, row count, whether another page follows)"""
        expected = 0 if self._last is None else self._last[0] + 1
        if self._last is not None and number == self._last[0]:
            pass
        elif number != expected:
            raise IndexError(number)
        elif number > 0 and not self._more():
            raise IndexError(number)
        else:
            self._last = (number, *self._print())
        return self._last[1], self._last[2], self._more()

    def _more(self):
        return self._next[0] < len(self._batches)

    def _print(self):
        parts, rows, size = [], 0, 0
        while self._more() and rows < self._page_rows and size < _PAGE_BYTES:
            index, start = self._next
            batch = self._batches[index]
            length = min(_CHUNK_ROWS, self._page_rows - rows, batch.num_rows - start)
            text = self._printer.rows(batch.slice(start, length))
            parts.append(text)
            rows += length
            size += len(text)
            if start + length == batch.num_rows:
                self._batches[index] = None
                self._next = (index + 1, 0)
                self._skip_empty()
            else:
                self._next = (index, start + length)
        return b",".join(parts), rows

    def _skip_empty(self):
        while self._more() and self._batches[self._next[0]].num_rows == 0:
            self._next = (self._next[0] + 1, 0)
