"""The CA certificates at Peridio: proving that we hold a CA's key, and what happens just in time to devices it vouches for."""

from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import quote

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from app.cloud import PlatformCertificate
from app.cloud.access import Access
from app.cloud.answers import Taken
from app.cloud.conversation import Conversation
from app.cloud.lookups import each_ca
from app.cloud.wire import (
    CaCertificate,
    CaCertificateAnswer,
    CaDescription,
    JitpChange,
    JitpWish,
    LegacyCaCertificateAnswer,
    NewCaCertificate,
    VerificationCode,
    encoded,
)
from app.core.errors import PlatformBadAnswer, PlatformRefused, SettingsError
from app.core.jitp import Jitp
from app.core.waiting import Stop

T = TypeVar("T")


class PeridioAuthorities:
    """Authorities by the PRN form of the API; JITP by the older, name-based form, which alone has it."""

    def __init__(self, access: Access, organization: str = "") -> None:
        """`organization` is its name (not its PRN) for the older form; empty: JITP is set by a person, in the console."""
        self._access = access
        self._organization = organization

    @property
    def sets_jitp(self) -> bool:
        """Whether an organization name is configured."""
        return bool(self._organization)

    def new_code(self, stop: Stop) -> str:
        """A verification code; one whose answer was lost is never used and ends by itself."""
        return self._ask(stop, lambda talk: talk.post("/ca_certificates/verification_codes", None, VerificationCode).verification_code)

    def add(self, ca: x509.Certificate, verification: x509.Certificate, description: str, stop: Stop) -> PlatformCertificate:
        """See Authorities."""
        new = NewCaCertificate(certificate=_encoded(ca), verification_certificate=_encoded(verification), description=description or None)

        def settle(talk: Conversation) -> PlatformCertificate:
            found = _find(talk, ca)
            if found is None:
                with suppress(Taken):  # by someone else just now
                    talk.post("/ca_certificates", new.body(), CaCertificateAnswer)
                found = _find(talk, ca)
            if found is None:
                raise PlatformBadAnswer(f"The platform accepted the CA certificate {ca.serial_number} and does not show it.")
            return _told(found)

        return self._ask(stop, settle)

    def list_(self, stop: Stop) -> tuple[PlatformCertificate, ...]:
        """See Authorities."""
        return self._ask(stop, lambda talk: tuple(_told(found) for found in each_ca(talk)))

    def find(self, ca: x509.Certificate, stop: Stop) -> PlatformCertificate | None:
        """See Authorities."""

        def look(talk: Conversation) -> PlatformCertificate | None:
            found = _find(talk, ca)
            return None if found is None else _told(found)

        return self._ask(stop, look)

    def describe(self, ca: x509.Certificate, description: str, stop: Stop) -> PlatformCertificate:
        """See Authorities."""
        body = CaDescription(description=description).body()

        def change(talk: Conversation) -> PlatformCertificate:
            return _told(talk.put(f"/ca_certificates/{_require(talk, ca).prn}", body, CaCertificateAnswer).ca_certificate)

        return self._ask(stop, change)

    def set_jitp(self, ca: x509.Certificate, jitp: Jitp, stop: Stop) -> PlatformCertificate:
        """See Authorities."""
        if not self._organization:
            raise SettingsError(
                "Just-in-time provisioning can be set from here only where the organization's name is known.",
                key="platform.organization",
                advice="An engineer must put the organization's name into the settings, or set it in the platform's console.",
            )
        wish = JitpWish(
            description=jitp.description,
            product_name=jitp.product_name,
            tags=jitp.tags,
            cohort_prn=jitp.cohort or None,
            target=jitp.target or None,
        )
        path = f"/orgs/{quote(self._organization, safe='')}/ca_certificates/{ca.serial_number}"
        return self._ask(stop, lambda talk: _told(talk.put(path, JitpChange(jitp=wish).body(), LegacyCaCertificateAnswer).data))

    def _ask(self, stop: Stop, work: Callable[[Conversation], T]) -> T:
        with self._access.open(stop) as talk:
            return talk.insist(lambda: work(talk))


def _find(talk: Conversation, ca: x509.Certificate) -> CaCertificate | None:
    serial = str(ca.serial_number)
    return next((found for found in each_ca(talk) if found.serial == serial), None)


def _require(talk: Conversation, ca: x509.Certificate) -> CaCertificate:
    found = _find(talk, ca)
    if found is None:
        raise PlatformRefused(
            f"The platform does not have the CA certificate {ca.subject.rfc4514_string()} (serial {ca.serial_number}).",
            status=HTTPStatus.NOT_FOUND,
            advice="A supervisor must register the CA with the platform first.",
        )
    return found


def _told(found: CaCertificate) -> PlatformCertificate:
    return PlatformCertificate(found.prn, int(found.serial), found.not_before, found.not_after, found.description or "")


def _encoded(certificate: x509.Certificate) -> str:
    return encoded(certificate.public_bytes(Encoding.PEM))
