"""Every family that the station speaks with, as the conformance kit meets it: its shipped recipe, its driver, its simulator."""

from pathlib import Path

from kit import Candidate, Fault, over_link
from kit_links import OWNER, UNIT, ShellUnit, open_shell, open_token

from app.core.errors import DeviceGarbled
from app.core.recipe import Recipe
from app.devices.drivers.linux_console import LinuxConsole
from app.devices.drivers.micropython import MicroPython
from app.devices.drivers.nrf91 import Nrf91
from app.devices.drivers.simulated import Simulated
from app.devices.drivers.simulated_words import No, decode, encode
from app.devices.drivers.uboot_console import UBoot
from app.devices.drivers.zephyr import ZephyrCredentials
from app.sandbox.families import CREDENTIAL, PASSWORD, PIN, USER
from app.sandbox.linux import LinuxUnit
from app.sandbox.micropython import MicroPythonBoard
from app.sandbox.nrf91 import Nrf91InShell, Nrf91OnLine
from app.sandbox.token import SimulatedToken
from app.sandbox.uboot import UBootBoard
from app.sandbox.unit import Refusal, SimulatedUnit
from app.sandbox.voice import Voice
from app.sandbox.zephyr import ZephyrDevice

RECIPES = Path(__file__).parents[2] / "resources" / "recipes"


def shipped(name: str, **sections) -> Recipe:
    content = Recipe.load(RECIPES / f"{name}.toml").model_dump()
    for section, values in sections.items():
        content[section] |= values
    return Recipe.model_validate(content)


class UnitVoice(Voice):
    """The simulated unit of the demo, without the thread of its cable."""

    def __init__(self) -> None:
        super().__init__("0042-1187", "gateway")
        self.unit = SimulatedUnit(self.serial)
        self._heard = b""

    def power_up(self):
        self._heard = b""
        return b""

    def hear(self, data):
        *lines, self._heard = (self._heard + data).split(b"\n")
        return b"".join(self._answer(line) for line in lines if line.strip())

    def _answer(self, line):
        try:
            message = decode(line)
        except DeviceGarbled:
            return encode({"n": None, "no": No.FIELDS})
        try:
            return encode({"n": message.get("n"), "ok": self.unit.answer(message)})
        except Refusal as refusal:
            return encode({"n": message.get("n"), "no": refusal.no})


def _board(window):
    return lambda: MicroPythonBoard("30aea4123456", window=window)


def _files(board):
    return dict(board.files), dict(board.blobs)


def _modem(voice):
    return dict(voice.modem.store)


_FAST = {"baud": 4_000_000}
"""No time on the wire, where a piece without an echo waits for it."""

LINUX_FAULTS = {
    "linux-files": (Fault.SILENCE, Fault.CANCEL),  # the others strike a real shell
    "linux-tpm": tuple(Fault),
    "linux-tpm-nv": (Fault.GONE,),
    "linux-token": (Fault.GONE,),
    "linux-uboot-env": (Fault.GONE,),
}
"""The console is one and the same, and meets all of them; to be cut off is what each place for keys must bear for itself."""
CANDIDATES = [
    Candidate("simulated", shipped("simulated"), UnitVoice, over_link(Simulated), lambda voice: (voice.unit.chain, voice.unit.key)),
    Candidate("micropython", shipped("micropython"), _board(256), over_link(MicroPython), _files),
    Candidate("micropython, bytes apart", shipped("micropython"), _board(32), over_link(MicroPython, piece=1), _files),
    Candidate("micropython-nvs", shipped("micropython-nvs"), _board(128), over_link(MicroPython), _files),
    Candidate("micropython-small", shipped("micropython-small", link=_FAST), _board(0), over_link(MicroPython), _files),
    Candidate("nrf91", shipped("nrf91"), lambda: Nrf91OnLine("352656100000017"), over_link(Nrf91), _modem),
    Candidate("nrf91-shell", shipped("nrf91-shell"), lambda: Nrf91InShell("352656100000017"), over_link(Nrf91, piece=61), _modem),
    Candidate(
        "nrf91, key from the station",
        shipped("nrf91", key={"origin": "station"}),
        lambda: Nrf91OnLine("352656100000017"),
        over_link(Nrf91),
        _modem,
    ),
    *(
        Candidate(
            f"zephyr, {buffer}",
            shipped("zephyr", storage={"buffer": buffer}, link=_FAST),
            lambda: ZephyrDevice("0011223344556677"),
            over_link(ZephyrCredentials),
            lambda voice: dict(voice.store),
            recalls=False,
        )
        for buffer in ("base64", "raw")
    ),
    Candidate(
        "uboot-console",
        shipped("uboot-console"),
        lambda: UBootBoard("LAB-0007"),
        over_link(UBoot),
        lambda board: dict(board.saved),
        mends=True,
    ),
    Candidate(
        "linux-files, a real shell",
        shipped(
            "linux-files",
            link={"credential": ""},
            key={"path": f"{UNIT}/device/device.key"},
            storage={name: f"{UNIT}/device/{name}" for name in ("certificate", "chain", "config")} | {"owner": OWNER},
        ),
        ShellUnit,
        open_shell,
        ShellUnit.content,
        faults=(Fault.GONE, Fault.GARBAGE),  # the same driver meets the others with its simulated device
        greeting=0,
    ),
    *(
        Candidate(
            name,
            shipped(name),
            lambda: LinuxUnit("LAB-0042", login=(USER, PASSWORD), pin=PIN),
            over_link(LinuxConsole, credential=CREDENTIAL),
            LinuxUnit.content,
            faults=faults,
            greeting=6,
            mends=True,
        )
        for name, faults in LINUX_FAULTS.items()
    ),
    Candidate(
        "host-token",
        shipped("host-token"),
        lambda: SimulatedToken("0042AF"),
        open_token,
        lambda token: (dict(token.keys), dict(token.certificates)),
        faults=(Fault.GONE, Fault.GARBAGE, Fault.CANCEL),  # its module knows no deadline
        greeting=0,
    ),
]
