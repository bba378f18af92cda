"""The outbox, ledger included, against a bare httpx loop that makes the same calls at the same concurrency; no rate limit, no faults."""

import base64
import signal
import ssl
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
from pydantic import SecretStr

import app
from app.cloud.peridio import PeridioCore
from app.core.waiting import Deadline, Stop
from app.provisioning.outbox import Outbox
from app.provisioning.outbox_rules import Limits
from app.store import Ledger
from tests.bench.ratios import Ratio, rate
from tests.provisioning.outbox_lab import STATION, chain_for, owe_many

SIZE = 600
_IN_FLIGHT = 4
_PATIENCE = 600.0
_NEEDED = {"PERIDIO_BASE_URL", "PERIDIO_CA_PATH", "PERIDIO_API_KEY", "BIRTHMARK_PLATFORM__PRODUCT"}


@contextmanager
def sandbox(folder: Path) -> Iterator[dict[str, str]]:
    """The sandbox platform in a process of its own, and how it is reached."""
    command = [sys.executable, "-m", "app", "--home", str(folder), "sandbox"]
    root = Path(app.__file__).parent.parent
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            reach: dict[str, str] = {}
            while not reach.keys() >= _NEEDED:
                name, _, value = process.stdout.readline().removeprefix("export ").strip().partition("=")
                if not name:
                    raise RuntimeError("the sandbox did not start")
                reach[name] = value
            yield reach
        finally:
            process.send_signal(signal.SIGINT)
            process.stdout.read()


def ours(reach: dict[str, str], ledger: Ledger) -> None:
    """Settle everything that is owed."""
    core = PeridioCore(
        reach["PERIDIO_BASE_URL"],
        SecretStr(reach["PERIDIO_API_KEY"]),
        product=reach["BIRTHMARK_PLATFORM__PRODUCT"],
        ca_bundle=Path(reach["PERIDIO_CA_PATH"]),
    )
    with Outbox(ledger.outbox, core.open_series, Limits(_IN_FLIGHT, rate=0)):
        if not Stop().wait_for(lambda: not ledger.outbox.count().open, Deadline(_PATIENCE)):
            raise TimeoutError("the outbox never got there")


def theirs(reach: dict[str, str], units: list[tuple[str, bytes]]) -> None:
    """The six calls for each unit, over connections that are kept: find, create, look, add, look at both."""
    trust = ssl.create_default_context(cafile=reach["PERIDIO_CA_PATH"])
    headers = {"authorization": f"Bearer {reach['PERIDIO_API_KEY']}", "x-api-version": "2"}

    def work(mine: list[tuple[str, bytes]]) -> None:
        with httpx.Client(base_url=reach["PERIDIO_BASE_URL"], headers=headers, verify=trust, timeout=60) as client:
            for name, pem in mine:
                client.get("/devices", params={"search": f"identifier:'{name}'", "limit": "100"}).raise_for_status()
                wish = {"identifier": name, "product_prn": reach["BIRTHMARK_PLATFORM__PRODUCT"], "tags": ["lab"]}
                prn = client.post("/devices", json=wish).raise_for_status().json()["device"]["prn"]
                look = {"search": f"device_prn:'{prn}'", "limit": "100"}
                client.get("/device_certificates", params=look).raise_for_status()
                new = {"device_prn": prn, "certificate": base64.b64encode(pem).decode()}
                client.post("/device_certificates", json=new).raise_for_status()
                client.get(f"/devices/{prn}").raise_for_status()
                client.get("/device_certificates", params=look).raise_for_status()

    with ThreadPoolExecutor(_IN_FLIGHT) as pool:
        list(pool.map(work, [units[start::_IN_FLIGHT] for start in range(_IN_FLIGHT)]))


def run(size: int, rounds: int) -> list[Ratio]:
    """One ratio."""
    found = []
    with tempfile.TemporaryDirectory() as name, sandbox(Path(name) / "sandbox") as reach:
        for number in range(rounds):
            bare = [(f"B{number}-{uuid.uuid4().hex[:12]}", chain_for(f"B{number}-{place}").leaf_pem) for place in range(size)]
            with Ledger.open(Path(name) / f"{number}.db", STATION) as ledger:
                owe_many(ledger, (f"O{number}-{place}" for place in range(size)))
                mine = rate(size, lambda ledger=ledger: ours(reach, ledger))
            found.append((mine, rate(size, lambda bare=bare: theirs(reach, bare))))
    return [Ratio("outbox against a bare httpx loop", 0.8, tuple(found))]
