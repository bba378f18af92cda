"""Peridio Core, the platform that devices are registered with (Admin API, PRN form)."""

import re
import ssl
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

import certifi
import httpx
from pydantic import SecretStr, ValidationError

from app.cloud.conversation import Conversation, Line, Patience
from app.cloud.registration import Registration, Wanted
from app.cloud.transport import names_host
from app.cloud.wire import Anything, DevicePage, NewDevice
from app.core.chain import Chain
from app.core.device import Identity
from app.core.errors import PlatformDenied, PlatformRefused, SettingsError
from app.core.recipe import Recipe
from app.core.run import Receipt
from app.core.waiting import Stop

_KEY = re.compile(r"[\x21-\x7e]+")
_SCHEMES = ("Bearer", "Token")
_CHECK = 10.0
"""Seconds that a person waits for `check`."""


class PeridioCore:
    """A Registrar; shared by all trays, since each registration has a conversation of its own."""

    def __init__(
        self,
        base_url: str,
        key: SecretStr,
        *,
        product: str = "",
        ca_bundle: Path | None = None,
        scheme: str = "Bearer",
        api_version: int = 2,
        patience: Patience = Patience(),  # noqa: B008  # frozen
    ) -> None:
        """`product` is the PRN for recipes that name none; `ca_bundle` (PEM) replaces the system's trust. Raises SettingsError."""
        if scheme not in _SCHEMES:
            raise SettingsError(f"The platform's key is sent as {' or '.join(_SCHEMES)}, not as {scheme}.", key="scheme")
        if _KEY.fullmatch(key.get_secret_value()) is None:
            raise SettingsError("The platform's API key is missing, or holds blanks or other characters that no key has.", key="key")
        self._line = Line(_base(base_url), key, scheme, api_version, _trust(ca_bundle))
        self._product = product
        self._patience = patience

    def register(self, identifier: str, identity: Identity, chain: Chain, recipe: Recipe, stop: Stop) -> Receipt:
        """Make sure that the platform has exactly this device with exactly this certificate, and that it says so when asked.

        What is already there and equal counts as done. Raises PlatformConflict where the identifier belongs to another product or
        certificate, CloudError, SettingsError where nobody names a product, Cancelled within 0.2 s of a stop.
        """
        wanted = Wanted(self._new_device(identifier, identity, recipe), chain)
        with self._open(self._patience, stop) as talk:
            return talk.insist(Registration(talk, wanted).settle)

    def require_ready(self, recipe: Recipe) -> None:
        """Raise SettingsError where neither recipe nor settings name the product."""
        self._product_of(recipe)

    def check(self) -> None:
        """Read one device and the default product, changing nothing; raises CloudError if devices could not be registered now."""
        patience = replace(self._patience, total=min(_CHECK, self._patience.total), tries=1)
        with self._open(patience, Stop()) as talk:
            talk.get("/devices", DevicePage, {"limit": "1"})
            if self._product:
                self._check_product(talk)

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

    def _open(self, patience: Patience, stop: Stop) -> Conversation:
        return Conversation(self._line, patience, stop)

    def _new_device(self, identifier: str, identity: Identity, recipe: Recipe) -> NewDevice:
        wish = recipe.registration
        try:
            return NewDevice(
                identifier=identifier,
                product_prn=self._product_of(recipe),
                cohort_prn=wish.cohort or None,
                description=recipe.fill(wish.description, identity, identifier) or None,
                tags=wish.tags or None,
                target=wish.target or None,
            )
        except ValidationError as error:
            names = ", ".join(str(detail["loc"][0]) for detail in error.errors(include_url=False, include_input=False))
            raise SettingsError(f"The platform would not take this device: {names} is wrong.", key=names) from error

    def _product_of(self, recipe: Recipe) -> str:
        product = recipe.registration.product or self._product
        if not product:
            raise SettingsError(
                f"Neither the recipe {recipe.name} nor the settings name the product on the platform.",
                key="product",
                advice="An engineer must put the product's PRN into the recipe or the settings.",
            )
        return product


def _base(text: str) -> httpx.URL:
    try:
        url = httpx.URL(text.rstrip("/"))
    except httpx.InvalidURL:
        url = httpx.URL()
    if url.scheme != "https" or not names_host(url) or url.userinfo or url.query or url.fragment:
        raise SettingsError(
            "The platform's address must begin with https:// and name a host.",
            key="base_url",
            advice="An engineer must correct the platform's address; the station never speaks to it without TLS.",
        )
    return url


def _trust(bundle: Path | None) -> ssl.SSLContext:
    """Whom to believe: the bundle alone, or the system's store with certifi's (a bundled program may not find the system's)."""
    if bundle is None:
        context = ssl.create_default_context()
        context.load_verify_locations(certifi.where())
        return context
    try:
        return ssl.create_default_context(cafile=str(bundle))
    except OSError as error:  # ssl.SSLError is one
        raise SettingsError(
            f"The platform's CA bundle {bundle} cannot be read as certificates in PEM.",
            file=str(bundle),
            key="ca_bundle",
            advice="An engineer must correct the path of the platform's CA bundle.",
        ) from error
