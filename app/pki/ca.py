"""Whether a CA certificate may sign device certificates, and may do so today."""

from datetime import datetime, timedelta
from itertools import pairwise

from cryptography import x509
from cryptography.exceptions import InvalidSignature

from app.core.errors import CaExpired, CaUnsuitable
from app.core.recipe import shown
from app.pki.keys import find_weakness

_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
"""Not by strftime: Qt sets the process's locale, and these sentences are English."""


def require_ca(chain: tuple[x509.Certificate, ...], public_key: object) -> None:
    """Raise CaUnsuitable unless the first certificate is this key's and may sign devices, and each next one signed the one before."""
    if not chain:
        raise CaUnsuitable("There is no CA certificate.")
    if chain[0].public_key() != public_key:
        raise CaUnsuitable(f"The CA certificate {_name(chain[0])} does not belong to the CA's key.")
    if weakness := find_weakness(public_key):
        raise CaUnsuitable(f"The CA {_name(chain[0])} cannot be used: its key {weakness}.")
    for below, certificate in enumerate(chain):
        _require_may_sign(certificate, below)
    for lower, upper in pairwise(chain):
        try:
            lower.verify_directly_issued_by(upper)
        except (ValueError, TypeError, InvalidSignature) as error:
            raise CaUnsuitable(f"The CA certificate {_name(lower)} is not signed by {_name(upper)}.") from error


def _require_may_sign(certificate: x509.Certificate, below: int) -> None:
    """Raise CaUnsuitable unless it is a CA that may sign and may have `below` CAs under it (RFC 5280, 4.2.1.3 and 4.2.1.9)."""
    try:
        constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
        may_sign = certificate.extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign
    except x509.ExtensionNotFound as error:
        raise CaUnsuitable(f"The certificate {_name(certificate)} does not say that it may sign others.") from error
    except ValueError as error:
        raise CaUnsuitable(f"The extensions of the CA certificate {_name(certificate)} cannot be read.") from error
    if not constraints.ca:
        raise CaUnsuitable(f"The certificate {_name(certificate)} is not a CA's.")
    if not may_sign:
        raise CaUnsuitable(f"The CA certificate {_name(certificate)} may not sign certificates.")
    if constraints.path_length is not None and constraints.path_length < below:
        raise CaUnsuitable(f"The CA certificate {_name(certificate)} allows {constraints.path_length} CAs below it; there are {below}.")


def require_valid_ca(chain: tuple[x509.Certificate, ...], now: datetime) -> None:
    """Raise CaExpired, with the date in words, unless every CA certificate is valid now."""
    for certificate in chain:
        begin, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
        if now < begin:
            raise CaExpired(
                f"The CA certificate {_name(certificate)} is not valid before {day(begin)}; this station's clock says {day(now)}.",
                advice="Check the station's clock. If it is right, a supervisor must bring in a valid CA certificate.",
            )
        if now >= end:
            raise CaExpired(f"The CA certificate {_name(certificate)} expired on {day(end)} ({_ago(now - end)}).")


def day(moment: datetime) -> str:
    """A date that nobody can misread: `3 March 2026` (UTC)."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _ago(time: timedelta) -> str:
    return {0: "today", 1: "1 day ago"}.get(time.days, f"{time.days} days ago")


def _name(certificate: x509.Certificate) -> str:
    return shown(certificate.subject.rfc4514_string() or f"with serial {certificate.serial_number:x}")
