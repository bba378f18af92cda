"""`birthmark audit`: reading the ledger out, and proving that it holds."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from app.audit import Format, Order, Wrong, examine, export
from app.cli.homes import settings_of
from app.cli.who import log_in
from app.cli.words import Meter, emit, say
from app.core.errors import ExportBroken, SealMissing
from app.core.people import Right
from app.core.run import Outcome
from app.core.seal import name_of
from app.settings import Settings
from app.station import open_seal, read_public
from app.store import Ledger, Trust, Verified
from app.store.export import Extent
from app.store.retention import Place

_TIMES = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]

audit = typer.Typer(name="audit", help="Reading the ledger out, and proving that it holds.", no_args_is_help=True)


@audit.callback()
def _audit() -> None:
    pass


@audit.command()
def verify(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(help="An export's folder; else the ledger itself.", exists=True, file_okay=False)] = None,
    key: Annotated[str, typer.Option(help="For an export of another station: its public key, hex.")] = "",
    anchor: Annotated[Path | None, typer.Option(help="A folder with signed heads; else the one in the settings.")] = None,
    json: Annotated[bool, typer.Option("--json", help="The answer as one JSON object.")] = False,
) -> None:
    """Walk the audit chain from the first entry to the last, or check an export; may be asked while the window is open."""
    settings = settings_of(context)
    if folder is not None:
        _verify_export(settings, folder, key, json=json)
        return
    with Ledger.open(settings.ledger_file, settings.station, read_only=True) as ledger, Meter("entries") as meter:
        verified = ledger.audit.verify(trust_of(settings, anchor), meter.tell)
    if json:
        emit(_plain(verified))
    else:
        tell_verified(verified)


@audit.command(name="export")
def take_out(
    context: typer.Context,
    to: Annotated[Path, typer.Option(help="Where the export's own folder is made.", file_okay=False)],
    formats: Annotated[list[Format] | None, typer.Option("--format", help="May be said several times; csv where none is.")] = None,
    since: Annotated[datetime | None, typer.Option(help="Begun at or after, in the station's zone.", formats=_TIMES)] = None,
    until: Annotated[datetime | None, typer.Option(help="Begun before, in the station's zone.", formats=_TIMES)] = None,
    order: Annotated[str, typer.Option(help="Only of this work order.")] = "",
    product: Annotated[str, typer.Option(help="Only with this recipe.")] = "",
    outcome: Annotated[Outcome | None, typer.Option(case_sensitive=False, help="Only runs that ended so.")] = None,
    operator: Annotated[str, typer.Option(help="Only by this person.")] = "",
    station: Annotated[str, typer.Option(help="Only of this station.")] = "",
    unit: Annotated[str, typer.Option(help="Only of this unit, by its identifier.")] = "",
) -> None:
    """Take runs out of the ledger as files with a signed manifest; not while the window is open: there the Audit page does it."""
    settings = settings_of(context)
    extent = Extent(_aware(since), _aware(until), order, product, outcome, operator, station, unit)
    seal = open_seal(settings)
    with Ledger.open(settings.ledger_file, settings.station, seal=seal, anchor=settings.audit.anchor) as ledger:
        person = log_in(context, settings, ledger, Right.EXPORT)
        wish = Order(to, tuple(formats or [Format.CSV]), extent, person.badge if person else settings.operator)
        with Meter("runs") as meter:
            done = export(ledger, seal, settings.station, wish, meter.tell)
    typer.echo(f"{done.count:,} runs are in {done.folder}")
    say(f"Signed by the key {done.key}.")


@audit.command()
def key(context: typer.Context) -> None:
    """Tell the station's public key: what its exports must be signed with."""
    settings = settings_of(context)
    public = read_public(settings)
    if public is None:
        raise SealMissing("This station has no key yet.", advice="Start the station once: it makes one.")
    typer.echo(public.hex())
    say(f"SHA-256 {name_of(public)}")


def _verify_export(settings: Settings, folder: Path, key: str, *, json: bool) -> None:
    public = read_public(settings)
    trusted = key or (public.hex() if public else "")
    try:
        manifest = examine(folder, trusted or None)
    except Wrong as error:
        raise ExportBroken(f"The export {folder} is not good. {error}") from error
    remark = _link(settings, folder, manifest)
    if json:
        emit(manifest)
        return
    typer.echo(f"Good: {manifest['count']:,} runs of station {manifest['station']}, made {manifest['made']}.")
    if remark:
        typer.echo(remark)
    if not trusted:
        say(f"Signed by the key {manifest['key']}; whose that is, nobody can tell here: name it with --key.")


def _link(settings: Settings, folder: Path, manifest: dict[str, Any]) -> str:
    """How an archive hangs together with this station's ledger; raises ExportBroken where the ledger goes on from another one."""
    archive = manifest.get("archive")
    if archive is None or manifest["station"] != settings.station or not settings.ledger_file.exists():
        return ""
    with Ledger.open(settings.ledger_file, settings.station, read_only=True) as ledger:
        where = ledger.retention.find_place(archive["last"], archive["hash"])
    words = f"Entries {archive['first']:,} to {archive['last']:,}"
    match where:
        case Place.NEXT:
            return f"{words}; the ledger goes on where it ends."
        case Place.BEFORE:
            return f"{words}; a later archive goes on where it ends."
        case Place.STILL_THERE:
            return f"{words}, all of which are still in the ledger as well."
    raise ExportBroken(f"The archive {folder} is signed by this station, but the ledger goes on from another one.")


def _aware(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone()


def trust_of(settings: Settings, anchor: Path | None = None) -> Trust:
    """What is known of this station outside its ledger."""
    public = read_public(settings)
    return Trust(frozenset({public} if public else ()), anchor or settings.audit.anchor)


def tell_verified(verified: Verified) -> None:
    """The answer, for a person."""
    if verified.archived:
        typer.echo(f"Entries 1 to {verified.archived:,} are in archives.")
    typer.echo(f"{verified.entries:,} entries add up; the head is {verified.head}.")
    signed = f"{verified.heads:,} signed heads are right" if verified.heads else "no head is signed"
    typer.echo(f"{signed}; {verified.runs:,} runs and {verified.certificates:,} certificates are what their entries say.")
    for remark in verified.remarks:
        say(f"Note: {remark}")


def _plain(verified: Verified) -> dict[str, object]:
    return {
        "archived": verified.archived,
        "entries": verified.entries,
        "head": verified.head,
        "heads": verified.heads,
        "runs": verified.runs,
        "certificates": verified.certificates,
        "remarks": list(verified.remarks),
    }
