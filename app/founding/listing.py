"""Signing an authority's revocation list and writing it to a file."""

from pathlib import Path

from app.core.authority import Crl
from app.core.errors import SettingsError
from app.pki.crl import pem_of
from app.settings import load
from app.station import Station


def write_list(station: Station, name: str, *, out: Path | None = None, der: bool = False, days: int = 0) -> tuple[Crl, Path]:
    """The list of what was revoked of this authority, and its file: `out`, else beside the chain. `days` 0: as the settings say.

    Raises SettingsError, PkiError, StoreError.
    """
    authority = load(station.settings.home).every_authority.get(name)
    if authority is None:
        raise SettingsError(f"This station has no authority {name}.", key="authority", advice="`birthmark ca list` tells them.")
    member = station.authorities.members[name]
    made = member.publish_crl(station.ledger.authorities, days=days or authority.crl_days, who=station.settings.operator)
    file = out or authority.chain.with_name(authority.chain.name.replace("chain.pem", "crl.der" if der else "crl.pem"))
    try:
        file.write_bytes(made.der if der else pem_of(made))
    except OSError as error:
        raise SettingsError(f"The list cannot be written to {file}: {error.strerror}.", file=str(file)) from error
    return made, file
