"""`birthmark ca revoke` and `birthmark ca crl`: taking certificates back, and the signed list of them."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from cryptography.hazmat.primitives import hashes

from app.cli.homes import settings_of
from app.cli.who import log_in
from app.cli.words import emit, say
from app.core.authority import MAIN
from app.core.errors import CertificateUnknown, SettingsError
from app.core.people import Right
from app.core.revocation import Reason
from app.founding.listing import write_list
from app.settings import Settings
from app.station import open_station, read_chain
from app.store import Known, Ledger


def revoke(
    context: typer.Context,
    certificate: Annotated[str, typer.Argument(help="Its serial number or SHA-256, or the device's identifier where it has one only.")],
    reason: Annotated[Reason, typer.Option(help="Why; key-compromise also bars the key for good.")],
    note: Annotated[str, typer.Option(help="What happened, in words.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Write the revocation as JSON.")] = False,
) -> None:
    """Take a certificate back, for good. `birthmark ca crl` then signs the list that tells everybody."""
    settings = settings_of(context)
    with Ledger.open(settings.ledger_file, settings.station) as ledger:
        person = log_in(context, settings, ledger, Right.KEEP_AUTHORITY)
        known = _the_one(ledger.authorities.find_certificates(certificate), certificate)
        made = ledger.authorities.revoke(known.fingerprint, reason, note=note, who=person.badge if person else settings.operator)
    if json:
        emit({"identifier": made.identifier, "serial": made.serial, "reason": made.reason.value, "at": made.at.isoformat()})
    sign = f"birthmark ca crl{_option(settings, made.issuer)}"
    say(f"The certificate of {made.identifier} with serial {made.serial} is revoked ({made.reason}). Sign the list now: {sign}")


def crl(
    context: typer.Context,
    called: Annotated[str, typer.Option("--as", help="Which authority signs its list.")] = MAIN,
    out: Annotated[Path | None, typer.Option(help="Where to write it; else beside the CA's chain.")] = None,
    der: Annotated[bool, typer.Option("--der", help="As DER instead of PEM.")] = False,
    days: Annotated[int, typer.Option(min=0, max=366, help="Days until the next one is due; 0: as the settings say.")] = 0,
) -> None:
    """Sign the list of the revoked certificates of an authority and write it to a file; asks for no badge, so that a timer may do it."""
    settings = settings_of(context)
    with open_station(settings) as station:
        made, file = write_list(station, called, out=out, der=der, days=days)
    say(f"{made.revoked} revoked, number {made.number}, the next list is due on {made.next_update:%Y-%m-%d}.")
    typer.echo(str(file))


def _option(settings: Settings, issuer: str) -> str:
    """How `birthmark ca crl` is told which authority has to sign, where it is not the main one."""
    for name, authority in settings.every_authority.items():
        with suppress(SettingsError):
            if name != MAIN and read_chain(authority)[0].fingerprint(hashes.SHA256()).hex() == issuer:
                return f" --as {name}"
    return ""


def _the_one(known: list[Known], text: str) -> Known:
    standing = [each for each in known if not each.revoked]
    if len(standing) == 1:
        return standing[0]
    if not known:
        raise CertificateUnknown(f"This station's ledger has no certificate {text}.")
    if not standing:
        return known[0]
    serials = ", ".join(each.serial for each in standing[:3])
    raise CertificateUnknown(f"{text} has {len(standing)} certificates: {serials}.", advice="Name the one by its serial number.")
