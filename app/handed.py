"""Secrets that a person typed or a program handed over: known for as long as this process runs, written nowhere."""

import os

from pydantic import SecretStr

from app.core.errors import SettingsError

_LONGEST = 4096
_secrets: dict[str, SecretStr] = {}


def give_secret(name: str, secret: SecretStr) -> None:
    """Have this one found before any that is kept elsewhere."""
    _secrets[name] = secret


def find_handed(name: str) -> SecretStr | None:
    """The one that was given under this name, or None."""
    return _secrets.get(name)


def read_secret(descriptor: int) -> SecretStr:
    """A secret from an open file descriptor, read to its end and closed; a line end after it is not part of it. Raises SettingsError."""
    try:
        with os.fdopen(descriptor, "rb") as file:
            text = file.read(_LONGEST + 1).decode()
    except (OSError, ValueError) as error:
        raise SettingsError(f"No secret can be read from file descriptor {descriptor}.", key="pin-fd") from error
    secret = text.removesuffix("\n").removesuffix("\r")
    if not secret or len(text) > _LONGEST:
        raise SettingsError(f"What comes from file descriptor {descriptor} is no secret: it is empty or far too long.", key="pin-fd")
    return SecretStr(secret)
