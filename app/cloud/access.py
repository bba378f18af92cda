"""How Peridio is reached: the address, the key, and whom to believe; checked once, before anything is asked."""

import re
import ssl
from dataclasses import replace
from pathlib import Path

import certifi
import httpx
from pydantic import SecretStr

from app.cloud.clock import PlatformClock
from app.cloud.conversation import Conversation, Line
from app.cloud.insisting import Patience
from app.cloud.pins import read_pins
from app.cloud.transport import names_host
from app.core.errors import SettingsError
from app.core.waiting import Stop

_KEY = re.compile(r"[\x21-\x7e]+")
_SCHEMES = ("Bearer", "Token")
_CHECK = 10.0
"""Seconds that a person waits for a check."""


class Access:
    """Opens conversations with one platform; shared by everything that speaks to it."""

    def __init__(
        self,
        base_url: str,
        key: SecretStr,
        *,
        ca_bundle: Path | None,
        pin: str,
        scheme: str,
        api_version: int,
        patience: Patience,
    ) -> None:
        """`ca_bundle` (PEM) replaces the system's trust; `pin`: see `read_pins`. Raises SettingsError."""
        if scheme not in _SCHEMES:
            raise SettingsError(f"The platform's key is sent as {' or '.join(_SCHEMES)}, not as {scheme}.", key="scheme")
        if _KEY.fullmatch(key.get_secret_value()) is None:
            raise SettingsError("The platform's API key is missing, or holds blanks or other characters that no key has.", key="key")
        self._line = Line(base_of(base_url), key, scheme, api_version, trust(ca_bundle), PlatformClock(), read_pins(pin))
        self._patience = patience

    def open(self, stop: Stop) -> Conversation:
        """A conversation with all the patience there is; to be closed."""
        return Conversation(self._line, self._patience, stop)

    def open_check(self) -> Conversation:
        """A conversation for which a person waits: once, and not for long."""
        return Conversation(self._line, replace(self._patience, total=min(_CHECK, self._patience.total), tries=1), Stop())


def base_of(text: str, key: str = "base_url") -> httpx.URL:
    """A base address; raises SettingsError, naming the setting `key`, where it has no host or is without TLS."""
    try:
        url = httpx.URL(text.rstrip("/"))
    except httpx.InvalidURL:
        url = httpx.URL()
    if url.scheme != "https" or not names_host(url) or url.userinfo or url.query or url.fragment:
        raise SettingsError(
            "The platform's address must begin with https:// and name a host.",
            key=key,
            advice="An engineer must correct the platform's address; the station never speaks to it without TLS.",
        )
    return url


def trust(bundle: Path | None) -> ssl.SSLContext:
    """Whom to believe: the bundle alone, or the system's store with certifi's (a bundled program may not find the system's)."""
    if bundle is None:
        context = ssl.create_default_context()
        context.load_verify_locations(certifi.where())
        return context
    try:
        return ssl.create_default_context(cafile=str(bundle))
    except OSError as error:  # ssl.SSLError is one
        raise SettingsError(
            f"The platform's CA bundle {bundle} cannot be read as certificates in PEM.",
            file=str(bundle),
            key="ca_bundle",
            advice="An engineer must correct the path of the platform's CA bundle.",
        ) from error
