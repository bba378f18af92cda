"""How the Authority page says what it is told: every sentence, symbol and tone."""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from PySide6.QtCore import QCoreApplication, QLocale

from app.core.authority import Removal
from app.core.revocation import Reason, Revocation
from app.gui import times
from app.gui.marking import QT_TRANSLATE_NOOP
from app.gui.office import CaView
from app.gui.theme import Tone
from app.gui.widgets.symbols import Symbol
from app.pki.expiry import Ends

REASONS = {
    Reason.UNSPECIFIED: QT_TRANSLATE_NOOP("Authority", "no reason told"),
    Reason.KEY_COMPROMISE: QT_TRANSLATE_NOOP("Authority", "key compromised"),
    Reason.AFFILIATION_CHANGED: QT_TRANSLATE_NOOP("Authority", "changed hands"),
    Reason.SUPERSEDED: QT_TRANSLATE_NOOP("Authority", "replaced by another"),
    Reason.CESSATION_OF_OPERATION: QT_TRANSLATE_NOOP("Authority", "out of use"),
    Reason.PRIVILEGE_WITHDRAWN: QT_TRANSLATE_NOOP("Authority", "not allowed any more"),
}
_KINDS = {
    "device": QT_TRANSLATE_NOOP("Authority", "Device"),
    "ca": QT_TRANSLATE_NOOP("Authority", "CA"),
    "crl": QT_TRANSLATE_NOOP("Authority", "Revocation list"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: what, more of it, and at the right how it stands."""

    tone: Tone
    symbol: Symbol
    title: str
    detail: str
    right: str


def reason_word(reason: Reason) -> str:
    """Why, in plain words."""
    return tr(REASONS[reason])


def days_left(end: datetime, now: datetime) -> str:
    """`5,475 days left`, `ends today`, `ended 3 days ago`."""
    days = (end - now).days
    if days < 0:
        words = tr("ended {days} days ago") if days < -1 else tr("ended a day ago")
        return words.format(days=QLocale().toString(-days))
    if days == 0:
        return tr("ends today")
    return (tr("{days} days left") if days > 1 else tr("one day left")).format(days=QLocale().toString(days))


def validity(certificate: x509.Certificate, now: datetime) -> str:
    """`until 23 Nov 2041 · 5,475 days left`."""
    end = certificate.not_valid_after_utc
    return tr("until {day} · {left}").format(day=times.day(end), left=days_left(end, now))


def tone_of(days: int, ahead: tuple[int, ...]) -> Tone:
    """Ended: fail; within the nearest days: attention; else well."""
    if days < 0:
        return Tone.FAIL
    return Tone.ATTENTION if days < ahead[0] else Tone.PASS


def ending_line(each: Ends, ahead: tuple[int, ...]) -> Line:
    """Something that ends."""
    tone = tone_of(each.days, ahead)
    symbol = {Tone.FAIL: Symbol.FAIL, Tone.ATTENTION: Symbol.ERROR}.get(tone, Symbol.HISTORY)
    words = tr("ended") if each.days < 0 else tr("one day") if each.days == 1 else tr("{days} days")
    left = words.format(days=QLocale().toString(each.days))
    detail = tr("{kind} · {day}").format(kind=tr(_KINDS[each.kind]), day=times.day(each.at))
    return Line(tone if tone is not Tone.PASS else Tone.IDLE, symbol, each.name, detail, left)


def revoked_line(each: Revocation) -> Line:
    """A certificate that was taken back."""
    return Line(Tone.FAIL, Symbol.REFUSED, each.identifier, reason_word(each.reason), times.day(each.at))


def owed_line(each: Removal) -> Line:
    """A certificate that the platform still has."""
    detail = each.problem or tr("not tried yet")
    return Line(Tone.ATTENTION, Symbol.ERROR, each.identifier, detail, times.day(each.since))


def platform_sentence(ca: CaView) -> str:
    """What the platform knows of it."""
    registered = ca.registered
    if registered is None:
        return tr("The platform does not know this CA.")
    day = times.day(registered.at)
    if registered.jitp is None:
        return tr("Known to the platform since {day}; every device is registered by the station.").format(day=day)
    product = registered.jitp.product_name
    if registered.jitp_set:
        return tr("Known to the platform since {day}; unknown devices become part of {product}.").format(day=day, product=product)
    return tr("Known to the platform since {day}; just in time for {product} was to be set by hand.").format(day=day, product=product)


def handover_sentence(ca: CaView, now: datetime) -> str:
    """Who comes after it; empty: nobody."""
    plan = ca.handover
    if plan is None:
        return ""
    if plan.begins <= now:
        return tr("Handed over to {after} on {day}; its certificates stay valid.").format(after=plan.after, day=times.day(plan.begins))
    days = (plan.begins - now).days
    words = (
        tr("Hands over to {after} on {day}, in {days} days; its certificates stay valid.")
        if days > 1
        else tr("Hands over to {after} on {day}, within two days; its certificates stay valid.")
    )
    return words.format(after=plan.after, day=times.day(plan.begins), days=QLocale().toString(days))


def name_of(certificate: x509.Certificate) -> str:
    """The CN, else the whole name."""
    found = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(found[0].value) if found else certificate.subject.rfc4514_string()


def tr(text: str) -> str:
    """In the user's language."""
    return QCoreApplication.translate("Authority", text)
