"""`birthmark recipes`: which there are, what is wrong with one, which versions the ledger knows, and who approved them."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli import exits
from app.cli.homes import settings_of
from app.cli.who import log_in
from app.cli.words import emit, say
from app.core.errors import RecipeError, VersionUnknown
from app.core.people import Right
from app.core.versions import Version
from app.provisioning.recipes import Recipes, Standing
from app.station import Shelf, open_ledger
from app.store import Ledger

recipes = typer.Typer(name="recipes", help="Recipes: what a product needs, in versions that an engineer approves.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="The recipe's name.")]
Json = Annotated[bool, typer.Option("--json", help="As JSON, one object a line.")]


@recipes.command(name="list")
def list_(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Only this recipe, with every version that the ledger knows.")] = "",
    json: Json = False,
) -> None:
    """Every recipe as its file is now, and whether it is approved; exit code 15 where one cannot be used."""
    settings = settings_of(context)
    shelf = Shelf(settings)
    with Ledger.open(settings.ledger_file, settings.station, read_only=True) as ledger:
        desk = Recipes(shelf, ledger.recipes)
        if name:
            shelf.get(name)
            for version in desk.list_versions(name):
                _tell_version(version, json=json)
            return
        every = desk.list_all()
    for standing in every:
        if json:
            emit(_plain(standing))
        else:
            recipe = standing.recipe
            state = (
                f"approved by {standing.known.approved_by or 'nobody named'}" if standing.known and standing.approved else "not approved"
            )
            typer.echo(f"{recipe.name:<20} {recipe.version:<8} {recipe.digest[:12]}  {state:<24} {recipe.title}")
    for problem in shelf.problems:
        say(f"{problem.message} {problem.advice}")
    raise typer.Exit(exits.of_code(RecipeError.code) if shelf.problems else exits.OK)


@recipes.command()
def show(
    context: typer.Context,
    name: Name,
    digest: Annotated[str, typer.Option(help="A version that the ledger knows, by the beginning of its digest; else the file.")] = "",
) -> None:
    """The recipe's TOML, as its file is now or as a version was."""
    settings = settings_of(context)
    if not digest:
        shelf = Shelf(settings)
        shelf.get(name)
        typer.echo(shelf.source(name), nl=False)
        return
    with Ledger.open(settings.ledger_file, settings.station, read_only=True) as ledger:
        found = [version for version in ledger.recipes.list_versions(name) if version.digest.startswith(digest)]
    if len(found) != 1:
        raise VersionUnknown(f"{len(found)} versions of {name} in the ledger have a digest that begins with {digest}.")
    typer.echo(found[0].source or found[0].body)


@recipes.command()
def check(context: typer.Context, file: Annotated[Path, typer.Argument(help="A recipe's file.")]) -> None:
    """Whether a file is a recipe that this station could use; says the key and the reason where it is not."""
    settings = settings_of(context)
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RecipeError(f"The recipe {file} cannot be read.", file=str(file)) from error
    recipe = Shelf(settings).read(text, str(file))
    say(f"{recipe.name} {recipe.version} ({recipe.digest[:12]}): {recipe.title}. It can be used.")


@recipes.command()
def approve(context: typer.Context, name: Name) -> None:
    """Let work orders be made with the recipe as its file is now."""
    settings = settings_of(context)
    with open_ledger(settings) as ledger:
        by = log_in(context, settings, ledger, Right.APPROVE_RECIPES)
        version = Recipes(Shelf(settings), ledger.recipes).approve(by, name)
    say(f"{version.name} {version.version} ({version.digest[:12]}) is approved.")


def _tell_version(version: Version, *, json: bool) -> None:
    approved = version.approved_at
    if json:
        times = {"at": version.at.isoformat(), "approved_at": approved.isoformat() if approved else None}
        emit(
            {
                "name": version.name,
                "version": version.version,
                "digest": version.digest,
                "by": version.by,
                "approved_by": version.approved_by,
            }
            | times
        )
        return
    state = f"approved {approved:%Y-%m-%d %H:%M} by {version.approved_by or 'nobody named'}" if approved else "not approved"
    typer.echo(f"{version.version:<8} {version.digest[:12]}  {version.at:%Y-%m-%d %H:%M} UTC  {version.by or '-':<12} {state}")


def _plain(standing: Standing) -> dict[str, object]:
    recipe, known = standing.recipe, standing.known
    return {
        "name": recipe.name,
        "version": recipe.version,
        "digest": recipe.digest,
        "title": recipe.title,
        "file": standing.place,
        "approved": standing.approved,
        "approved_by": known.approved_by if known else "",
    }
