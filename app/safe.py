"""Where this station's secrets come from; none of them is in its settings."""

import os
from pathlib import Path

from pydantic import SecretStr

from app.core.authority import MAIN
from app.handed import find_handed
from app.private import read_private
from app.profiles import find_profile_key

KEYRING = "birthmark"
"""The service name under which the operating system's keyring keeps our secrets."""
PLATFORM_KEY, CA_SECRET, SEAL_SECRET, BULK_SECRET = "platform-key", "ca", "station-key", "bulk"
"""Names of secrets: the platform's API key; the HSM's PIN or the key file's passphrase; the passphrases of the station's own signing key
and of private keys that are made ahead."""
PIN, NEW_PIN = "pin", "new-pin"
"""Names of secrets of a person who calls commands from a script; a person at a terminal is asked."""


def secret_name(authority: str) -> str:
    """What the secret of an authority of this name is called, where the settings call it nothing else."""
    return CA_SECRET if authority == MAIN else f"{CA_SECRET}-{authority}"


def find_secret(name: str, home: Path) -> SecretStr | None:
    """A secret by its name, or None.

    Looked for in what a person typed or a program handed over, in the home's `secrets` folder, which only a demo makes (nobody's own API
    key goes to its sandbox), in the environment (`BIRTHMARK_SECRET_PLATFORM_KEY`; `PERIDIO_API_KEY` for the platform's key), in the folder
    that systemd's `LoadCredential=` gives, for the platform's key in the profile of Peridio's own tool that `PERIDIO_PROFILE` names, and in
    the system's keyring. Raises SettingsError where others may read a secret's file.
    """
    if (handed := find_handed(name)) is not None:
        return handed
    if (text := read_private(home / "secrets" / name)) is not None:
        return SecretStr(text)
    variables = [f"BIRTHMARK_SECRET_{name.upper().replace('-', '_')}"]
    if name == PLATFORM_KEY:
        variables.append("PERIDIO_API_KEY")
    for variable in variables:
        if os.environ.get(variable):
            return SecretStr(os.environ[variable])
    if folder := os.environ.get("CREDENTIALS_DIRECTORY"):
        text = read_private(Path(folder) / name)
        if text is not None:
            return SecretStr(text)
    return (find_profile_key() if name == PLATFORM_KEY else None) or find_in_keyring(name)


def find_in_keyring(name: str) -> SecretStr | None:
    """What the operating system's keyring keeps under this name for us; None too where there is no keyring."""
    import keyring  # noqa: PLC0415 - takes 0.1 s, and most stations have their secrets elsewhere
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        found = keyring.get_password(KEYRING, name)
    except KeyringError:
        return None
    return SecretStr(found) if found else None


def put_into_keyring(name: str, secret: SecretStr) -> bool:
    """Keep it there; whether it can be read back, which not every keyring that says yes allows."""
    import keyring  # noqa: PLC0415 - see find_in_keyring
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        keyring.set_password(KEYRING, name, secret.get_secret_value())
    except KeyringError:
        return False
    kept = find_in_keyring(name)
    return kept is not None and kept.get_secret_value() == secret.get_secret_value()
