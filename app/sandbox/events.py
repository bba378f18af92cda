"""What the platform notes of its devices, in the shapes of GET /events."""

from collections.abc import Mapping
from typing import Any

from cryptography import x509

from app.sandbox.certificates import common_name, fingerprint
from app.sandbox.state import Row, State

_MONITORED = ("peridio-", "x-peridio-")
"""The headers by which a device tells its release."""


class Events:
    """The platform's notes; every use is inside a transaction of the state."""

    def __init__(self, state: State) -> None:
        self._state = state

    def created(self, device: Row) -> None:
        """A device was created, by hand or on first contact."""
        self._note("created", {"device": _device(device)}, device["prn"])

    def updated(self, device: Row) -> None:
        """A device was changed."""
        told = _device(device) | {name: device[name] for name in ("description", "quarantined", "tags") if device[name] is not None}
        self._note("updated", {"device": told}, device["prn"])

    def connected(self, device: Row, certificate: x509.Certificate, route: str, headers: Mapping[str, str]) -> None:
        """A device spoke to the Device API and was known."""
        content = {
            "device": _device(device),
            "certificate": _certificate(certificate),
            "ip_address": "127.0.0.1",
            "route": route,
            "headers": {name: value for name, value in headers.items() if name.startswith(_MONITORED)},
        }
        self._note("connected", content, device["prn"])

    def authentication_failed(
        self, reason: str, certificate: x509.Certificate | None, ca: x509.Certificate | None = None, device: Row | None = None
    ) -> None:
        """Somebody spoke to the Device API and was sent away: `jitp_disabled`, `jitp_failed`, `multi_cert_jitr_disabled`."""
        content: dict[str, Any] = {
            "reason": reason,
            "ip_address": "127.0.0.1",
            "certificate": certificate and _certificate(certificate),
            "ca_certificate": ca and {"common_name": common_name(ca), "fingerprint": fingerprint(ca)},
        }
        if device is not None:
            content["device"] = _device(device)
        self._note("authentication_failed", content, None if device is None else device["prn"])

    def _note(self, subtype: str, content: dict[str, Any], prn: str | None) -> None:
        body = {"type": subtype, "data": content}
        self._state.insert("event", type="device", subtype=subtype, actor_prn=prn, resource_prn=prn, body=body)


def shape(row: Row) -> dict[str, Any]:
    """An event as it is answered."""
    told = {
        "prn": row["prn"],
        "type": row["type"],
        "event_subtype": row["subtype"],
        "version": 1,
        "inserted_at": row["inserted_at"],
        "data": row["body"],
    }
    return told | {name: row[name] for name in ("actor_prn", "resource_prn") if row[name]}


def _device(device: Row) -> dict[str, Any]:
    return {"prn": device["prn"], "identifier": device["identifier"]}


def _certificate(certificate: x509.Certificate) -> dict[str, str]:
    told = {"common_name": common_name(certificate), "fingerprint": fingerprint(certificate)}
    try:
        key = certificate.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value.key_identifier
    except (x509.ExtensionNotFound, ValueError):
        key = None
    return told | ({"authority_key_identifier": key.hex().upper()} if key else {})
