"""Making a CA known to the platform: its code, our proof, and what is to happen just in time."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from app.cloud import Authorities
from app.core.authority import Registered
from app.core.errors import CeremonyRefused
from app.core.jitp import Jitp
from app.core.recipe import shown
from app.core.waiting import Stop
from app.pki import Authority

_COHORT = re.compile("prn:1:[0-9a-f-]+:cohort:[0-9a-f-]+")
"""As in a recipe."""


class Part(StrEnum):
    """What is done, in this order."""

    LOOK = "look"
    CODE = "code"
    PROOF = "proof"
    REGISTER = "register"
    JITP = "jitp"


PART_WORDS = {
    Part.LOOK: "Asking the platform whether it knows this CA",
    Part.CODE: "Asking the platform for a verification code",
    Part.PROOF: "Signing the code with the CA's key",
    Part.REGISTER: "Registering the CA",
    Part.JITP: "Setting what happens just in time",
}


class Register(Protocol):
    """What is remembered; the ledger's book does."""

    def add_registration(self, registered: Registered) -> None:
        """Remember how the platform was told of a CA."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """How a CA is to be introduced to the platform."""

    description: str = ""
    jitp: Jitp | None = None


def require_introduction(wish: Introduction) -> None:
    """Raise CeremonyRefused where something is missing or wrong without which just-in-time provisioning makes no devices."""
    jitp = wish.jitp
    if jitp is None:
        return
    if not jitp.product_name.strip():
        raise CeremonyRefused("Just-in-time provisioning needs the name of the product that devices become part of.")
    if jitp.product_name.startswith("prn:"):
        raise CeremonyRefused(f"{shown(jitp.product_name)} is a PRN; just-in-time provisioning takes the product's name.")
    if jitp.cohort and _COHORT.fullmatch(jitp.cohort) is None:
        raise CeremonyRefused(f"{shown(jitp.cohort)} is no cohort's PRN, which looks like prn:1:ORGANIZATION:cohort:ID.")


def introduce(
    authority: Authority,
    platform: Authorities,
    book: Register,
    wish: Introduction,
    *,
    url: str,
    who: str,
    now: Callable[[], datetime],
    stop: Stop,
    tell: Callable[[Part], None],
) -> Registered:
    """Make the platform know this CA and remember what was set; what is there already is found, never made twice.

    `tell` hears each part before it begins. Raises CeremonyRefused, PkiError, CloudError, StoreError, Cancelled.
    """
    require_introduction(wish)
    authority.check()
    ca = authority.chain[0]
    tell(Part.LOOK)
    found = platform.find(ca, stop)
    if found is None:
        tell(Part.CODE)
        code = platform.new_code(stop)
        tell(Part.PROOF)
        proof = authority.verification(code)
        tell(Part.REGISTER)
        found = platform.add(ca, proof, wish.description, stop)
    elif wish.description and found.description != wish.description:
        tell(Part.REGISTER)
        found = platform.describe(ca, wish.description, stop)
    done = Registered(
        at=now(),
        fingerprint=ca.fingerprint(hashes.SHA256()).hex(),
        platform=url,
        prn=found.prn,
        description=wish.description or found.description,
        who=who,
        jitp=wish.jitp,
    )
    if wish.jitp is None or not platform.sets_jitp:
        book.add_registration(done)
        return done
    tell(Part.JITP)
    book.add_registration(done)  # before: where the next call fails, it is known that the CA is there and this is still to be set
    platform.set_jitp(ca, wish.jitp, stop)
    set_now = Registered(now(), done.fingerprint, url, done.prn, done.description, who, wish.jitp, jitp_set=True)
    book.add_registration(set_now)
    return set_now


def told(registered: Registered, ca: x509.Certificate) -> tuple[str, ...]:
    """What came of it, and what a person still has to do, in sentences."""
    sentences = [f"The platform at {registered.platform} knows this CA as {registered.prn}."]
    if registered.jitp is None:
        return (*sentences, "Devices are not made just in time: each one is registered by the station.")
    if registered.jitp_set:
        sentences.append("A device that connects with a certificate of this CA is made just in time, like this:")
    else:
        sentences.append(
            "The station may not set just-in-time provisioning, since the organization's name is not in its settings. Somebody must open"
            f" the platform's web console, choose the CA certificate with serial number {ca.serial_number}, switch just-in-time"
            " provisioning on, and enter exactly this:"
        )
    return (*sentences, *_lines(registered.jitp))


def _lines(jitp: Jitp) -> list[str]:
    facts = {
        "Product": jitp.product_name,
        "Cohort": jitp.cohort,
        "Tags": ", ".join(jitp.tags),
        "Description": jitp.description,
        "Target": jitp.target,
    }
    return [f"{name}: {value or 'leave empty'}" for name, value in facts.items()]
