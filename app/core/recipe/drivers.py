"""What each driver can do, as data: a recipe that asks for anything else is refused when it is loaded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.core.device import PortKind
from app.core.keykind import KeyKind
from app.core.recipe.keys import Key, Origin, Place
from app.core.recipe.storage import Form, Storage


class Driver(StrEnum):
    """A product family that the station speaks with."""

    LINUX_CONSOLE = "linux-console"
    MICROPYTHON = "micropython"
    """The raw REPL of a MicroPython board."""
    NRF91_AT = "nrf91-at"
    """The modem of an nRF91, by AT commands."""
    TOKEN = "pkcs11-token"  # noqa: S105 - a kind of driver
    """A PKCS#11 token at this machine: a secure element, a smart card, a software TPM."""
    ZEPHYR_CREDENTIALS = "zephyr-credentials"
    """Zephyr's shell with the commands of its TLS credentials."""
    UBOOT_CONSOLE = "uboot-console"
    """The prompt of U-Boot."""
    SIMULATED = "simulated"


_MADE_HERE = frozenset({Origin.DEVICE, Origin.STATION})


@dataclass(frozen=True, slots=True)
class Keeping:
    """One place in which a family keeps its key, and what goes with it."""

    place: Place
    kinds: frozenset[KeyKind] = frozenset(KeyKind) - {KeyKind.ED25519}
    """Ed25519 must be said: few TLS libraries of small devices and no TPM know it."""
    origins: frozenset[Origin] = _MADE_HERE
    forms: frozenset[Form] = frozenset({Form.FILES})
    """The storage forms in which the certificate may be kept beside such a key."""
    signs: bool = True
    """Whether the device can sign a challenge with a key that is there."""


@dataclass(frozen=True, slots=True)
class Ability:
    """What one driver can do."""

    ports: frozenset[PortKind]
    keepings: tuple[Keeping, ...]
    locks: bool = False
    """Whether it can lock a device for good."""
    calls: bool = False
    """Whether a device can call the platform by itself."""


_TPM_KINDS = frozenset({KeyKind.EC_P256, KeyKind.EC_P384, KeyKind.RSA_2048, KeyKind.RSA_3072})
_EC_KINDS = frozenset({KeyKind.EC_P256, KeyKind.EC_P384})
_TOKEN_KINDS = frozenset(KeyKind) - {KeyKind.ED25519}
_ANY_KIND = frozenset(KeyKind)
_BORN_INSIDE = frozenset({Origin.DEVICE})
_NEVER_OUTSIDE = frozenset({Origin.DEVICE, Origin.PREPROVISIONED})
_ANY_ORIGIN = frozenset(Origin)
_ORIGINS = {Place.TPM: _BORN_INSIDE, Place.TOKEN: _BORN_INSIDE}
_P256 = frozenset({KeyKind.EC_P256})
_CABLE = frozenset({PortKind.SERIAL, PortKind.SIMULATED})
"""A serial port, or a simulated unit behind one."""

ABILITIES: dict[Driver, Ability] = {
    Driver.LINUX_CONSOLE: Ability(
        ports=_CABLE,
        keepings=(
            Keeping(Place.TPM, kinds=_TPM_KINDS, origins=_BORN_INSIDE, forms=frozenset({Form.FILES, Form.TPM_NV})),
            Keeping(Place.TOKEN, kinds=_TOKEN_KINDS, origins=_NEVER_OUTSIDE, forms=frozenset({Form.FILES, Form.TOKEN})),
            Keeping(Place.UBOOT_ENV, kinds=_EC_KINDS, forms=frozenset({Form.UBOOT_ENV})),
            Keeping(Place.FILE, kinds=_ANY_KIND),
        ),
        calls=True,
    ),
    Driver.MICROPYTHON: Ability(
        ports=_CABLE,
        keepings=(
            Keeping(Place.FILE, kinds=_P256),
            Keeping(Place.NVS, kinds=_P256, forms=frozenset({Form.NVS})),
        ),
    ),
    Driver.NRF91_AT: Ability(
        ports=_CABLE,
        keepings=(Keeping(Place.MODEM, kinds=_P256, forms=frozenset({Form.MODEM}), signs=False),),
    ),
    Driver.TOKEN: Ability(
        ports=frozenset({PortKind.TOKEN, PortKind.SIMULATED}),
        keepings=(Keeping(Place.TOKEN, origins=_NEVER_OUTSIDE, forms=frozenset({Form.TOKEN})),),
    ),
    Driver.ZEPHYR_CREDENTIALS: Ability(
        ports=_CABLE,
        keepings=(
            Keeping(Place.CREDENTIAL_STORE, origins=frozenset({Origin.STATION}), forms=frozenset({Form.CREDENTIAL_STORE}), signs=False),
        ),
    ),
    Driver.UBOOT_CONSOLE: Ability(
        ports=_CABLE,
        keepings=(
            Keeping(Place.UBOOT_ENV, kinds=_EC_KINDS, origins=frozenset({Origin.STATION}), forms=frozenset({Form.UBOOT_ENV}), signs=False),
        ),
    ),
    Driver.SIMULATED: Ability(
        # It plays all of them; over a serial port too, where its unit is on a terminal.
        ports=frozenset({PortKind.SIMULATED, PortKind.SERIAL}),
        keepings=tuple(Keeping(place, kinds=_ANY_KIND, origins=_ORIGINS.get(place, _ANY_ORIGIN), forms=frozenset(Form)) for place in Place),
        locks=True,
    ),
}


def list_misfits(driver: Driver, port: PortKind, key: Key, storage: Storage, *, signature: bool, lock: bool) -> list[str]:
    """What a recipe asks of a driver that it cannot do, a sentence each that begins with the key in the recipe; empty: it can do all."""
    ability = ABILITIES[driver]
    keeping = next((keeping for keeping in ability.keepings if keeping.place is key.place), None)
    if keeping is None:
        return [_misfit("key.place", (keeping.place for keeping in ability.keepings), f"driver is {driver}")]
    here = f"driver is {driver} and key.place {key.place}"
    asked: Iterator[tuple[str, object, frozenset[object]]] = iter(
        (
            ("detect.kind", port, frozenset(ability.ports)),
            ("key.kind", key.kind, frozenset(keeping.kinds)),
            ("key.origin", key.origin, frozenset(keeping.origins)),
            ("storage.form", storage.form, frozenset(keeping.forms)),
            ("proof.signature", signature, frozenset({keeping.signs, False})),
            ("lock.enabled", lock, frozenset({ability.locks, False})),
        )
    )
    return [_misfit(name, allowed, here) for name, wish, allowed in asked if wish not in allowed]


def list_agent_misfits(key: Key, storage: Storage) -> list[str]:
    """What peridiod on the device could not find or use, a sentence each; empty where the recipe writes no configuration for it.

    Source: peridiod's README, `key_pair_source`.
    """
    if storage.config is None:
        return []
    misfits = []
    if key.place in (Place.TPM, Place.TOKEN) and not key.uri:
        misfits.append("key.uri must name the token's key where peridio.json is written for a key in a TPM or a token")
    if key.place in (Place.TPM, Place.TOKEN, Place.UBOOT_ENV) and not key.kind.startswith("ec-"):
        misfits.append("key.kind must be an EC key: peridiod reads only ECDSA keys from a token or from U-Boot's environment")
    if storage.form is Form.TPM_NV:
        misfits.append("storage.config must be empty where storage.form is 'tpm-nv': peridiod reads no certificate from there")
    return misfits


def _misfit(name: str, allowed: Iterable[object], here: str) -> str:
    words = sorted(str(value).lower() if isinstance(value, bool) else f"'{value}'" for value in allowed)
    return f"{name} must be {' or '.join(words)} where {here}"
