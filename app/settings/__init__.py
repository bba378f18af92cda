"""The whole configuration of a station on one page: `station.toml` in its home, and the environment."""

import os
import socket
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from app.core.authority import MAIN
from app.core.errors import SettingsError
from app.home import default_home
from app.profiles import find_profile
from app.settings.parts import (
    AuditSettings,
    AuthorityKind,
    AuthoritySettings,
    PlatformKind,
    PlatformSettings,
    PrinterKind,
    PrinterSettings,
    ScannerSettings,
    SealSettings,
    SerialScannerSettings,
    Theme,
)

__all__ = [
    "FILE",
    "AuditSettings",
    "AuthorityKind",
    "AuthoritySettings",
    "PlatformKind",
    "PlatformSettings",
    "PrinterKind",
    "PrinterSettings",
    "ScannerSettings",
    "SealSettings",
    "SerialScannerSettings",
    "Settings",
    "Theme",
    "default_home",
    "load",
]

FILE = "station.toml"
"""The settings file's name in the home."""


def _station_name() -> str:
    name = "".join(character if character.isalnum() or character in "._-" else "-" for character in socket.gethostname())[:40]
    return name.lstrip("._-") or "station"


def _not_main(name: str) -> str:
    if name == MAIN:
        raise ValueError(f"{MAIN} is the one under [authority]")
    return name


class Settings(BaseSettings):
    """Everything a station is told; from `BIRTHMARK_…` in the environment, then `station.toml`, then these defaults."""

    model_config = SettingsConfigDict(env_prefix="BIRTHMARK_", env_nested_delimiter="__", frozen=True, extra="ignore")

    home: Path
    station: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")] = Field(default_factory=_station_name)
    demo: bool = False
    """Whether everything here is made up: only then the home keeps secrets in files, and `birthmark demo` uses it."""
    operator: str = ""
    trays: int = Field(4, ge=1, le=32)
    sockets: dict[int, str] = {}
    """Which socket belongs to which tray; empty: trays take sockets as they come."""
    autostart: bool = False
    """Whether a run begins as soon as a device is plugged in, without a scan or a click."""
    recipe: str = ""
    """The only recipe that is used here; empty: the first that fits what is plugged in."""
    idle_minutes: float = Field(10, ge=0, le=480)
    """After so long without a key, a finger or a scan whoever works here must show badge and PIN again; 0: never."""
    kiosk: bool = False
    """Whether the window takes the whole screen and only somebody who may leaves it."""
    theme: Theme = Theme.AUTO
    language: Literal["auto", "en", "de"] = "auto"
    """The window's; auto: the desktop's, where we speak it."""
    sounds: Literal["off", "quiet", "normal", "loud"] = "normal"
    """How loud the station says what became of a unit; where nothing can be heard it is silent."""
    authority: AuthoritySettings | None = None
    """The one that recipes use which name none: `main`."""
    authorities: dict[Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,30}$"), AfterValidator(_not_main)], AuthoritySettings] = {}
    """Others by name: a recipe names one, or the main one hands over to it."""
    expiry_days: tuple[Annotated[int, Field(ge=1, le=36_525)], ...] = (30, 60, 90)
    """Days before a certificate's end at which it is pointed out, the most urgent first."""
    platform: PlatformSettings = PlatformSettings()
    scanner: ScannerSettings = ScannerSettings()
    printer: PrinterSettings = PrinterSettings()
    audit: AuditSettings = AuditSettings()

    @property
    def every_authority(self) -> dict[str, AuthoritySettings]:
        """All authorities by name, the main one first."""
        return ({MAIN: self.authority} if self.authority else {}) | self.authorities

    @property
    def ledger_file(self) -> Path:
        """Where the ledger is."""
        return self.home / "ledger.db"

    @property
    def logs(self) -> Path:
        """The folder of the log."""
        return self.home / "logs"

    @property
    def recipes(self) -> Path:
        """The folder of this station's own recipes; one that has a shipped recipe's name takes its place."""
        return self.home / "recipes"

    @property
    def profiles(self) -> Path:
        """The folder of this station's own certificate profiles; one that has a shipped profile's name takes its place."""
        return self.home / "profiles"

    @property
    def labels(self) -> Path:
        """The folder of this station's own label templates; one that has a shipped template's name takes its place."""
        return self.home / "labels"

    @property
    def ports(self) -> Path:
        """A folder whose entries are ports as well: links to terminals that the system does not list."""
        return self.home / "ports"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The order of the sources, see the class."""
        del dotenv_settings, file_secret_settings
        home: Path = init_settings()["home"]
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, home / FILE)


def load(home: Path) -> Settings:
    """Read the settings of a home; raises SettingsError with file, key and reason."""
    file = home / FILE
    try:
        settings = Settings(home=home.absolute())
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"The setting {key} is wrong: {first['msg']}.", file=str(file), key=key) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"The settings {file} are not TOML: {error}.", file=str(file)) from error
    except OSError as error:
        raise SettingsError(f"The settings {file} cannot be read: {error.strerror}.", file=str(file)) from error
    return _with_peridio_environment(settings)


def _with_peridio_environment(settings: Settings) -> Settings:
    """What a user of Peridio's own tools has already: the environment, and below it the profile that `PERIDIO_PROFILE` names."""
    if settings.platform.kind is not PlatformKind.PERIDIO:
        return settings
    profile = find_profile()
    ca_path = os.environ.get("PERIDIO_CA_PATH")
    known = {
        "base_url": os.environ.get("PERIDIO_BASE_URL") or (profile and profile.base_url),
        "ca_bundle": Path(ca_path) if ca_path else profile and profile.ca_path,
        "organization": os.environ.get("PERIDIO_ORGANIZATION_NAME") or (profile and profile.organization),
    }
    given = {key: value for key, value in known.items() if value}
    return settings.model_copy(update={"platform": settings.platform.model_copy(update=given)}) if given else settings
