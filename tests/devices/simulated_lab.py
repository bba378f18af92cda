"""What the tests of the simulated device share: its recipe with patient deadlines, a small CA, and the whole path of a run."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from app.core.chain import Chain, key_fingerprint
from app.core.device import Port, PortKind
from app.core.errors import DeviceError, DeviceGarbled, DeviceGone, DeviceRefused, DeviceTimeout
from app.core.recipe import Recipe
from app.core.waiting import Deadline, Stop
from app.devices import Link
from app.devices.drivers.simulated import Simulated
from app.devices.drivers.simulated_words import Verb, decode
from app.sandbox.behaviour import FaultKind
from tests.patience import PATIENCE

SHIPPED = Path(__file__).parents[2] / "resources/recipes/simulated.toml"
SLOW = 0.05
"""Seconds: how much later a slow answer comes; its deadline has passed by then, see `ImpatientLink`."""
CHALLENGE = b"a challenge that was never seen before"
IDENTIFIER = "0042-1187"
ERRORS: dict[FaultKind, type[DeviceError]] = {
    FaultKind.GONE: DeviceGone,
    FaultKind.SILENCE: DeviceTimeout,
    FaultKind.GARBAGE: DeviceGarbled,
    FaultKind.REFUSAL: DeviceRefused,
    FaultKind.ALTERED: DeviceGarbled,
    FaultKind.SLOW: DeviceTimeout,
}


def recipe(**parts) -> Recipe:
    content = Recipe.load(SHIPPED).model_dump()
    content["link"] |= {"answer_seconds": PATIENCE, "boot_seconds": PATIENCE}
    for name, part in parts.items():
        content[name] = content[name] | part
    return Recipe.model_validate(content)


def name(text):
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])


class Issuer:
    """A CA that signs what it is asked to, with no rule kept."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._certificate = self._sign("Lab CA", self._key.public_key())

    def issue(self, public_key, common_name=IDENTIFIER) -> Chain:
        return Chain(self._sign(common_name, public_key), (self._certificate,))

    def _sign(self, common_name, public_key):
        now = datetime.now(UTC)
        builder = x509.CertificateBuilder().subject_name(name(common_name)).issuer_name(name("Lab CA")).public_key(public_key)
        builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now).not_valid_after(now + timedelta(days=9))
        return builder.sign(self._key, SHA256())


class CountingLink(Link):
    """A link that counts the messages that go over it."""

    def __init__(self, link) -> None:
        self._link = link
        self.messages = 0

    def read(self, deadline):
        return self._link.read(deadline)

    def write(self, data, deadline):
        self.messages += data.strip().count(b"\n") + 1
        self._link.write(data, deadline)

    def close(self):
        self._link.close()


class ImpatientLink(Link):
    """A link on which the deadline of one message has passed as soon as it is said; all others have all their time.

    What can be late is only what is to be late: no real deadline is short.
    """

    def __init__(self, link, at: int | Verb) -> None:
        """`at`: the number of the message, the hello being 1, or the verb of which the first is meant."""
        self._link = link
        self._at = at
        self._number = 0
        self._met = self._waiting = False

    def read(self, deadline):
        if self._waiting:
            raise DeviceTimeout(f"The device sent nothing within {deadline.seconds:g} seconds.")
        return self._link.read(deadline)

    def write(self, data, deadline):
        self._link.write(data, deadline)
        verb = Verb(decode(data.strip())["verb"])
        self._number = 1 if verb is Verb.HELLO else self._number + 1
        self._waiting = not self._met and self._at in (verb, self._number)
        self._met |= self._waiting

    def close(self):
        self._link.close()


class PatientLink(Link):
    """A link that waits for the device's first words as long as that takes, whatever the deadline."""

    def __init__(self, link) -> None:
        self._link = link
        self._heard = False

    def read(self, deadline):
        data = self._link.read(deadline if self._heard else Deadline(PATIENCE))
        self._heard = True
        return data

    def write(self, data, deadline):
        self._link.write(data, deadline)

    def close(self):
        self._link.close()


def is_late(fault) -> bool:
    """Whether a fault is noticed by nothing but its deadline."""
    return fault.kind in (FaultKind.SILENCE, FaultKind.SLOW)


def whole_run(link, issuer, stop=None, *, made=None, wanted=None) -> Chain:
    """Everything a run asks of a device, as the flow does: what is there is kept, what is missing is made."""
    with Simulated(link, wanted or recipe(), None, stop or Stop()) as device:
        assert device.identify().serial == IDENTIFIER
        found = device.find_chain()
        device.find_request(IDENTIFIER)
        csr = device.make_key(IDENTIFIER)
        assert csr.is_signature_valid
        if made is not None:
            made.append(key_fingerprint(csr.public_key()))
        chain = found or issuer.issue(csr.public_key())
        assert key_fingerprint(chain.leaf.public_key()) == key_fingerprint(csr.public_key())
        device.write_chain(chain)
        assert device.read_chain() == chain
        csr.public_key().verify(device.sign(CHALLENGE), CHALLENGE, ec.ECDSA(SHA256()))
        device.lock()
        return chain


def serial_port(path) -> Port:
    return Port(PortKind.SERIAL, address=str(path), socket=path.name)
