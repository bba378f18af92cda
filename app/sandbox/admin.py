"""The sandbox's Admin API: who may ask, which route it is, and what the resources answer."""

import hashlib
import hmac
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from pydantic import SecretStr

from app.sandbox import events
from app.sandbox.answers import Answer, Refusal, Request, coded, forbidden, missing, said, taken, wrong
from app.sandbox.authorities import Authorities
from app.sandbox.certificates import columns, common_name, read, require_device
from app.sandbox.events import Events
from app.sandbox.listing import listed
from app.sandbox.search import EXACT, TEXT, WHEN, Clause, Keys
from app.sandbox.state import ORGANIZATION, AlreadyThere, Row, State

_VERSIONS = frozenset({"", "1", "2"})
_SCHEMES = ("Bearer ", "Token ")
_WHENEVER: dict[str, frozenset[str]] = {"inserted_at": WHEN, "updated_at": WHEN, "prn": EXACT}
_SEARCH: dict[str, Keys] = {
    "device": _WHENEVER
    | {"cohort_prn": EXACT, "description": TEXT, "identifier": TEXT, "last_connected_at": WHEN, "product_prn": EXACT, "target": TEXT},
    "device_certificate": _WHENEVER | {"device_prn": EXACT, "product_prn": EXACT},
    "ca_certificate": _WHENEVER | {"description": TEXT},
    "product": _WHENEVER | {"name": TEXT, "archived": EXACT},
}
_EVENT_QUERY = {
    "type": ("type", ":"),
    "subtype": ("subtype", ":"),
    "actor_prn": ("actor_prn", ":"),
    "resource_prn": ("resource_prn", ":"),
    "inserted_at_gte": ("inserted_at", ">="),
    "inserted_at_lt": ("inserted_at", "<"),
}
_NULLABLE = ("description", "tags", "target")
"""What the API tells as null; what else a device lacks is left out."""

_KINDS: dict[str, type] = {"cohort_prn": str, "description": str, "quarantined": bool, "tags": list, "target": str}
"""What may be said of a device besides who it is."""

Route = tuple[str, tuple[str, ...], Callable[..., Answer]]


class AdminApi:
    """Answers one request at a time; `trust` is told of every certificate by which a device may come."""

    def __init__(self, state: State, key: SecretStr, trust: Callable[[bytes], None], quota: int | None = None) -> None:
        self._state = state
        self._quota = quota
        self._key = hashlib.sha256(key.get_secret_value().encode()).digest()
        self._trust = trust
        self._events = Events(state)
        authorities = Authorities(state, trust)
        self._routes: list[Route] = [
            _route("GET /users/me", lambda _: said({"data": {"email": "sandbox@birthmark.invalid", "username": "sandbox"}})),
            _route("GET /events", self._list_events),
            _route("GET /products", lambda request: self._list(request, "product", "products")),
            _route("POST /products", self._create_product),
            _route("GET /products/*", lambda _, prn: said({"data": shape(self._get("product", prn))})),
            _route("GET /devices", lambda request: self._list(request, "device", "devices")),
            _route("POST /devices", self._create_device),
            _route("GET /devices/*", lambda _, prn: said({"device": shape(self._get("device", prn))})),
            _route("PATCH /devices/*", self._update_device),
            _route("DELETE /devices/*", lambda _, prn: self._delete("device", prn)),
            _route("GET /device_certificates", lambda request: self._list(request, "device_certificate", "device_certificates")),
            _route("POST /device_certificates", self._create_certificate),
            _route("GET /device_certificates/*", lambda _, prn: said({"device_certificate": shape(self._get("device_certificate", prn))})),
            _route("DELETE /device_certificates/*", lambda _, prn: self._delete("device_certificate", prn)),
            _route("GET /ca_certificates", lambda request: self._list(request, "ca_certificate", "ca_certificates")),
            _route("POST /ca_certificates/verification_codes", lambda _: said(authorities.code(), HTTPStatus.CREATED)),
            _route(
                "POST /ca_certificates",
                lambda request: said({"ca_certificate": shape(authorities.create(request.document()))}, HTTPStatus.CREATED),
            ),
            _route("GET /ca_certificates/*", lambda _, prn: said({"ca_certificate": shape(self._get("ca_certificate", prn))})),
            _route(
                "PUT /ca_certificates/*",
                lambda request, prn: said(
                    {"ca_certificate": shape(authorities.describe(self._get("ca_certificate", prn), request.document()))}
                ),
            ),
            _route("DELETE /ca_certificates/*", lambda _, prn: self._delete("ca_certificate", prn)),
            _route("GET /orgs/*/ca_certificates", self._legacy(lambda _: [shape(row) for row in state.list_("ca_certificate")])),
            _route("POST /orgs/*/ca_certificates/verification_codes", self._legacy(lambda _: authorities.code(), HTTPStatus.CREATED)),
            _route(
                "POST /orgs/*/ca_certificates",
                self._legacy(lambda request: shape(authorities.create(request.document())), HTTPStatus.CREATED),
            ),
            _route("GET /orgs/*/ca_certificates/*", self._legacy(lambda _, serial: shape(authorities.get(serial)))),
            _route(
                "PUT /orgs/*/ca_certificates/*",
                self._legacy(lambda request, serial: shape(authorities.set_jitp(authorities.get(serial), request.document()))),
            ),
        ]

    def answer(self, request: Request) -> Answer:
        """The answer to one request; what it changes is there when it is given, or not at all."""
        try:
            self._require_key(request)
            with self._state.transaction():
                return self._dispatch(request)
        except AlreadyThere as error:
            refusal = taken("serial" if error.column == "fingerprint" else error.column)  # the same certificate has the same serial
        except Refusal as error:
            refusal = error
        return said(refusal.document, refusal.status)

    def _require_key(self, request: Request) -> None:
        header = request.headers.get("authorization", "")
        key = next((header.removeprefix(scheme) for scheme in _SCHEMES if header.startswith(scheme)), "")
        if not hmac.compare_digest(hashlib.sha256(key.encode()).digest(), self._key):
            raise coded(HTTPStatus.UNAUTHORIZED, "unauthorized")
        if request.headers.get("x-api-version", "") not in _VERSIONS:
            raise coded(HTTPStatus.BAD_REQUEST, "unsupported_api_version", version=request.headers["x-api-version"])

    def _dispatch(self, request: Request) -> Answer:
        parts = tuple(request.path.strip("/").split("/"))
        for method, pattern, act in self._routes:
            if (
                method == request.method
                and len(parts) == len(pattern)
                and all(want in ("*", part) for want, part in zip(pattern, parts, strict=True))
            ):
                return act(request, *(part for want, part in zip(pattern, parts, strict=True) if want == "*"))
        raise missing()

    def _get(self, table: str, prn: str) -> Row:
        row = self._state.find(table, prn=prn)
        if row is None:
            raise missing()
        return row

    def _delete(self, table: str, prn: str) -> Answer:
        self._state.delete(table, self._get(table, prn)["prn"])
        return Answer(HTTPStatus.NO_CONTENT)

    def _list(self, request: Request, table: str, name: str) -> Answer:
        rows, following = listed(self._state, table, request.query, _SEARCH[table])
        return said({name: [shape(row) for row in rows]} | following)

    def _list_events(self, request: Request) -> Answer:
        clauses = [Clause(*_EVENT_QUERY[name], value) for name, value in request.query.items() if name in _EVENT_QUERY]
        rows, following = listed(self._state, "event", request.query, {}, clauses)
        return said({"events": [events.shape(row) for row in rows]} | following)

    def _create_product(self, request: Request) -> Answer:
        name = request.document().get("name")
        if not isinstance(name, str) or not name:
            raise wrong(name="can't be blank")
        return said({"product": shape(self._state.insert("product", name=name))}, HTTPStatus.CREATED)

    def _create_device(self, request: Request) -> Answer:
        document = request.document()
        identifier = document.get("identifier")
        if not isinstance(identifier, str) or not identifier:
            raise wrong(identifier="can't be blank")
        product = self._product(document)
        if (
            self._quota is not None
            and self._state.find("device", identifier=identifier) is None
            and self._state.count("device") >= self._quota
        ):
            raise wrong(organization=f"may have {self._quota} devices, and has as many")
        device = self._state.insert("device", identifier=identifier, product_prn=product, **_optional(document))
        self._events.created(device)
        return said({"device": shape(device)}, HTTPStatus.CREATED)

    def _update_device(self, request: Request, prn: str) -> Answer:
        document = request.document()
        changes = _optional(document)
        if "product_prn" in document:
            changes["product_prn"] = self._product(document)
        device = self._state.update("device", self._get("device", prn)["prn"], **changes)
        self._events.updated(device)
        return said({"device": shape(device)})

    def _product(self, document: dict[str, Any]) -> str:
        product = self._state.find("product", prn=str(document.get("product_prn")))
        if product is None:
            raise wrong(product_prn="does not exist")
        if product["archived"]:
            raise forbidden()
        return str(product["prn"])

    def _create_certificate(self, request: Request) -> Answer:
        document = request.document()
        device = self._state.find("device", prn=str(document.get("device_prn")))
        if device is None:
            raise wrong(device_prn="does not exist")
        certificate = read(document, "certificate")
        require_device(certificate)
        namesake = self._state.find("device_certificate", common_name=common_name(certificate))
        if namesake is not None and namesake["device_prn"] != device["prn"]:
            raise taken("common_name")
        row = self._state.insert("device_certificate", device_prn=device["prn"], product_prn=device["product_prn"], **columns(certificate))
        self._trust(row["der"])
        return said({"device_certificate": shape(row)}, HTTPStatus.CREATED)

    def _legacy(self, act: Callable[..., Any], status: int = HTTPStatus.OK) -> Callable[..., Answer]:
        """A route of the older form: it names the organization, and wraps its answer in `data`."""

        def answer(request: Request, organization: str, *rest: str) -> Answer:
            if organization != ORGANIZATION:
                raise forbidden()
            return said({"data": act(request, *rest)}, status)

        return answer


def _route(pattern: str, act: Callable[..., Answer]) -> Route:
    method, _, path = pattern.partition(" ")
    return method, tuple(path.strip("/").split("/")), act


def _optional(document: dict[str, Any]) -> Row:
    found = {}
    for name, kind in _KINDS.items():
        if name not in document:
            continue
        value = document[name]
        if value is not None and not isinstance(value, kind):
            raise wrong(**{name: "is invalid"})
        if isinstance(value, list) and not all(isinstance(entry, str) for entry in value):
            raise wrong(**{name: "is invalid"})
        found[name] = value
    return found


_TOLD = (
    *("prn", "name", "archived", "identifier", "product_prn", "cohort_prn", "description", "quarantined", "tags", "target"),
    *("last_connected_at", "serial", "not_before", "not_after", "inserted_at", "updated_at"),
)
_CERTIFICATE = ("prn", "serial", "not_before", "not_after", "description")


def shape(row: Row) -> Row:
    """A row as the API tells it: of a certificate only serial and validity, never PEM nor fingerprint."""
    if "der" in row:
        return {name: row[name] for name in _CERTIFICATE if row.get(name) is not None}
    nullable = _NULLABLE if "identifier" in row else ()
    return {name: row[name] for name in _TOLD if name in row and (row[name] is not None or name in nullable)}
