"""Peridio Core, the platform that devices are registered with (Admin API, PRN form)."""

from http import HTTPStatus
from pathlib import Path

from pydantic import SecretStr, ValidationError

from app.cloud.access import Access
from app.cloud.conversation import Conversation
from app.cloud.insisting import Patience
from app.cloud.products import product_of
from app.cloud.registration import Registration, Wanted
from app.cloud.series import PeridioSeries
from app.cloud.wire import Anything, NewDevice
from app.core.chain import Chain
from app.core.device import Identity
from app.core.errors import PlatformDenied, PlatformRefused, SettingsError
from app.core.recipe import Recipe
from app.core.run import Receipt
from app.core.waiting import Stop


class PeridioCore:
    """A Registrar; shared by all trays, since each registration has a conversation of its own."""

    def __init__(
        self,
        base_url: str,
        key: SecretStr,
        *,
        product: str = "",
        ca_bundle: Path | None = None,
        pin: str = "",
        scheme: str = "Bearer",
        api_version: int = 2,
        patience: Patience = Patience(),  # noqa: B008  # frozen
    ) -> None:
        """`product` is the PRN for recipes that name none; the rest is as Access takes it. Raises SettingsError."""
        self.access = Access(base_url, key, ca_bundle=ca_bundle, pin=pin, scheme=scheme, api_version=api_version, patience=patience)
        """By which everything else that speaks to this platform opens its conversations."""
        self._product = product

    def register(self, identifier: str, identity: Identity, chain: Chain, recipe: Recipe, stop: Stop) -> Receipt:
        """Make sure that the platform has exactly this device with exactly this certificate, and that it says so when asked.

        What is already there and equal counts as done. Raises PlatformConflict where the identifier belongs to another product or
        certificate, CloudError, SettingsError where nobody names a product, Cancelled within 0.2 s of a stop.
        """
        wanted = self._want(identifier, identity, chain, recipe)
        with self.access.open(stop) as talk:
            return talk.insist(Registration(talk, wanted).settle)

    def open_series(self, stop: Stop) -> PeridioSeries:
        """Registers one device after the other over the same connections; to be closed."""
        return PeridioSeries(lambda: self.access.open(stop), self._want)

    def require_ready(self, recipe: Recipe) -> None:
        """Raise SettingsError where neither recipe nor settings name the product."""
        product_of(recipe, self._product)

    def check(self) -> None:
        """Read a device, a certificate and the default product, changing nothing; compare the clocks.

        Raises CloudError if devices could not be registered now. What the API key may not read is named; what it may write, the platform
        tells nobody.
        """
        with self.access.open_check() as talk:
            for path in ("/devices", "/device_certificates"):
                self._check_readable(talk, path)
            talk.require_clock()
            if self._product:
                self._check_product(talk)

    def _check_readable(self, talk: Conversation, path: str) -> None:
        try:
            talk.get(path, Anything, {"limit": "1"})
        except PlatformDenied as error:
            if not error.known:
                raise
            what = path.strip("/").replace("_", " ")
            raise PlatformDenied(f"The API key may not read {what} there. {error.message}") from error

    def _check_product(self, talk: Conversation) -> None:
        try:
            talk.get(f"/products/{self._product}", Anything)
        except PlatformDenied:
            return  # a key may register devices without being allowed to look at products
        except PlatformRefused as error:
            if error.status != HTTPStatus.NOT_FOUND:
                raise
            raise PlatformRefused(
                f"The platform does not know the product {self._product}.",
                status=error.status,
                advice="An engineer must correct the product's PRN in the settings.",
            ) from error

    def _want(self, identifier: str, identity: Identity, chain: Chain, recipe: Recipe) -> Wanted:
        return Wanted(self._new_device(identifier, identity, recipe), chain)

    def _new_device(self, identifier: str, identity: Identity, recipe: Recipe) -> NewDevice:
        wish = recipe.registration
        try:
            return NewDevice(
                identifier=identifier,
                product_prn=product_of(recipe, self._product),
                cohort_prn=wish.cohort or None,
                description=recipe.fill(wish.description, identity, identifier) or None,
                tags=wish.tags or None,
                target=wish.target or None,
            )
        except ValidationError as error:
            names = ", ".join(str(detail["loc"][0]) for detail in error.errors(include_url=False, include_input=False))
            raise SettingsError(f"The platform would not take this device: {names} is wrong.", key=names) from error
