"""What trays were taught is kept in the home's settings, beside what a person wrote there."""

from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError

from app.core.errors import SettingsError
from app.settings import FILE


def keep_socket(home: Path, number: int, socket: str) -> None:
    """Write down that a tray is bound to a socket; all else in the file stays as it is. Raises SettingsError."""
    file = home / FILE
    try:
        document = tomlkit.parse(file.read_text(encoding="utf-8")) if file.exists() else tomlkit.document()
        table = document.setdefault("sockets", tomlkit.table())
        table[str(number)] = socket
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = file.with_name(f"{FILE}.new")
        new.write_text(tomlkit.dumps(document), encoding="utf-8")
        new.replace(file)
    except (OSError, TOMLKitError, TypeError) as error:
        raise SettingsError(f"The socket cannot be kept in {file}: {error}.", file=str(file), key=f"sockets.{number}") from error
