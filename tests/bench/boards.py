"""Microcontrollers: whole paths at 115,200 baud against wire and work alone, a file against mpremote, a modem against nrfcredstore."""

import os
import tempfile
import time
from pathlib import Path

from mpremote.transport_serial import SerialTransport

import app
from app.core.recipe import Origin, Recipe
from app.core.waiting import Stop
from app.devices import Device
from app.devices.drivers.micropython import MicroPython
from app.devices.drivers.nrf91 import Nrf91
from app.devices.drivers.zephyr import ZephyrCredentials
from app.devices.links.serial import open_serial
from app.pki.keys import generate
from app.sandbox.bench import SimulatedBench
from app.sandbox.micropython import MicroPythonBoard
from app.sandbox.nrf91 import Nrf91OnLine
from app.sandbox.voice import Pace
from app.sandbox.zephyr import ZephyrDevice
from tests.bench.devices import BYTE_RATE, CHALLENGE, SIMULATED_LIMIT, Recorder
from tests.bench.nordic import installed, side_by_side
from tests.bench.ratios import Ratio, rate
from tests.devices.simulated_lab import Issuer
from tests.lab.boards import find_micropython, unix_board

SIZE = 27_000
"""Bytes of the file."""
RECIPES = Path(app.__file__).parent.parent / "resources" / "recipes"
FAMILIES = {
    "micropython": (MicroPython, lambda pace: MicroPythonBoard("30aea4123456", pace=pace), {"run": 0.02}),
    "nrf91": (Nrf91, lambda pace: Nrf91OnLine("352656100000017", pace=pace), {"AT%KEYGE": 1.0, "AT%CMNG=": 0.1, "AT+CFUN=": 0.3}),
    "zephyr": (ZephyrCredentials, lambda pace: ZephyrDevice("0011223344556677", pace=pace), {"cred": 0.02}),
}
"""The driver, its simulated device, and the seconds that its work takes."""


def run(size: int, rounds: int) -> list[Ratio]:
    """The copy only where MicroPython for Unix is installed; Nordic's tool only at the whole size, and where the registry has it."""
    ratios = [Ratio(f"the station on a simulated {name}", SIMULATED_LIMIT, tuple(_path(name) for _ in range(rounds))) for name in FAMILIES]
    if find_micropython():
        ratios.append(Ratio("a file onto a MicroPython board, against mpremote", 1.0, tuple(_copy(size) for _ in range(rounds))))
    if size >= SIZE:
        with installed() as python:
            if python is not None:
                measured = tuple(_against_nordic(python) for _ in range(rounds))
                ratios.append(Ratio("the wire to a simulated nRF91, against nrfcredstore", 3.0, measured))
    return ratios


def _against_nordic(python: Path) -> tuple[float, float]:
    """What the modem itself works for is the same for both and left out: the wire counts, and what each makes of it."""
    return side_by_side(python, Recipe.load(RECIPES / "nrf91.toml"), Pace(BYTE_RATE))


def _path(name: str) -> tuple[float, float]:
    recipe, issuer = Recipe.load(RECIPES / f"{name}.toml"), Issuer()
    driver, make, think = FAMILIES[name]
    unit, worked = make(Pace(BYTE_RATE, think)), []
    work = unit.work
    unit.work = lambda word: (worked.append(think.get(word, 0.0)), work(word))
    with SimulatedBench(["1"]) as bench:
        link = Recorder(bench.open_link(bench.plug("1", unit), Stop()))
        began = time.perf_counter()
        with driver(link, recipe, None, Stop()) as device:
            _whole_path(device, recipe, issuer)
        taken = time.perf_counter() - began
    limit = sum(len(part) for turn in link.turns for part in turn) / BYTE_RATE + sum(worked)
    return 1 / taken, 1 / limit


def _whole_path(device: Device, recipe: Recipe, issuer: Issuer) -> None:
    serial = device.identify().serial
    device.find_chain()
    device.find_request(serial)
    if recipe.key.origin is Origin.DEVICE:
        public_key = device.make_key(serial).public_key()
    else:
        key = generate(recipe.key.kind)
        device.import_key(key)
        public_key = key.public_key()
    device.write_chain(issuer.issue(public_key, serial))
    device.read_chain()
    if recipe.proof.signature:
        device.sign(CHALLENGE)


def _copy(size: int) -> tuple[float, float]:
    """The same bytes by both, checked: ours on the board by SHA-256, theirs here."""
    content = os.urandom(size)
    with tempfile.TemporaryDirectory() as folder, unix_board(Path(folder)) as board:
        ours = rate(1, lambda: _ours(board.path, f"{folder}/ours", content))
        return ours, rate(1, lambda: _theirs(board.path, f"{folder}/theirs", content))


def _ours(path: str, name: str, content: bytes) -> None:
    recipe = Recipe.load(RECIPES / "micropython.toml")
    with MicroPython(open_serial(path, recipe.link.baud, Stop()), recipe, None, Stop()) as device:
        device._write(name, content)


def _theirs(path: str, name: str, content: bytes) -> None:
    transport = SerialTransport(path, baudrate=115_200)
    transport.enter_raw_repl(soft_reset=False)
    transport.fs_writefile(name, content)
    transport.exit_raw_repl()
    transport.close()
    if Path(name).read_bytes() != content:
        raise AssertionError("mpremote wrote something else")
