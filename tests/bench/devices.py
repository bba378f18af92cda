"""The station against the devices' own time: a simulated unit at 115,200 baud, and a booted Linux with a TPM against a bare script.

What the wire and the device take is the limit. For the simulated unit it is known: bytes by byte rate, and its seconds of work. On the
Linux device a script without any waits types the very lines that the station typed, and reads until the very answers are there.
"""

import tempfile
import time
from pathlib import Path

from pydantic import SecretStr

import app
from app.core.recipe import Recipe
from app.core.waiting import Deadline, Stop
from app.devices import Credential, Link
from app.devices.drivers.linux_console import LinuxConsole
from app.devices.drivers.simulated import Simulated
from app.devices.drivers.simulated_words import Verb, decode
from app.devices.links.console import Console
from app.devices.links.serial import open_serial
from app.sandbox.behaviour import Behaviour
from app.sandbox.bench import SimulatedBench
from app.sandbox.unit import SimulatedUnit
from tests.bench.ratios import Ratio
from tests.devices.simulated_lab import Issuer
from tests.lab.build import PASSWORD, build
from tests.lab.linux_device import LinuxDevice, list_missing

SIZE, TINY = 3, 1
RECIPES = Path(app.__file__).parent.parent / "resources" / "recipes"
BYTE_RATE = 11_520
THINK = {Verb.HELLO: 0.1, Verb.IDENTIFY: 0.1, Verb.MAKE_KEY: 1.0, Verb.REQUEST: 0.3, Verb.COMMIT: 0.4, Verb.SIGN: 0.2}
CHALLENGE = b"a challenge that was never seen before"
SIMULATED_LIMIT = 1 / 1.10
LINUX_LIMIT = 1 / 1.15


class Recorder(Link):
    """A link that remembers what was said on it, and when its session began to work."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self.turns: list[list[bytes]] = []

    def read(self, deadline: Deadline) -> bytes:
        data = self._link.read(deadline)
        if self.turns:
            self.turns[-1][1] += data
        return data

    def write(self, data: bytes, deadline: Deadline) -> None:
        self.turns.append([data, b""])
        self._link.write(data, deadline)

    def close(self) -> None:
        self._link.close()


def run(size: int, rounds: int) -> list[Ratio]:
    """Both, the second only at the whole size and where this machine can boot a device."""
    ratios = [Ratio("the station on a simulated unit at 115,200 baud", SIMULATED_LIMIT, tuple(_simulated(size) for _ in range(rounds)))]
    if size >= SIZE and not list_missing():
        with tempfile.TemporaryDirectory() as folder, LinuxDevice(Path(folder), build(), "LAB-0009", life=1800) as device:
            ratios.append(Ratio("the station on a Linux with a TPM", LINUX_LIMIT, tuple(_linux(device) for _ in range(rounds))))
    return ratios


def _whole_path(device, issuer: Issuer) -> None:
    serial = device.identify().serial
    device.find_chain()
    device.find_request(serial)
    csr = device.make_key(serial)
    chain = issuer.issue(csr.public_key(), serial)
    device.write_chain(chain)
    device.read_chain()
    device.sign(CHALLENGE)


def _simulated(size: int) -> tuple[float, float]:
    recipe, issuer = Recipe.load(RECIPES / "simulated.toml"), Issuer()
    taken = limit = 0.0
    with SimulatedBench(["1"]) as bench:
        for number in range(size):
            unit = SimulatedUnit(f"0042-{number:04}", behaviour=Behaviour(byte_rate=BYTE_RATE, think=THINK))
            link = Recorder(bench.open_link(bench.plug("1", unit), Stop()))
            began = time.perf_counter()
            with Simulated(link, recipe, None, Stop()) as device:
                _whole_path(device, issuer)
            taken += time.perf_counter() - began
            lines = [line for said, _ in link.turns for line in said.split(b"\n") if line]
            limit += sum(len(part) for turn in link.turns for part in turn) / BYTE_RATE
            # A second hello of the same number, asked of a unit that still boots, is one.
            limit += sum(THINK.get(Verb(str(decode(line)["verb"])), 0.0) for line in dict.fromkeys(lines))
            bench.unplug("1")
    return size / taken, size / limit


def _linux(device: LinuxDevice) -> tuple[float, float]:
    recipe, issuer = Recipe.load(RECIPES / "linux-tpm.toml"), Issuer()
    credential = Credential("root", SecretStr(PASSWORD))
    _blank(device, recipe, credential)
    link = Recorder(open_serial(device.pty, recipe.link.baud, Stop()))
    with LinuxConsole(link, recipe, credential, Stop()) as session:
        session.identify()
        link.turns.clear()
        began = time.perf_counter()
        _whole_path(session, issuer)
        ours = time.perf_counter() - began
        turns = list(link.turns)
    _blank(device, recipe, credential)
    console = Console(open_serial(device.pty, recipe.link.baud, Stop()), credential, boot_seconds=60, answer_seconds=60)
    console.ask("true")
    port = console._link._port
    began = time.perf_counter()
    for said, answer in turns:
        port.write(said)
        end, heard = answer.strip()[-16:], b""
        while end and end not in heard:
            heard += port.read(max(1, port.in_waiting))
    theirs = time.perf_counter() - began
    console.close()
    return 1 / ours, 1 / theirs


def _blank(device: LinuxDevice, recipe: Recipe, credential: Credential) -> None:
    console = Console(open_serial(device.pty, recipe.link.baud, Stop()), credential, boot_seconds=60, answer_seconds=60)
    console.ask(f"rm -rf /data/peridio; tpm2_evictcontrol -Q -C o -c {recipe.key.handle:#x}")
    console.close()
