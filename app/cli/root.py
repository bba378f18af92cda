"""The command `birthmark`: its words, and how any error becomes a sentence and an exit code."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import structlog
import typer
from pydantic import SecretStr

import app
from app import logs
from app.cli import exits, loading
from app.cli.homes import Call, call_of, settings_of
from app.cli.words import explain, say
from app.core.authority import MAIN
from app.core.errors import Cancelled, StationError
from app.core.run import Failure
from app.handed import give_secret, read_secret
from app.safe import CA_SECRET, secret_name

if TYPE_CHECKING:
    from app.demo import Supply
    from app.settings import Settings

log = structlog.get_logger(__name__)

root = typer.Typer(
    name="birthmark",
    cls=loading.Commands,
    help="The factory provisioning station. Without a command it opens the window.",
    epilog=exits.TABLE.replace("\n", "\n\n"),
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"birthmark {app.__version__}")
        raise typer.Exit


@root.callback(invoke_without_command=True)
def _begin(
    context: typer.Context,
    home: Annotated[Path | None, typer.Option(help="Where everything is kept; else BIRTHMARK_HOME, else the user's data folder.")] = None,
    badge: Annotated[str, typer.Option(help="Who you are, for commands that not everybody may use; the PIN is asked for.")] = "",
    pin_fd: Annotated[int | None, typer.Option(help="Read the CA's PIN or passphrase from this open file descriptor.", min=0)] = None,
    ask_pin: Annotated[bool, typer.Option("--ask-pin", help="Ask for the CA's PIN or passphrase.")] = False,
    pin_for: Annotated[str, typer.Option(help="Which of the station's authorities --pin-fd and --ask-pin are about.")] = MAIN,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Tell the version.")] = False,
) -> None:
    del version
    context.obj = replace(call_of(context), home=home, badge=badge)
    if pin_fd is not None:
        secret = read_secret(pin_fd)  # before anything is opened: where the descriptor is none, something else would get its number
        give_secret(_secret_of(context, pin_for), secret)
    elif ask_pin:
        whose = "the CA" if pin_for == MAIN else f"the CA {pin_for}"
        secret = SecretStr(typer.prompt(f"PIN or passphrase of {whose}", hide_input=True, err=True))
        give_secret(_secret_of(context, pin_for), secret)
    if context.invoked_subcommand is None:
        raise typer.Exit(_open_window(context))


def _secret_of(context: typer.Context, authority: str) -> str:
    """The name under which the station looks for this authority's PIN; one that is only to be made has none in the settings yet."""
    known = settings_of(context).every_authority.get(authority)
    return secret_name(authority) if known is None else known.secret or CA_SECRET


def _open_window(context: typer.Context) -> int:
    """Open it; what keeps it from opening is also shown: a double click has no terminal."""
    call, language = call_of(context), "auto"
    try:
        settings = settings_of(context)
        language = settings.language
        return call.open_window(settings, None)
    except Cancelled:
        raise
    except Exception as error:
        call.say_sorry(Failure.of(error), language)
        raise


def main(open_window: "Callable[[Settings, Supply | None], int]", say_sorry: Callable[[Failure, str], None]) -> None:
    """Run a command, or open the window where there is none; ends the process."""
    try:
        root(obj=Call(None, open_window, say_sorry))
    except StationError as error:
        explain(error)
        sys.exit(exits.of_code(error.code))
    except (Cancelled, KeyboardInterrupt):
        say("Stopped.")
        sys.exit(exits.INTERRUPTED)
    except Exception:
        log.exception("bug")
        say("Birthmark made a mistake; the log has the details.")
        sys.exit(exits.BUG)
    finally:
        logs.close_log()
