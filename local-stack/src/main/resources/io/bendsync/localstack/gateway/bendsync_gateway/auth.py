"""User and password of a request (HTTP Basic), compared in constant time."""

import base64
import binascii
import hmac
import json
import secrets

from .errors import AUTHENTICATE_FAILURE, RequestError, StartError


class Users:
    """The users of the gateway, from name to password; they are not users of the engine."""

    def __init__(self, passwords):
        self._passwords = {name: password.encode() for name, password in passwords.items()}

    @classmethod
    def from_json(cls, text):
        """text: a JSON object name→password, as in BENDSYNC_GATEWAY_USERS."""
        try:
            found = json.loads(text or "")
            if found and all(isinstance(p, str) for p in found.values()):
                return cls(found)
        except (ValueError, AttributeError):
            pass
        raise StartError('BENDSYNC_GATEWAY_USERS must be a JSON object of users, as {"name": "password"}')

    def check(self, header):
        """The user of an Authorization header; raises RequestError 401."""
        user, password = self._basic(header or "")
        # An unknown user costs the same comparison as a known one, and gets the same answer.
        wanted = self._passwords.get(user, secrets.token_bytes(16))
        if not hmac.compare_digest(wanted, password.encode()) or user not in self._passwords:
            raise RequestError(401, "AuthenticateFailure: wrong user name or password", AUTHENTICATE_FAILURE)
        return user

    @staticmethod
    def _basic(header):
        scheme, _, encoded = header.partition(" ")
        if scheme.lower() != "basic":
            return None, ""
        try:
            user, _, password = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
            return user, password
        except (binascii.Error, UnicodeDecodeError):
            return None, ""
