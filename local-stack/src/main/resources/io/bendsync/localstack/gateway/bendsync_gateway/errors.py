"""Errors with the server's codes, and the engine's exceptions turned into them.

Codes and names are those of the server's src/common/exception/src/exception_code.rs.
"""

import re

BAD_ARGUMENTS = 1006
INTERNAL = 1001
SYNTAX = 1005
ABORTED_QUERY = 1043
UNKNOWN_STAGE = 2501
UNKNOWN_VARIABLE = 2801
STORAGE_NOT_FOUND = 3001
STORAGE_UNSUPPORTED = 3902
TRANSACTION_ABORTED = 4002
TRANSACTION_TIMEOUT = 4003
AUTHENTICATE_FAILURE = 5100
CLIENT_MISTAKES = frozenset((SYNTAX, BAD_ARGUMENTS, UNKNOWN_STAGE))

_BACKTRACE = re.compile(r"\n+\s+0: <unknown>.*", re.S)
_ENGINE = re.compile(r"(\w+)\. Code: (\d+), Text = (.*)", re.S)


class ServerError(Exception):
    """What a client gets as {"code": …, "message": …} inside a response of status 200."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code
        self.message = message

    def body(self):
        return {"code": self.code, "message": self.message, "detail": ""}


class RequestError(Exception):
    """A request that is refused as such, with an HTTP status of its own."""

    def __init__(self, status, message, code=None):
        super().__init__(message)
        self.status = status
        self.code = status if code is None else code
        self.message = message


class StartError(Exception):
    """The gateway cannot start; the message is one line for a person."""


def aborted():
    return ServerError(ABORTED_QUERY, "canceled by client")


def from_engine(raised):
    """The engine raises text: `Name. Code: 1025, Text = what.`, with a backtrace of addresses after it.

    A panic of a worker arrives as pyo3's PanicException, which is no Exception, and has no code.
    """
    if isinstance(raised, ServerError):
        return raised
    text = _BACKTRACE.sub("", str(raised)).strip()
    found = _ENGINE.search(text)
    if found is None:
        return ServerError(INTERNAL, text or type(raised).__name__)
    message = found.group(3).strip()
    return ServerError(int(found.group(2)), message[:-1] if message.endswith(".") else message)
