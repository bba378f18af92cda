"""Which platform a station registers devices with."""

import copy
from contextlib import ExitStack

import structlog

from app.cloud import Registrar
from app.cloud.peridio import PeridioCore
from app.core.chain import Chain
from app.core.device import Identity
from app.core.errors import SettingsError, StationError
from app.core.recipe import Recipe
from app.core.run import Receipt
from app.core.waiting import Stop
from app.sandbox.platform import SandboxPlatform
from app.settings import PLATFORM_KEY, PlatformKind, Settings, find_secret

log = structlog.get_logger(__name__)


class NoRegistrar:
    """In the place of a platform that cannot be used: says why, whenever it is asked."""

    def __init__(self, error: StationError) -> None:
        self._error = error

    def require_ready(self, recipe: Recipe) -> None:
        """Say why."""
        del recipe
        raise copy.copy(self._error)

    def check(self) -> None:
        """Say why."""
        raise copy.copy(self._error)

    def register(self, identifier: str, identity: Identity, chain: Chain, recipe: Recipe, stop: Stop) -> Receipt:
        """Say why."""
        del identifier, identity, chain, recipe, stop
        raise copy.copy(self._error)


def open_platform(settings: Settings, opened: ExitStack) -> tuple[Registrar, str]:
    """The registrar of these settings, or one that says why there is none; and the platform's address."""
    wish = settings.platform
    try:
        if wish.kind is PlatformKind.SANDBOX:
            sandbox = opened.enter_context(SandboxPlatform(settings.home / "sandbox"))
            return PeridioCore(
                sandbox.admin_url, sandbox.api_key, product=sandbox.product_prn, ca_bundle=sandbox.ca_file
            ), sandbox.admin_url
        key = find_secret(PLATFORM_KEY, settings.home)
        if key is None:
            raise SettingsError(
                "The platform's API key is not there.",
                key=PLATFORM_KEY,
                advice=f"An engineer must put it into the keyring (`keyring set birthmark {PLATFORM_KEY}`) or into PERIDIO_API_KEY.",
            )
        return PeridioCore(
            wish.base_url, key, product=wish.product, ca_bundle=wish.ca_bundle, scheme=wish.scheme, api_version=wish.api_version
        ), wish.base_url
    except StationError as error:
        log.warning("platform.unusable", code=error.code, reason=error.message)
        return NoRegistrar(error), wish.base_url
