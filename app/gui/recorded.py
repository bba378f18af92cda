"""A record in plain words: what happened, what the certificate says, what the platform answered."""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from PySide6.QtCore import QCoreApplication, QLocale

from app.core.chain import Chain
from app.core.run import Outcome, ReceiptState, Record, Step, StepResult
from app.gui import times
from app.gui.language import said
from app.gui.marking import QT_TRANSLATE_NOOP
from app.gui.says import step_word
from app.gui.theme import Tone
from app.gui.widgets.symbols import Symbol
from app.store import RunRow

OUTCOMES: dict[Outcome | None, tuple[Tone, Symbol, str]] = {
    Outcome.PASSED: (Tone.PASS, Symbol.PASS, QT_TRANSLATE_NOOP("Recorded", "PASS")),
    Outcome.FAILED: (Tone.FAIL, Symbol.FAIL, QT_TRANSLATE_NOOP("Recorded", "FAIL")),
    Outcome.ERROR: (Tone.ATTENTION, Symbol.ERROR, QT_TRANSLATE_NOOP("Recorded", "ERROR")),
    Outcome.ABORTED: (Tone.IDLE, Symbol.STOPPED, QT_TRANSLATE_NOOP("Recorded", "STOPPED")),
    None: (Tone.RUNNING, Symbol.RING, QT_TRANSLATE_NOOP("Recorded", "RUNNING")),
}
"""How each outcome looks in a list; None: the run has not ended."""

OWED = (Tone.ATTENTION, Symbol.PASS, QT_TRANSLATE_NOOP("Recorded", "OWED"))
"""How a unit looks that passed, and of which the platform is still to be told."""

_GROUP = 2


@dataclass(frozen=True, slots=True)
class Happened:
    """One step of the past."""

    tone: Tone
    symbol: Symbol
    sentence: str
    took: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a card."""

    title: str
    value: str
    mono: bool = False
    """A number or a name that somebody may want to copy."""


def row_look(row: RunRow) -> tuple[Tone, Symbol, str]:
    """How a run looks in a list: colour, shape and word."""
    tone, symbol, word = OWED if row.owed and row.outcome is Outcome.PASSED else OUTCOMES[row.outcome]
    return tone, symbol, _tr(word)


def outcome_word(outcome: Outcome | None) -> str:
    """How a run ended, in one word."""
    return _tr(OUTCOMES[outcome][2])


def headline(record: Record) -> str:
    """When, where, by whom."""
    start = record.start
    if not start.operator:
        return _tr("{when} · tray {tray}").format(when=times.full(start.at), tray=start.tray)
    return _tr("{when} · tray {tray} · {operator}").format(when=times.full(start.at), tray=start.tray, operator=start.operator)


def happenings(record: Record) -> list[Happened]:
    """Every step that was begun, in order."""
    return [_happened(result, record) for result in record.steps]


def certificate_facts(record: Record, now: datetime) -> list[Fact]:
    """The certificate in plain words; none where none was made."""
    if record.chain is None:
        return []
    chain, leaf = record.chain, record.chain.leaf
    return [
        Fact(_tr("Who"), _common_name(leaf.subject)),
        Fact(_tr("Issued by"), _issuers(chain)),
        Fact(_tr("Valid"), _validity(chain, now)),
        Fact(_tr("Key"), _key(record)),
        Fact(_tr("Serial"), _grouped(chain.serial, _GROUP, ":"), mono=True),
        Fact(_tr("SHA-256"), chain.fingerprint, mono=True),
    ]


def _validity(chain: Chain, now: datetime) -> str:
    if chain.endless:
        return _tr("without end")
    end = chain.leaf.not_valid_after_utc
    left = (end - now).days
    words = _tr("ended on {day}") if left < 0 else _tr("until {day} (one day left)") if left == 1 else _tr("until {day} ({days} days left)")
    return words.format(day=times.day(end), days=QLocale().toString(left))


def platform_facts(record: Record) -> list[Fact]:
    """What the platform answered; one line that says so where it was not asked."""
    receipt = record.receipt
    if receipt is None:
        return []
    if receipt.state is not ReceiptState.REGISTERED:
        return [Fact(_tr("Device"), _tr(_STANDS[receipt.state]))]
    facts = [Fact(_tr("Device"), receipt.device, mono=True), Fact(_tr("Certificate"), receipt.certificate, mono=True)]
    return facts + [Fact(_tr("Request"), request, mono=True) for request in receipt.requests[:2]]


def recipe_facts(record: Record) -> list[Fact]:
    """What was made, and of what."""
    start, identity = record.start, record.identity
    facts = [Fact(_tr("Recipe"), f"{start.recipe} {start.recipe_version}"), Fact(_tr("Digest"), start.recipe_digest, mono=True)]
    if start.order:
        facts.insert(0, Fact(_tr("Order"), start.order))
    if identity is not None and identity.firmware:
        facts.append(Fact(_tr("Firmware"), identity.firmware))
    if identity is not None and identity.chip:
        facts.append(Fact(_tr("Chip"), identity.chip, mono=True))
    return [*facts, Fact(_tr("Socket"), start.port.socket, mono=True), Fact(_tr("Run"), str(start.run), mono=True)]


def _happened(result: StepResult, record: Record) -> Happened:
    took = times.took(result.seconds)
    if result.failure is None:
        return Happened(Tone.PASS, Symbol.PASS, step_sentence(result, record.chain), took)
    tone, symbol, _ = OUTCOMES[result.failure.outcome]
    sentence = _tr("{step}: {message}").format(step=step_word(result.step), message=said(result.failure.message))
    return Happened(tone, symbol, sentence, took)


def step_sentence(result: StepResult, chain: Chain | None = None) -> str:
    """One whole sentence for what the step did; facts only fill it. The issuer's name is read out of the chain where there is one."""
    facts = result.facts
    yes = {name for name, value in facts.items() if value == "yes"}
    origin = "station" if facts.get("origin") == "station" else "device"
    sentence = {
        Step.IDENTIFY: QT_TRANSLATE_NOOP("Recorded", "Identified as {model}"),
        Step.ADMIT: QT_TRANSLATE_NOOP("Recorded", "Admitted: no other unit has this identity"),
        Step.KEY: _KEYS["found" if "found" in yes else origin],
        Step.ISSUE: (
            QT_TRANSLATE_NOOP("Recorded", "Its certificate of before is used again, by {issuer}")
            if "reused" in yes
            else QT_TRANSLATE_NOOP("Recorded", "Certificate issued by {issuer}")
        ),
        Step.INJECT: QT_TRANSLATE_NOOP("Recorded", "Certificate written to the device"),
        Step.PROVE: (
            QT_TRANSLATE_NOOP("Recorded", "Read back; possession proven by a signature")
            if "signature" in yes
            else QT_TRANSLATE_NOOP("Recorded", "Read back; not proven by signature")
        ),
        Step.LOCK: QT_TRANSLATE_NOOP("Recorded", "Device locked for good"),
        Step.CONTACT: (
            QT_TRANSLATE_NOOP("Recorded", "The device called the platform with its new identity and was let in")
            if facts.get("by") == "device"
            else QT_TRANSLATE_NOOP("Recorded", "The station called the platform as the device and was let in")
        ),
        Step.LABEL: QT_TRANSLATE_NOOP("Recorded", "Label made for the printer"),
        Step.RETIRE: (
            QT_TRANSLATE_NOOP("Recorded", "The old certificate is taken back; the platform still has it: {owed}")
            if "owed" in facts
            else QT_TRANSLATE_NOOP("Recorded", "The old certificate is taken back and gone from the platform")
        ),
        Step.REGISTER: _REGISTERED["created" if "created" in yes else facts.get("state", ReceiptState.REGISTERED)],
    }[result.step]
    issuer = _common_name(chain.leaf.issuer) if chain else facts.get("issuer", "").removeprefix("CN=")
    return _tr(sentence).format(
        model=facts.get("model", ""), kind=_kind_word(facts.get("key", "")), issuer=issuer, owed=facts.get("owed", "")
    )


_KEYS = {
    "found": QT_TRANSLATE_NOOP("Recorded", "The device already had its key ({kind})"),
    "device": QT_TRANSLATE_NOOP("Recorded", "Key made in the device ({kind})"),
    "station": QT_TRANSLATE_NOOP("Recorded", "Key made by the station and put into the device ({kind})"),
}

_REGISTERED = {
    "created": QT_TRANSLATE_NOOP("Recorded", "Registered with the platform, confirmed"),
    ReceiptState.REGISTERED: QT_TRANSLATE_NOOP("Recorded", "The platform already knew it, confirmed"),
    ReceiptState.OWED: QT_TRANSLATE_NOOP("Recorded", "Owed to the platform, which will be told later"),
    ReceiptState.AWAITED: QT_TRANSLATE_NOOP("Recorded", "Will make itself known to the platform when it first connects"),
}
"""What became of the device, by the facts `created` and `state`."""

_STANDS = {
    ReceiptState.OWED: QT_TRANSLATE_NOOP("Recorded", "Owed: the platform has not been told yet"),
    ReceiptState.AWAITED: QT_TRANSLATE_NOOP("Recorded", "Awaited: it makes itself known when it first connects"),
    ReceiptState.NOT_ASKED: QT_TRANSLATE_NOOP("Recorded", "Not registered: the recipe says so"),
}

_KINDS = {
    "ec-p256": "EC P-256",
    "ec-p384": "EC P-384",
    "rsa-2048": "RSA 2048",
    "rsa-3072": "RSA 3072",
    "rsa-4096": "RSA 4096",
    "ed25519": "Ed25519",
}
_CURVES = {"secp256r1": "EC P-256", "secp384r1": "EC P-384"}


def _kind_word(kind: str) -> str:
    return _KINDS.get(kind, kind)


def _key(record: Record) -> str:
    key = record.chain.leaf.public_key() if record.chain else None
    kind = ""
    if isinstance(key, ec.EllipticCurvePublicKey):
        kind = _CURVES.get(key.curve.name, key.curve.name)
    elif isinstance(key, rsa.RSAPublicKey):
        kind = f"RSA {key.key_size}"
    elif isinstance(key, ed25519.Ed25519PublicKey):
        kind = _KINDS["ed25519"]
    facts = next((result.facts for result in record.steps if result.step is Step.KEY), {})
    words = _tr("{kind}, made by the station") if facts.get("origin") == "station" else _tr("{kind}, in the device")
    return words.format(kind=kind)


def _issuers(chain: Chain) -> str:
    names = [_common_name(chain.leaf.issuer)]
    names += [name for name in (_common_name(issuer.issuer) for issuer in chain.issuers) if name != names[-1]]
    return " → ".join(dict.fromkeys(names))


def _common_name(name: x509.Name) -> str:
    found = name.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(found[0].value) if found else name.rfc4514_string()


def _grouped(digits: str, size: int, between: str) -> str:
    return between.join(digits[place : place + size] for place in range(0, len(digits), size))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Recorded", text)
