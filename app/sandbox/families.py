"""A simulated device of every family that the station speaks with, as a recipe wants it."""

import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from pydantic import SecretStr

from app.core.chain import Chain
from app.core.recipe import Driver, Form, Origin, Recipe
from app.devices import Credential
from app.sandbox.arrivals import make_unit
from app.sandbox.bench import Unit
from app.sandbox.linux import LinuxUnit
from app.sandbox.maker import ChipMaker
from app.sandbox.micropython import MicroPythonBoard
from app.sandbox.nrf91 import Nrf91InShell, Nrf91OnLine
from app.sandbox.token import SimulatedToken
from app.sandbox.uboot import UBootBoard
from app.sandbox.unit import SimulatedUnit
from app.sandbox.voice import Pace
from app.sandbox.zephyr import ZephyrDevice

USER, PASSWORD, PIN = "root", "factory", "271828"
"""What opens every simulated device that asks for it."""
CREDENTIAL = Credential(USER, SecretStr(PASSWORD), SecretStr(PIN))

_THINK = {
    "openssl": 0.1,
    "tpm2_createprimary": 0.4,
    "tpm2_create": 0.4,
    "tpm2_evictcontrol": 0.4,
    "tpm2_nvwrite": 0.4,
    "pkcs11-tool": 0.2,
    "AT%KEYGE": 1.0,
    "AT%CMNG=": 0.1,
    "cred": 0.05,
}
"""Seconds of work of a unit that takes its time, by the words of all families."""
_BYTE_RATE = 11_520


def make_device(recipe: Recipe, number: int, *, hurry: float = 0.0) -> Unit:
    """Blank unit `number` (from 0) of the recipe's family; `hurry` divides all times, 0: no time at all."""
    pace = Pace(_BYTE_RATE * hurry, {word: seconds / hurry for word, seconds in _THINK.items()}) if hurry else Pace()
    window = 0 if recipe.key.origin is Origin.STATION else 256  # a build that cannot work with keys is a small one
    login = (USER, PASSWORD) if recipe.link.credential else None
    makes: dict[Driver, Callable[[], Unit]] = {
        Driver.SIMULATED: lambda: make_unit(number, hurry=hurry),
        Driver.LINUX_CONSOLE: lambda: LinuxUnit(f"SIM-{number:04}", pace=pace, login=login, pin=PIN if recipe.key.pin else ""),
        Driver.MICROPYTHON: lambda: MicroPythonBoard(f"30aea4{number:06x}", pace=pace, window=window),
        Driver.NRF91_AT: lambda: (Nrf91InShell if recipe.link.shell else Nrf91OnLine)(_imei(number), pace=pace),
        Driver.ZEPHYR_CREDENTIALS: lambda: ZephyrDevice(f"{number:016x}", pace=pace),
        Driver.UBOOT_CONSOLE: lambda: UBootBoard(f"SIM-{number:04}", pace=pace),
        Driver.TOKEN: lambda: SimulatedToken(f"{number:08X}", pin=PIN),
    }
    return makes[recipe.driver]()


def make_finished(recipe: Recipe, number: int, maker: ChipMaker, *, hurry: float = 0.0) -> Unit:
    """The same, of a family that comes with key and certificate: `maker` has put them there."""
    unit = make_device(recipe, number, hurry=hurry)
    key, chain = maker.make(unit.serial, recipe.key.kind)
    match unit:
        case SimulatedUnit():
            unit.preprovision(key, chain)
        case SimulatedToken():
            unit.hold(_object(recipe), _attribute(recipe, "id"), key, chain)
        case LinuxUnit():
            unit.token.keys[_object(recipe)] = key
            _keep_on_linux(unit, recipe, chain)
    return unit


def _keep_on_linux(unit: LinuxUnit, recipe: Recipe, chain: Chain) -> None:
    if recipe.storage.form is Form.TOKEN:
        unit.token.certificates[_object(recipe)] = chain.der
    else:
        unit.files.place(recipe.storage.certificate, chain.leaf_pem)
    unit.files.place(recipe.storage.chain, chain.issuers_pem)


def _object(recipe: Recipe) -> str:
    return _attribute(recipe, "object").decode()


def _attribute(recipe: Recipe, name: str) -> bytes:
    found = re.search(rf"[:;]{name}=([^;?]+)", recipe.key.uri)
    return unquote_to_bytes(found[1]) if found else b""


def _imei(number: int) -> str:
    """15 digits, of which the last is the check digit over the others (3GPP TS 23.003, annex B)."""
    digits = f"3526561{number:07}"
    total = sum(sum(divmod(int(digit) * (1 + place % 2), 10)) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"
