"""Calling the Device API as a device does: mutual TLS with the new identity, and what the platform then says of it."""

import io
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import cast

import httpx
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from pydantic import ValidationError

from app.cloud import Me
from app.cloud.access import base_of, trust
from app.cloud.answers import reason, refusal, request_id, translated
from app.cloud.insisting import Patience, insist
from app.cloud.transport import Transport, Watch
from app.cloud.wire import MeAnswer
from app.core.chain import Chain
from app.core.device import Address
from app.core.errors import ContactRefused, PlatformBadAnswer
from app.core.tlsidentity import load_identity
from app.core.waiting import Deadline, Stop

_PATH = "/device/me"
_HEADERS = {"accept": "application/json", "accept-encoding": "identity", "user-agent": "birthmark"}
_LARGEST = 1 << 16
_PORT = 443


class PeridioDeviceApi:
    """A DeviceApi."""

    def __init__(self, base_url: str, *, ca_bundle: Path | None = None, patience: Patience = Patience()) -> None:  # noqa: B008  # frozen
        """`ca_bundle` (PEM) replaces the system's trust, here and on the device. Raises SettingsError."""
        self._base = base_of(base_url, "device_url")
        self._bundle = ca_bundle
        self._patience = patience
        trust(ca_bundle)

    def place(self, address: str) -> Address:
        """See DeviceApi."""
        url = base_of(address, "proof.device_api") if address else self._base
        return Address(url.host, url.port or _PORT, b"" if self._bundle is None else self._bundle.read_bytes())

    def call(self, key: CertificateIssuerPrivateKeyTypes, chain: Chain, stop: Stop) -> Me:
        """See DeviceApi."""
        context = trust(self._bundle)
        load_identity(context, (chain.leaf, *chain.issuers), key)
        watch = Watch(stop, Deadline(self._patience.total), self._patience.connect)
        with closing(Transport(self._base, context, watch)) as transport:
            return insist(lambda: self._ask(transport, watch), self._patience, watch.total, stop)

    def understand(self, answer: bytes) -> Me:
        """See DeviceApi."""
        response = HTTPResponse(cast("io.RawIOBase", _Told(answer)))  # type: ignore[arg-type]  # it only ever calls makefile
        try:
            response.begin()
            body = response.read(_LARGEST)
        except (HTTPException, ValueError, OSError) as error:
            raise PlatformBadAnswer("What the device was answered is not HTTP.") from error
        return _me(response.status, httpx.Headers(list(response.headers.items())), body)

    def _ask(self, transport: Transport, watch: Watch) -> Me:
        watch.begin(self._patience.answer)
        with translated(self._base.host), _turned_away():
            heard = transport.exchange("GET", _PATH, _HEADERS, largest=_LARGEST)
        return _me(heard.status, heard.headers, heard.body)


class _Told:
    """What http.client takes for a socket: an answer that is here already."""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer

    def makefile(self, mode: str) -> io.BytesIO:
        """The answer, to be read."""
        del mode
        return io.BytesIO(self._answer)


@contextmanager
def _turned_away() -> Iterator[None]:
    """An alert of the other side is its verdict on the device's certificate (RFC 8446 §6.2), not a broken line."""
    try:
        yield
    except ssl.SSLCertVerificationError:
        raise
    except ssl.SSLError as error:
        if "ALERT" not in (error.reason or ""):
            raise
        raise ContactRefused(
            "The platform turned the device away in the TLS handshake: it believes neither the device's certificate nor its CA."
        ) from error


def _me(status: int, headers: httpx.Headers, body: bytes) -> Me:
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        said = reason(body)
        told = f": {said}" if said else ""
        raise ContactRefused(f"The platform knows the device's certificate or its CA, and does not let it in{told} ({status}).")
    if status != HTTPStatus.OK:
        raise refusal(status, headers, body, "")
    try:
        data = MeAnswer.model_validate_json(body).data
    except ValidationError as error:
        raise PlatformBadAnswer("The platform answers a device what cannot be read as its API.") from error
    return Me(data.identifier, request_id(headers))
