"""The Linux driver in a real shell: every verb, and at every message what the kit leaves out (a refusal, a cable pulled after the work)."""

import base64
import grp
import hashlib
import json
import os
import pwd
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

import app
from app.core.chain import Chain, key_fingerprint
from app.core.errors import DeviceError, DeviceGarbled, DeviceGone, DeviceRefused, ProofFailed
from app.core.recipe import Recipe
from app.core.waiting import Stop
from app.devices import Link
from app.devices.drivers.linux_console import LinuxConsole
from app.devices.links.serial import open_serial
from tests.devices.console_lab import ShellDevice
from tests.patience import PATIENCE

SHIPPED = Path(app.__file__).parent.parent / "resources" / "recipes" / "linux-tpm.toml"
OWNER = f"{pwd.getpwuid(os.getuid()).pw_name}:{grp.getgrgid(os.getgid()).gr_name}"
SHELLS = {"bash": ["env", "PS1=\x1b[1;32mboard\x1b[0m$ ", "bash", "--norc", "-i"], "ash": ["env", "PS1=# ", "busybox", "ash", "-i"]}
SERIAL = "0042-1187"
CHALLENGE = b"a challenge that was never seen before"
KEY = ec.generate_private_key(ec.SECP256R1())


def recipe(folder, **link):
    content = Recipe.load(SHIPPED).model_dump()
    content["link"] |= {"answer_seconds": PATIENCE, "boot_seconds": PATIENCE, "credential": "", **link}
    content["key"] |= {"place": "file", "path": f"{folder}/device/device.key"}
    content["storage"] |= {name: f"{folder}/device/{name}" for name in ("certificate", "chain", "config")} | {"owner": OWNER}
    return Recipe.model_validate(content)


class Issuer:
    """A CA of plain `cryptography` that remembers what it issued for a key."""

    def __init__(self) -> None:
        self._issued: dict[str, Chain] = {}
        self._certificate = self._sign("Lab CA", KEY.public_key())

    def issue(self, public_key) -> Chain:
        name = key_fingerprint(public_key)
        if name not in self._issued:
            self._issued[name] = Chain(self._sign(SERIAL, public_key), (self._certificate,))
        return self._issued[name]

    @staticmethod
    def _sign(name, public_key) -> x509.Certificate:
        now = datetime.now(UTC)
        subject, issuer = (x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)]) for text in (name, "Lab CA"))
        builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(public_key)
        builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now).not_valid_after(now + timedelta(days=9))
        return builder.sign(KEY, SHA256())


@pytest.fixture(scope="module")
def issuer():
    return Issuer()


class FaultyLink(Link):
    """A link on which something happens instead of the message of that number; it counts what the station says in a running session."""

    def __init__(self, link: Link, at: int = 0, fault: Callable[["FaultyLink", bytes], bytes | None] = lambda _, line: line) -> None:
        self._link = link
        self._at = at
        self._fault = fault
        self.messages = 0
        self.gone = False

    def read(self, deadline):
        if self.gone:
            raise DeviceGone("unplugged")
        return self._link.read(deadline)

    def write(self, data, deadline):
        if self.gone:
            raise DeviceGone("unplugged")
        if len(data.partition(b" ")[0]) == 65 and not data.endswith(b"exit\n"):
            self.messages += 1
            if self.messages == self._at:
                data = self._fault(self, data)
        if data:
            self._link.write(data, deadline)

    def close(self):
        self._link.close()


class HearingLink(FaultyLink):
    """A link that remembers all that the device said."""

    def __init__(self, link: Link) -> None:
        super().__init__(link)
        self.heard = b""

    def read(self, deadline):
        data = super().read(deadline)
        self.heard += data
        return data


def unplug_after(link, line):
    """The device does what it was told, and is gone before it can say so."""
    link.gone = True
    return line


def refuse(_, line):
    """Every command fails with a word of its own; what is only handed over cannot be refused."""
    command = line.partition(b" ")[2].rstrip(b"\n")
    if command.startswith(b"o="):
        command = b"o='it is not allowed';r=9;" + command.rpartition(b";")[2]
    return f"#{hashlib.sha256(command).hexdigest()} ".encode() + command + b"\n"


def whole_run(link, wanted, issuer, stop=None):
    """Everything a run asks of a device, as the flow does: what is there is kept, what is missing is made."""
    with LinuxConsole(link, wanted, None, stop or Stop()) as device:
        device.find_chain()
        csr = device.find_request(SERIAL) or device.make_key(SERIAL)
        assert csr.is_signature_valid
        chain = issuer.issue(csr.public_key())
        device.write_chain(chain)
        assert device.read_chain() == chain
        csr.public_key().verify(device.sign(CHALLENGE), CHALLENGE, ec.ECDSA(SHA256()))
        return chain


def driver(shell, wanted):
    return LinuxConsole(open_serial(shell.path, 115_200, Stop()), wanted, None, Stop())


def content(folder):
    return {path.name: path.read_bytes() for path in Path(folder, "device").glob("*")}


@pytest.fixture(params=SHELLS)
def shell(request):
    with ShellDevice(SHELLS[request.param]) as device:
        yield device


def test_a_whole_run_and_the_same_again_changes_nothing(shell, tmp_path, issuer):
    wanted = recipe(tmp_path)
    first = whole_run(open_serial(shell.path, 115_200, Stop()), wanted, issuer)
    assert sorted(content(tmp_path)) == ["certificate", "chain", "config", "device.key"], "nothing half-made is left"
    assert content(tmp_path)["certificate"] == first.leaf_pem
    assert content(tmp_path)["chain"] == first.issuers_pem
    assert json.loads(content(tmp_path)["config"]) == {
        "version": 1,
        "node": {
            "key_pair_source": "file",
            "key_pair_config": {"private_key_path": wanted.key.path, "certificate_path": wanted.storage.certificate},
        },
    }
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "device").iterdir()}
    assert modes == {"certificate": 0o644, "chain": 0o644, "config": 0o644, "device.key": 0o600}
    assert (tmp_path / "device").stat().st_mode & 0o777 == 0o755, "who may read the certificate may reach it"
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in (tmp_path / "device").iterdir()}
    assert whole_run(open_serial(shell.path, 115_200, Stop()), wanted, issuer) == first
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in (tmp_path / "device").iterdir()} == before


def test_a_key_of_the_station_never_comes_out_again(shell, tmp_path):
    wanted = recipe(tmp_path)
    pem = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    link = HearingLink(open_serial(shell.path, 115_200, Stop()))
    with LinuxConsole(link, wanted, None, Stop()) as device:
        device.import_key(KEY)
        device.import_key(KEY)
        assert device.find_request(SERIAL).public_key() == KEY.public_key()
        KEY.public_key().verify(device.sign(CHALLENGE), CHALLENGE, ec.ECDSA(SHA256()))
    assert content(tmp_path) == {"device.key": pem}
    # The second line holds most of the private number; within an answer it may stand at any of base64's three alignments.
    secret = pem.splitlines()[2]
    heard = link.heard.replace(b"\r", b"").replace(b"\n", b"")
    assert len(heard) > 1000
    for shown in (secret, *(base64.b64encode(b"x" * before + secret)[8:-8] for before in range(3))):
        assert shown not in heard


@pytest.mark.parametrize("spoil", ["line ends", "one more", "gone", "empty", "text", "other config"])
def test_reading_back_believes_only_what_was_written(tmp_path, issuer, spoil):
    wanted = recipe(tmp_path)
    chain = issuer.issue(KEY.public_key())
    certificate, config = tmp_path / "device/certificate", tmp_path / "device/config"
    with ShellDevice(SHELLS["ash"]) as shell, driver(shell, wanted) as device:
        device.write_chain(chain)
        if spoil == "line ends":
            certificate.write_bytes(chain.leaf_pem.replace(b"\n", b"\r\n"))
        elif spoil == "one more":
            certificate.write_bytes(chain.leaf_pem * 2)
        elif spoil == "gone":
            certificate.unlink()
        elif spoil == "empty":
            certificate.write_bytes(b"")
        elif spoil == "text":
            certificate.write_bytes(b"no certificate at all")
        else:
            config.write_text(config.read_text().replace("certificate_path", "cert_id"))
        with pytest.raises((ProofFailed, DeviceGarbled)):
            device.read_chain()
        device.write_chain(chain)
        assert device.read_chain() == chain, "writing again repairs it"


# ---- every fault at every message ------------------------------------------------------------------------------

FAULTS = {
    unplug_after: (DeviceGone,),
    refuse: (DeviceRefused, ProofFailed, DeviceGarbled),
}


@pytest.fixture(scope="module")
def messages(tmp_path_factory, issuer):
    """How many messages a whole run is."""
    with ShellDevice(SHELLS["ash"]) as shell:
        link = FaultyLink(open_serial(shell.path, 115_200, Stop()))
        whole_run(link, recipe(tmp_path_factory.mktemp("counted")), issuer)
    assert 10 <= link.messages <= 60
    return link.messages


def strike(at, fault, folder, issuer):
    """One run into the fault, one after it on a device that was switched off and on; returns what is wrong."""
    wanted = recipe(folder)
    with ShellDevice(SHELLS["ash"]) as shell:
        caught = None
        try:
            whole_run(FaultyLink(open_serial(shell.path, 115_200, Stop()), at, fault), wanted, issuer)
        except (DeviceError, ProofFailed) as error:
            caught = error
    wrong = []
    # A refusal of what is only tidied up may do no harm.
    if not isinstance(caught, FAULTS[fault]) and not (caught is None and fault is refuse):
        wrong.append((at, caught))
    held = content(folder)
    with ShellDevice(SHELLS["ash"]) as shell:
        whole_run(open_serial(shell.path, 115_200, Stop()), recipe(folder), issuer)
    if held.get("device.key", b"") not in (b"", content(folder)["device.key"]):
        wrong.append((at, "another key after the retry"))
    if [name for name in content(folder) if name.endswith(".new")]:
        wrong.append((at, f"left over: {sorted(content(folder))}"))
    return wrong


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_at_every_message(fault, tmp_path, issuer, messages):
    folders = {at: tmp_path / str(at) for at in range(1, messages + 1)}
    for folder in folders.values():
        folder.mkdir()
    with ThreadPoolExecutor(12, thread_name_prefix="strike") as pool:
        wrong = [*pool.map(lambda at: strike(at, fault, folders[at], issuer), folders)]
    assert [word for words in wrong for word in words] == []
