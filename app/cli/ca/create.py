"""`birthmark ca create` and `birthmark ca register`: the ceremony in a terminal."""

from pathlib import Path
from typing import Annotated, Literal

import typer
from pydantic import SecretStr

from app.cli.homes import settings_of
from app.cli.who import caller
from app.cli.words import emit, say
from app.core.authority import MAIN
from app.core.errors import CeremonyRefused
from app.core.people import Right
from app.core.waiting import Stop
from app.founding.ceremony import Ceremony
from app.founding.questions import Kind, Question, Stage
from app.founding.wish import Source, Where
from app.safe import find_secret, secret_name
from app.station import Station, open_station

Description = Annotated[str | None, typer.Option(help="What the platform shows beside the CA.")]
Product = Annotated[str, typer.Option(help="Just-in-time provisioning: the product's name; empty: none.")]
Cohort = Annotated[str, typer.Option(help="Just in time: the cohort's PRN.")]
Tags = Annotated[str, typer.Option(help="Just in time: tags, separated by commas.")]
Template = Annotated[str, typer.Option(help="Just in time: the description a device gets.")]
Target = Annotated[str, typer.Option(help="Just in time: the devices' target.")]


def create(
    context: typer.Context,
    name: Annotated[str, typer.Option(help="The CN of the CA's certificate.")] = "",
    where: Annotated[Where, typer.Option(help="Where its key lives.")] = Where.SOFTHSM,
    source: Annotated[Source, typer.Option(help="Make it new, below a root you have, or bring one in.")] = Source.NEW,
    called: Annotated[str, typer.Option("--as", help="What the station calls it: recipes and hand-overs name it so.")] = MAIN,
    years: Annotated[int, typer.Option(min=1, max=100, help="How long it is valid.")] = 15,
    kind: Annotated[str, typer.Option(help="ec-p256, ec-p384, rsa-2048, rsa-3072, rsa-4096.")] = "ec-p256",
    module: Annotated[Path | None, typer.Option(help="token: the PKCS#11 module's library.")] = None,
    token: Annotated[str, typer.Option(help="token: the token's label.")] = "",
    key: Annotated[str, typer.Option(help="hsm: the label of the key in the token.")] = "",
    root: Annotated[Literal["file", "token"], typer.Option(help="new: what becomes of the root's key; root: where it is.")] = "file",
    root_module: Annotated[Path | None, typer.Option(help="The PKCS#11 module for the root's key.")] = None,
    root_token: Annotated[str, typer.Option(help="The token for the root's key.")] = "",
    root_key: Annotated[str, typer.Option(help="root: the label of the root's key in its token.  [default: birthmark-root]")] = "",
    certificates: Annotated[Path | None, typer.Option(help="PEM: the CA's certificates, or the root's.")] = None,
    key_file: Annotated[Path | None, typer.Option(help="The encrypted key that is read.")] = None,
) -> None:
    """Make an authority, or bring one in; asks for the secrets that protect it."""
    settings = settings_of(context)
    given = {
        "source": source.value,
        "name": called,
        "where": where.value,
        "title": name,
        "years": str(years),
        "kind": kind,
        "module": str(module or ""),
        "token": token,
        "key": key,
        "kept": root,
        "root_module": str(root_module or ""),
        "root_token": root_token,
        "root_key": root_key,
        "certificates": str(certificates or ""),
        "key_file": str(key_file or ""),
    }
    with open_station(settings) as station:
        who = caller(context, station, Right.KEEP_AUTHORITY)
        ceremony = Ceremony(station, who=who)
        for _ in (Stage.SOURCE, Stage.PLACE, Stage.ORIGIN):
            ceremony.answer(given)
        found = {"own": secret_name(called), "root": "root", "source": "source"}
        secrets = {question.name: _secret(question, found[question.name], settings.home) for question in ceremony.questions()}
        ceremony.answer({}, secrets)
        ceremony.act(Stop(), say)
        for sentence in ceremony.review():
            typer.echo(sentence)


def register(
    context: typer.Context,
    called: Annotated[str, typer.Option("--as", help="Which authority of the station.")] = MAIN,
    description: Description = None,
    product: Product = "",
    cohort: Cohort = "",
    tags: Tags = "",
    template: Template = "",
    target: Target = "",
    json: Annotated[bool, typer.Option("--json", help="Write what was registered as JSON.")] = False,
) -> None:
    """Make an authority known to the platform: verification code, proof, registration, and what happens just in time."""
    settings = settings_of(context)
    with open_station(settings) as station:
        who = caller(context, station, Right.KEEP_AUTHORITY)
        ceremony = Ceremony(station, who=who, existing=called)
        given = {
            "register": "yes",
            "jitp": "yes" if product else "no",
            "product": product,
            "cohort": cohort,
            "tags": tags,
            "jitp_description": template,
            "target": target,
        }
        if description is not None:
            given["description"] = description
        ceremony.answer(given)
        ceremony.act(Stop(), say)
        _tell(ceremony, station, json=json)


def _tell(ceremony: Ceremony, station: Station, *, json: bool) -> None:
    registered = ceremony.registered
    if json and registered is not None:
        emit(
            {
                "ca": registered.fingerprint,
                "platform": station.platform.url,
                "prn": registered.prn,
                "description": registered.description,
                "jitp": registered.jitp is not None,
                "jitp_set": registered.jitp_set,
            }
        )
        return
    for sentence in ceremony.review():
        typer.echo(sentence)


def _secret(question: Question, name: str, home: Path) -> SecretStr:
    """The secret where secrets are kept, else as it is typed; a new one is typed twice."""
    found = find_secret(name, home)
    if found is not None:
        return found
    try:
        return SecretStr(typer.prompt(question.words, hide_input=True, confirmation_prompt=question.kind is Kind.NEW_SECRET, err=True))
    except typer.Abort:
        raise CeremonyRefused(f"{question.words}: nothing was given.", advice="Call it in a terminal, and type it.") from None
