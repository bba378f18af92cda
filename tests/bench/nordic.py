"""Nordic's own tool, nrfcredstore, on the same simulated modem: key, request, certificate, list.

Of the bench only, for it brings a proprietary package. It is installed into a folder of its own, where the package registry has it. It asks
the system which serial ports there are, so it is told that the modem's terminal is one.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from app.core.recipe import Recipe
from app.core.waiting import Stop
from app.devices.drivers.nrf91 import Nrf91
from app.devices.links.serial import open_serial
from app.sandbox.nrf91 import Nrf91OnLine
from app.sandbox.terminal import UnitOnPty
from app.sandbox.voice import Pace
from tests.devices.simulated_lab import Issuer

TOOL = "nrfcredstore==2.1.0"
TAG = "16842753"
_PATIENCE = 300
_CALL = """
import os, sys
from serial.tools.list_ports_common import ListPortInfo
from nrfcredstore import cli, comms
comms.get_comports_fixed_ordering = lambda: [ListPortInfo(os.path.realpath(sys.argv[1]), skip_link_detection=True)]
cli.run(["nrfcredstore", "--rtscts-off", "--cmd-type", "at", *sys.argv[1:]])
"""


@contextmanager
def installed() -> Iterator[Path | None]:
    """The Python that has the tool; None where it cannot be had."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True, timeout=_PATIENCE)
        python = Path(folder) / "bin" / "python"
        done = subprocess.run([python, "-m", "pip", "install", "--quiet", TOOL], check=False, capture_output=True, timeout=_PATIENCE)
        yield None if done.returncode else python


def side_by_side(python: Path, recipe: Recipe, pace: Pace) -> tuple[float, float]:
    """Units a second, of ours with all that the station looks at before and after, and of theirs."""
    issuer = Issuer()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        with UnitOnPty(Nrf91OnLine("352656100000017", pace=pace), folder, "ours") as unit:
            began = time.perf_counter()
            with Nrf91(open_serial(str(unit.path), recipe.link.baud, Stop()), recipe, None, Stop()) as device:
                serial = device.identify().serial
                device.find_chain()
                chain = issuer.issue(device.make_key(serial).public_key(), serial)
                device.write_chain(chain)
                if device.read_chain() != chain:
                    raise AssertionError("the modem keeps something else")
            ours = time.perf_counter() - began
        with UnitOnPty(Nrf91OnLine("352656100000025", pace=pace), folder, "theirs") as unit:

            def call(*words: str) -> str:
                command = [str(python), "-c", _CALL, str(unit.path), *words]
                return subprocess.run(command, check=True, capture_output=True, text=True, timeout=_PATIENCE).stdout

            began = time.perf_counter()
            call("generate", TAG, str(folder / "csr.der"))
            csr = x509.load_der_x509_csr((folder / "csr.der").read_bytes())
            chain = issuer.issue(csr.public_key(), "352656100000025")
            (folder / "cert.pem").write_bytes(chain.leaf.public_bytes(Encoding.PEM))
            call("write", TAG, "CLIENT_CERT", str(folder / "cert.pem"))
            if "CLIENT_CERT" not in call("list"):
                raise AssertionError("nrfcredstore wrote nothing")
            theirs = time.perf_counter() - began
    return 1 / ours, 1 / theirs
