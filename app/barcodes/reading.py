"""From the characters of a scan to its meaning: AIM identifier, command, badge, the recipe's own pattern, GS1, plain serial number."""

import re
from typing import TYPE_CHECKING

from pydantic import SecretStr

from app.barcodes import Badge, Command, Label, Meaning, Pin, Rules, Verb
from app.core.errors import ScanCheckDigit, ScanUnreadable, ScanWrongProduct
from app.core.recipe import shown

if TYPE_CHECKING:
    from biip.gs1_messages import GS1Message

COMMAND, BADGE, PIN = "BM:", "BMB:", "BMP:"
"""How our own barcodes begin: those on the command sheet, badges, and PINs. No GS1 element string begins with a letter."""
LEARN = f"{COMMAND}{Verb.LEARN}"
LONGEST = 256
"""Characters: GS1 element strings have at most 90 (GS1 General Specifications 5.9.1), a QR code on a label seldom more than 200."""

_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z]")
"""An AIM symbology identifier (ISO/IEC 15424): which kind of symbol it was."""
_GS1_AIM = frozenset({"]C1", "]e0", "]d2", "]Q3", "]J1"})
"""Those that promise a GS1 element string (GS1 General Specifications, table 5.1.3-1)."""
_GROUP_SEPARATOR = "\x1d"
"""Stands for FNC1 behind an element of variable length."""
_PLAIN = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,62}[\x21-\x7e])?")
"""A serial number as it stands: up to 64 printable characters of ASCII."""
_TRAYS = 32


def read(scan: str, rules: Rules) -> Meaning:
    """What the scan means.

    Control characters are left out, but for the separators of a GS1 element string. Raises ScanUnreadable for what has no meaning here,
    ScanCheckDigit where a check digit is wrong, ScanWrongProduct for a label of something that is not made here.
    """
    if len(scan) > LONGEST:
        raise ScanUnreadable(f"The scan has {len(scan)} characters: that is no label.")
    aim, text = _split_aim(scan.strip(" \r\n\t"))
    if aim in _GS1_AIM and rules.separator:
        text = text.replace(rules.separator, _GROUP_SEPARATOR)
    plain = "".join(character for character in text if character.isprintable()).strip()
    if not plain:
        raise ScanUnreadable("The scan is empty.")
    if PIN in plain:
        return _pin(plain)
    if plain.startswith(BADGE):
        return Badge(_word(plain.removeprefix(BADGE), "badge"))
    if plain.startswith(COMMAND):
        return _command(plain.removeprefix(COMMAND))
    if rules.badge and (found := re.fullmatch(rules.badge, plain)):
        return Badge(_word(found["badge"], "badge"))
    return _label(aim, text, plain, rules)


def _split_aim(text: str) -> tuple[str, str]:
    found = _AIM.match(text)
    return (found[0], text[found.end() :]) if found else ("", text)


def _pin(plain: str) -> Pin:
    """What such a barcode says is never repeated, whatever it was glued to."""
    digits = plain.removeprefix(PIN)
    if not (plain.startswith(PIN) and digits.isascii() and digits.isdigit()):
        raise ScanUnreadable("The scan has a PIN in it that cannot be read.", advice="Scan the PIN again, alone.")
    return Pin(SecretStr(digits))


def _command(text: str) -> Command:
    word, _, argument = text.partition(":")
    try:
        verb = Verb(word)
    except ValueError:
        raise ScanUnreadable(f"{shown(COMMAND + text)} is no command of this station.") from None
    if verb is Verb.ORDER:
        return Command(verb, _word(argument, "work order"))
    if verb is Verb.TRAY:
        if not (argument.isascii() and argument.isdigit() and 1 <= int(argument) <= _TRAYS):
            raise ScanUnreadable(f"There is no tray {shown(argument)}.")
        return Command(verb, str(int(argument)))
    if argument:
        raise ScanUnreadable(f"{shown(COMMAND + text)} is no command of this station.", advice="Were two codes scanned as one? Scan again.")
    return Command(verb)


def _word(text: str, what: str) -> str:
    if not _PLAIN.fullmatch(text) or COMMAND in text or BADGE in text:
        raise ScanUnreadable(f"{shown(text)} cannot be a {what}.", advice="Were two codes scanned as one? Scan again.")
    return text


def _label(aim: str, text: str, plain: str, rules: Rules) -> Label:
    for pattern in rules.labels:
        if found := re.fullmatch(pattern, plain):
            groups = {name: value or "" for name, value in found.groupdict().items()}
            return Label(*(groups.get(name, "") for name in ("serial", "part", "revision", "lot")))
    message = _element_string(aim, text)
    if message is not None:
        return _of_elements(message, rules)
    if not rules.plain:
        raise ScanWrongProduct(f"{shown(plain)} is not a label of what is made here.")
    if _PLAIN.fullmatch(plain) is None or COMMAND in plain or BADGE in plain:
        raise ScanUnreadable(f"{shown(plain)} cannot be a serial number.", advice="Were two codes scanned as one? Scan again.")
    return Label(plain)


def _element_string(aim: str, text: str) -> "GS1Message | None":
    """The GS1 elements of a scan; None where it is none. Without an AIM identifier it must begin with a GTIN, as every product's does."""
    body = text.strip(_GROUP_SEPARATOR)
    promised = aim in _GS1_AIM
    if not (promised or (re.match(r"01\d{14}", body) and (_GROUP_SEPARATOR in text or re.match(r"01\d{14}(10|11|21|24[01])", body)))):
        return None
    import biip  # noqa: PLC0415 - the window does not wait for it: 60 ms of tables

    message = biip.parse(body).gs1_message
    if message is None and promised:
        raise ScanUnreadable(f"The GS1 label {shown(body)} breaks GS1's rules.")
    return message


def _of_elements(message: "GS1Message", rules: Rules) -> Label:
    values: dict[str, str] = {}
    for element in message.element_strings:
        if element.gtin_error:
            raise ScanCheckDigit(f"The GTIN {shown(element.value)} has a wrong check digit.")
        if values.setdefault(element.ai.ai, element.value) != element.value:
            raise ScanUnreadable(f"The label says {element.ai.data_title} twice, and not the same.")
    gtin = values.get("01", "")
    if rules.gtins and gtin not in rules.gtins:
        raise ScanWrongProduct(f"The label is of product {shown(gtin)}, which is not made here.")
    if not values.get("21"):
        raise ScanUnreadable("The label carries no serial number.", advice="Scan the label that has one.")
    return Label(values["21"], part=values.get("241") or values.get("240", ""), lot=values.get("10", ""), gtin=gtin)
