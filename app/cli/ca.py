"""`birthmark ca`: the station's authority."""

import secrets
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from pydantic import SecretStr

from app.cli.homes import settings_of
from app.core.errors import SettingsError
from app.founding import found_in_file, found_in_softhsm, found_in_token
from app.settings import CA_SECRET, find_secret

ca = typer.Typer(name="ca", help="The station's authority.", no_args_is_help=True)


class Where(StrEnum):
    """Where the CA's key is to live."""

    SOFTHSM = "softhsm"
    TOKEN = "token"  # noqa: S105 - a word, not a secret
    FILE = "file"


@ca.callback()
def _authority() -> None:
    pass


@ca.command()
def create(
    context: typer.Context,
    name: Annotated[str, typer.Option(help="What it is called: the CN of the CA's certificate.")],
    where: Annotated[Where, typer.Option(help="Where its key lives.")],
    module: Annotated[Path | None, typer.Option(help="token: the PKCS#11 module's library.")] = None,
    token: Annotated[str, typer.Option(help="token: the token's label.")] = "",
) -> None:
    """Make a root and an issuing CA; asks for the secrets that protect them."""
    settings = settings_of(context)
    words = "passphrase for the CA's key file" if where is Where.FILE else "PIN of the token"
    secret = find_secret(CA_SECRET, settings.home) or _ask(words)
    root = find_secret("root", settings.home) or _ask("passphrase for the root's key file")
    match where:
        case Where.SOFTHSM:
            found_in_softhsm(settings, name, secret, SecretStr(secrets.token_urlsafe(16)), root)
        case Where.TOKEN:
            if module is None or not token:
                raise SettingsError("--module and --token are needed for a key in a token.", key="module")
            found_in_token(settings, name, secret, module, token, root_passphrase=root)
        case Where.FILE:
            found_in_file(settings, name, secret, root)
    typer.echo(f"{name} can sign from now on. Its certificates are in {settings.home / 'authority' / 'chain.pem'}.")
    typer.echo("Keep root.key.pem from that folder in a safe place, and take it off this machine.")
    typer.echo(f"So that the station can sign, keep the secret in the keyring: keyring set birthmark {CA_SECRET}")


def _ask(words: str) -> SecretStr:
    return SecretStr(typer.prompt(f"New {words}", hide_input=True, confirmation_prompt=True, err=True))
