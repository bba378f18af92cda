"""`birthmark audit`: reading the ledger out, and proving that it holds."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.homes import settings_of
from app.cli.words import Meter, emit, say
from app.settings import Settings
from app.station import read_public
from app.store import Ledger, Trust, Verified

audit = typer.Typer(name="audit", help="Reading the ledger out, and proving that it holds.", no_args_is_help=True)


@audit.callback()
def _audit() -> None:
    pass


@audit.command()
def verify(
    context: typer.Context,
    anchor: Annotated[Path | None, typer.Option(help="A folder with signed heads; else the one in the settings.")] = None,
    json: Annotated[bool, typer.Option("--json", help="The answer as one JSON object.")] = False,
) -> None:
    """Walk the audit chain from the first entry to the last; may be asked while the window is open."""
    settings = settings_of(context)
    with Ledger.open(settings.ledger_file, settings.station, read_only=True) as ledger, Meter("entries") as meter:
        verified = ledger.audit.verify(trust_of(settings, anchor), meter.tell)
    if json:
        emit(_plain(verified))
    else:
        tell_verified(verified)


def trust_of(settings: Settings, anchor: Path | None = None) -> Trust:
    """What is known of this station outside its ledger."""
    public = read_public(settings)
    return Trust(frozenset({public} if public else ()), anchor or settings.audit.anchor)


def tell_verified(verified: Verified) -> None:
    """The answer, for a person."""
    typer.echo(f"{verified.entries:,} entries add up; the head is {verified.head}.")
    signed = f"{verified.heads:,} signed heads are right" if verified.heads else "no head is signed"
    typer.echo(f"{signed}; {verified.runs:,} runs and {verified.certificates:,} certificates are what their entries say.")
    for remark in verified.remarks:
        say(f"Note: {remark}")


def _plain(verified: Verified) -> dict[str, object]:
    return {
        "entries": verified.entries,
        "head": verified.head,
        "heads": verified.heads,
        "runs": verified.runs,
        "certificates": verified.certificates,
        "remarks": list(verified.remarks),
    }
