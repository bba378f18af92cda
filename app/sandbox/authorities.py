"""The CA certificates that the sandbox platform was given, and what happens just in time to devices they vouch for."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding

from app.sandbox.answers import missing, wrong
from app.sandbox.certificates import columns, read, require_ca
from app.sandbox.state import Row, State, stamp

_CODE_VALID = timedelta(weeks=1)


class Authorities:
    """Every use is inside a transaction of the state."""

    def __init__(self, state: State, trust: Callable[[bytes], None]) -> None:
        self._state = state
        self._trust = trust

    def code(self) -> dict[str, str]:
        """A new verification code; good once, for a week."""
        return {"verification_code": self._state.insert("verification_code", code=secrets.token_hex(16))["code"]}

    def create(self, document: dict[str, Any]) -> Row:
        """Take a CA certificate whose key signed a certificate over one of our codes."""
        certificate = read(document, "certificate")
        code = require_ca(certificate, read(document, "verification_certificate"))
        known = self._state.find("verification_code", code=code)
        if known is None or known["used"] or known["inserted_at"] < stamp(datetime.now(UTC) - _CODE_VALID):
            raise wrong(verification_certificate="has a common name that is not a valid verification code")
        row = self._state.insert("ca_certificate", description=_text(document, "description"), **columns(certificate))
        self._state.update("verification_code", known["prn"], used=True)
        self._trust(certificate.public_bytes(Encoding.DER))
        return row

    def get(self, serial: str) -> Row:
        """The CA certificate with this serial number (decimal)."""
        row = self._state.find("ca_certificate", serial=serial)
        if row is None:
            raise missing()
        return row

    def describe(self, ca: Row, document: dict[str, Any]) -> Row:
        """Change what is said of it."""
        return self._state.update("ca_certificate", ca["prn"], description=_text(document, "description"))

    def set_jitp(self, ca: Row, document: dict[str, Any]) -> Row:
        """Say what becomes of devices that come with its certificates; without `jitp`, nothing does."""
        jitp = document.get("jitp")
        if jitp is not None:
            self._require_jitp(jitp)
        description = _text(document, "description") if "description" in document else ca["description"]
        return self._state.update("ca_certificate", ca["prn"], description=description, jitp=jitp)

    def _require_jitp(self, jitp: object) -> None:
        if not isinstance(jitp, dict) or not all(name in jitp for name in ("description", "tags", "product_name")):
            raise wrong(jitp="must have description, tags and product_name")
        if not isinstance(jitp["tags"], list) or not all(isinstance(tag, str) for tag in jitp["tags"]):
            raise wrong(jitp="must have tags that are texts")
        if self._state.find("product", name=jitp["product_name"]) is None:
            raise wrong(jitp="names a product that does not exist")


def _text(document: dict[str, Any], name: str) -> str | None:
    value = document.get(name)
    if value is not None and not isinstance(value, str):
        raise wrong(**{name: "is invalid"})
    return value
