"""The sandbox's Device API: who comes with which certificate, known, unknown, or vouched for by a CA."""

from http import HTTPStatus

from cryptography import x509

from app.sandbox.answers import Answer, Refusal, Request, forbidden, missing, said
from app.sandbox.certificates import columns, common_name, expired, fingerprint, signed
from app.sandbox.events import Events
from app.sandbox.state import Row, State, now


class DeviceApi:
    """Answers `GET /device/me` to devices; the TLS handshake has already proven that they hold their certificate's key."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._events = Events(state)

    def answer(self, request: Request) -> Answer:
        """The answer to one request of the device whose certificate is `request.peer`."""
        certificate = x509.load_der_x509_certificate(request.peer)
        with self._state.transaction():  # a refusal is an answer, not an exception: the event that tells of it must stay
            try:
                device = self._device(certificate)
                device = self._state.update("device", device["prn"], last_connected_at=now())
                self._events.connected(device, certificate, request.path, request.headers)
                if (request.method, request.path) != ("GET", "/device/me"):
                    raise missing()
            except Refusal as refusal:
                return said(refusal.document, refusal.status)
        return said({"data": {"identifier": device["identifier"], "quarantined": device["quarantined"]}}, HTTPStatus.OK)

    def rejected(self) -> None:
        """A handshake failed: no CA and no certificate that we know vouches for whoever came."""
        with self._state.transaction():
            self._events.authentication_failed("jitp_failed", None)

    def _device(self, certificate: x509.Certificate) -> Row:
        known = self._state.find("device_certificate", fingerprint=fingerprint(certificate))
        if known is not None:
            device = self._state.find("device", prn=known["device_prn"])
            if device is not None:
                return device
        return self._just_in_time(certificate)

    def _just_in_time(self, certificate: x509.Certificate) -> Row:
        ca_row, ca = self._authority(certificate)
        identifier = common_name(certificate)
        namesake = self._state.find("device", identifier=identifier)
        if namesake is not None:
            self._events.authentication_failed("multi_cert_jitr_disabled", certificate, ca, namesake)
            raise forbidden()
        if ca_row is None or ca is None or (ca_row["jitp"] and (expired(ca) or expired(certificate) or not identifier)):
            self._events.authentication_failed("jitp_failed", certificate, ca)
            raise forbidden()
        if not ca_row["jitp"]:
            self._events.authentication_failed("jitp_disabled", certificate, ca)
            raise forbidden()
        return self._create(certificate, ca, ca_row["jitp"], identifier)

    def _create(self, certificate: x509.Certificate, ca: x509.Certificate, jitp: Row, identifier: str) -> Row:
        product = self._state.find("product", name=jitp["product_name"])
        if product is None or self._state.find("device_certificate", serial=str(certificate.serial_number)) is not None:
            self._events.authentication_failed("jitp_failed", certificate, ca)
            raise forbidden()
        wishes = {name: jitp.get(name) for name in ("description", "tags", "cohort_prn", "target")}
        device = self._state.insert("device", identifier=identifier, product_prn=product["prn"], **wishes)
        self._state.insert("device_certificate", device_prn=device["prn"], product_prn=product["prn"], **columns(certificate))
        self._events.created(device)
        return device

    def _authority(self, certificate: x509.Certificate) -> tuple[Row | None, x509.Certificate | None]:
        for row in self._state.list_("ca_certificate"):
            ca = x509.load_der_x509_certificate(row["der"])
            if signed(certificate, ca):
                return row, ca
        return None, None
