"""`birthmark doctor`: is everything there that a shift needs; tells no secret."""

import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib import metadata
from typing import Annotated

import typer

import app
from app.cli import exits
from app.cli.homes import settings_of
from app.cli.words import emit
from app.core.authority import MAIN
from app.core.errors import SealUnkept, SettingsError, StationError
from app.pki import Authority
from app.settings import Settings
from app.station import Station, keeps_plain, list_hsm_tokens, open_station

_LIBRARIES = ("PySide6", "cryptography", "pyserial", "python-pkcs11", "sqlmodel", "httpx")


class Health(StrEnum):
    """How something is."""

    OK = "ok"
    NOTE = "note"
    """Worth knowing; work goes on."""
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    what: str
    health: Health
    words: str
    code: str = ""


def doctor(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="One finding a line as JSON.")] = False,
) -> None:
    """Look at versions, ports, HSM tokens, authority, platform and ledger; exits non-zero where something set up does not work."""
    settings = settings_of(context)
    worst = exits.OK
    for finding in _examine(settings):
        if finding.health is Health.BAD and worst == exits.OK:
            worst = exits.of_code(finding.code)
        if json:
            emit({"what": finding.what, "health": finding.health.value, "words": finding.words, "code": finding.code})
        else:
            typer.echo(f"{finding.health.value:<5} {finding.what:<12} {finding.words}")
    raise typer.Exit(worst)


def _examine(settings: Settings) -> Iterator[Finding]:
    yield Finding(
        "birthmark", Health.OK, f"{app.__version__}, Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    )
    frozen = getattr(sys, "frozen", False)
    for name in () if frozen else _LIBRARIES:
        yield Finding("library", Health.OK, f"{name} {metadata.version(name)}")
    yield Finding("home", Health.OK, str(settings.home))
    try:
        with open_station(settings) as station:
            yield from _examine_station(station)
    except StationError as error:
        yield _bad("station", error)


def _examine_station(station: Station) -> Iterator[Finding]:
    settings = station.settings
    entries, head = station.ledger.chain_head()
    yield Finding("ledger", Health.OK, f"{settings.ledger_file}, {entries:,} entries, head {head[:16] or 'none yet'}")
    yield _examine_seal(settings)
    for recipe in station.recipes:
        yield Finding("recipe", Health.OK, f"{recipe.name} {recipe.version} ({recipe.title}), digest {recipe.digest[:16]}")
    for problem in station.recipe_problems:
        yield _bad("recipe", problem)
    for port in sorted(station.scanner.scan(), key=lambda port: port.socket):
        yield Finding("port", Health.OK, f"{port.address} in socket {port.socket} {port.product}".rstrip())
    try:
        yield from (Finding("token", Health.OK, words) for words in list_hsm_tokens(settings))
    except StationError as error:
        yield _bad("token", error)
    yield from _examine_authorities(station)
    yield _try("platform", station.bench.registrar.check, station.platform.url, set_up=station.platform.ready)
    yield _try("clock", station.bench.admission.check_clock, "not before this program, not before the ledger", set_up=True)


def _examine_seal(settings: Settings) -> Finding:
    if keeps_plain(settings):
        plain = SealUnkept("The station's signing key lies in the clear in the home, until there is a passphrase for it.")
        return Finding("station key", Health.NOTE, f"{plain.message} {plain.advice}", plain.code)
    return Finding("station key", Health.OK, "nowhere in the clear")


def _examine_authorities(station: Station) -> Iterator[Finding]:
    """All of them; one that signs for nobody now, and cannot, is worth a note only."""
    signing = set()
    for wanted in sorted({"", *(recipe.certificate.authority for recipe in station.recipes if not recipe.brings_its_own)}):
        try:
            signing.add(station.authorities.name_for(wanted))
        except SettingsError as error:
            yield _bad("recipe", error)
    for name, member in station.authorities.members.items():
        needed = name in signing and name in station.settings.every_authority
        finding = _try("authority" if name == MAIN else f"authority {name}", member.check, "", set_up=needed)
        yield replace(finding, words=_subject(member)) if finding.health is Health.OK else finding


def _subject(authority: Authority) -> str:
    ca = authority.chain[0]
    return f"{ca.subject.rfc4514_string()}, until {ca.not_valid_after_utc:%d %B %Y}"


def _try(what: str, check: Callable[[], None], words: str, *, set_up: bool) -> Finding:
    """What `check` finds; where nothing is set up yet that is worth a note only."""
    try:
        check()
    except StationError as error:
        return _bad(what, error) if set_up else Finding(what, Health.NOTE, f"{error.message} {error.advice}", error.code)
    return Finding(what, Health.OK, words)


def _bad(what: str, error: StationError) -> Finding:
    return Finding(what, Health.BAD, f"{error.code}: {error.message} {error.advice}", error.code)
