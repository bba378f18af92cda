"""A Linux device on its serial console: key and certificate where the recipe wants them, peridiod's configuration merged."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app.core.chain import Chain
from app.core.csr import load_request
from app.core.device import Address, Identity
from app.core.errors import DeviceClockWrong, DeviceGarbled, DeviceRefused, PlatformUntrusted, ProofFailed
from app.core.recipe import Form, Place, Recipe
from app.core.waiting import Stop
from app.devices import Credential, Device, Link
from app.devices.drivers.linux_calling import call_platform
from app.devices.drivers.linux_env import EnvKey, EnvSlot
from app.devices.drivers.linux_files import File, FileKey, FileSlot, find_file, write_file
from app.devices.drivers.linux_keys import ABSENT, KeyPlace, Slot, decoded, require_pin
from app.devices.drivers.linux_token import TokenKey, TokenSlot
from app.devices.drivers.linux_tpm import NvSlot, TpmKey
from app.devices.links.console import Console

_IDENTIFY = (
    "d=/sys/class/dmi/id;t=/proc/device-tree;"
    "a(){ for p in $*;do [ -s $p ]&&{ tr -d '\\000' <$p;return;};done;echo; };"
    'printf "%s\\n" "$(a $d/product_name $t/model)" "$(a $d/product_serial $t/serial-number)" "$(a $d/product_version)" '
    '"$(. /etc/os-release 2>/dev/null;echo ${PRETTY_NAME:-Linux}) $(uname -r)" '
    '"$(sed -n \'s/^Serial[[:space:]]*: //p\' /proc/cpuinfo)" "$(date +%s)";'
)
"""Six lines: model, serial number, revision, firmware, the processor's own serial number (on ARM), its clock."""
_TPM_NAME = (
    "n=$(tpm2_readpublic -c 0x81010016 2>/dev/null|sed -n 's/^name: //p');"
    'if [ "$n" ];then echo $n;else d=$(mktemp -d);tpm2_createek -Q -G ecc -c $d/c -f tss -u $d/u 2>/dev/null&&'
    "{ printf 000b;tail -c +3 $d/u|sha256sum|cut -c 1-64; };rm -rf $d;fi"
)
"""The name of the endorsement key on P-256, which every TPM makes again and again from its own seed (TCG EK Credential Profile, template
L-2; it is at 0x81010016 where the maker left it persistent): it tells two chips apart. A name is the hash's number, then the hash over
TPMT_PUBLIC (TPM 2.0 Library, part 1, 16), which stands in the file behind its size."""
_FACTS = 6
_APART = timedelta(minutes=5)
"""By how much a device's clock may differ from the station's without a word."""
_PATIENT = 0.8
"""Of the seconds for an answer, those in which the device waits for the platform: it must be able to say that none came."""
_RESTART = (
    "(if command -v systemctl >/dev/null;then systemctl restart {service};"
    "elif [ -x /etc/init.d/{service} ];then /etc/init.d/{service} restart;else echo 'there is no service {service}';exit 1;fi)"
)


class LinuxConsole(Device):
    """Speaks to the device's shell; nothing it writes replaces what is there before it was checked."""

    def __init__(self, link: Link, recipe: Recipe, credential: Credential | None, stop: Stop) -> None:
        """`link` hears the stop itself."""
        del stop
        self._recipe = recipe
        self._console = Console(
            link,
            credential,
            boot_seconds=recipe.link.boot_seconds,
            answer_seconds=recipe.link.answer_seconds,
            become=recipe.link.become,
        )
        self._key, self._leaf, self._issuers = _places(recipe, self._console)
        self._clock = ""
        self._identity: Identity | None = None

    def identify(self) -> Identity:
        """By DMI, else by the device tree; asked once, for the session ends with whatever could make it another device."""
        self._identity = self._identity or self._identify()
        return self._identity

    def _identify(self) -> Identity:
        command = _IDENTIFY + (_TPM_NAME if self._recipe.key.place is Place.TPM else "")
        lines = self._console.require(f"({command})", "say what it is").split("\n")
        lines += [""] * (_FACTS - len(lines))
        model, serial, revision, firmware, processor, seconds = (line.strip() for line in lines[:_FACTS])
        self._clock = _apart(seconds)
        chip = "".join(lines[_FACTS:]).strip() or processor
        if not model or not serial:
            raise DeviceRefused("The device tells neither model nor serial number, not by DMI and not by its device tree.")
        return Identity(model=model, serial=serial, revision=revision, firmware=firmware, chip=chip)

    def list_facts(self) -> dict[str, str]:
        """Its clock, where it is wrong: until it is set, no certificate of today is valid for this device."""
        return {"clock": self._clock} if self._clock else {}

    def find_chain(self) -> Chain | None:
        """The certificate in its place, with the issuers in theirs."""
        leaf = self._leaf.find()
        return None if leaf is None else _chain_of(leaf, self._issuers.find() or b"")

    def find_request(self, identifier: str) -> x509.CertificateSigningRequest | None:
        """A request by the key in its place."""
        return self._request(identifier) if self._has_key() else None

    def make_key(self, identifier: str) -> x509.CertificateSigningRequest:
        """Let the TPM, the token, or OpenSSL on the device, make the key, unless it is there."""
        if not self._has_key():
            self._console.require(self._key.make, "make its key")
        return self._request(identifier)

    def replace_key(self, identifier: str) -> x509.CertificateSigningRequest:
        """Let the device make another key where it can; the one before is there until the new one takes its place."""
        self._console.require(self._key.remake, "make another key")
        return self._request(identifier)

    def import_key(self, key: CertificateIssuerPrivateKeyTypes) -> None:
        """Put the key into its place, over the cable; it never stands in a command's arguments."""
        self._key.bring(self._console, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))

    def write_chain(self, chain: Chain) -> None:
        """Certificate, issuers, configuration; each only where it is not the same already; then the agent begins anew, where wished."""
        storage = self._recipe.storage
        config = self._merged_config()
        self._leaf.keep(chain.leaf_pem)
        self._issuers.keep(chain.issuers_pem)
        if config is not None:
            write_file(self._console, str(storage.config), config.content, config.owner, config.mode)
        if storage.restart:
            self._console.require(_RESTART.format(service=storage.restart), f"restart {storage.restart}")

    def read_chain(self) -> Chain:
        """What stands there now; raises ProofFailed where something is missing or peridiod would not find the key."""
        leaf, issuers = self._leaf.find(), self._issuers.find()
        if leaf is None or issuers is None:
            raise ProofFailed("The device does not keep the certificate that was written to it.")
        if self._merged_config() is not None:
            raise ProofFailed(f"The device does not keep what was written to {self._recipe.storage.config}.")
        chain = _chain_of(leaf, issuers)
        if (chain.leaf_pem, chain.issuers_pem) != (leaf, issuers):
            raise ProofFailed("What the device keeps as its certificates holds more than the certificates that were written.")
        return chain

    def sign(self, challenge: bytes) -> bytes:
        """Through OpenSSL on the device."""
        self._console.hand_over(challenge)
        said = self._console.require(
            f"(d=$(mktemp -d)&&cd $d&&printf %s $f|base64 -d >c&&{self._key.sign('c', 's')}&&base64 s;e=$?;cd /;rm -rf $d;exit $e)",
            "sign with its key",
        )
        return decoded(said)

    def call_platform(self, address: Address) -> bytes:
        """Through OpenSSL on the device, with the certificate that it keeps; raises DeviceClockWrong where that is why."""
        chain = self.read_chain()
        try:
            return call_platform(self._console, self._key, chain, address, seconds=self._recipe.link.answer_seconds * _PATIENT)
        except PlatformUntrusted as error:
            if not self._clock:
                raise
            raise DeviceClockWrong(f"The device believes no certificate of today, for its clock says {self._clock}.") from error

    def lock(self) -> None:
        """There is nothing to lock for good; a recipe that asks for it is refused when it is loaded."""
        raise DeviceRefused("A Linux device cannot be locked by the station.")

    def close(self) -> None:
        """Log out."""
        self._console.close()

    def _request(self, identifier: str) -> x509.CertificateSigningRequest:
        said = self._console.require(self._key.request(identifier), "make a certificate request")
        _, begin, rest = said.partition("-----BEGIN CERTIFICATE REQUEST-----")
        body, end, _ = rest.partition("-----END CERTIFICATE REQUEST-----")
        if not begin or not end:
            raise DeviceGarbled("The device answered no certificate request.")
        return load_request(decoded(body))

    def _has_key(self) -> bool:
        said = self._console.ask(self._key.check)
        require_pin(said)
        if said.code not in (0, ABSENT):
            raise DeviceRefused(
                f"The device's key cannot be used: {said.last_line or 'nobody says why'}.",
                advice="Put the unit aside: nothing was made in the key's place. An engineer must look at it.",
            )
        return said.code == 0

    def _merged_config(self) -> File | None:
        """Peridiod's configuration with our node in it and everything else as it is; None where it is so already, or not wanted.

        Source: peridiod's `peridio.json`, version 1. A file that is there keeps its owner and mode: it may hold secrets of others.
        """
        storage = self._recipe.storage
        if storage.config is None:
            return None
        present = find_file(self._console, storage.config)
        try:
            config: Any = json.loads(present.content) if present and present.content.strip() else {}
        except ValueError:
            config = None
        if not isinstance(config, dict) or not isinstance(config.get("node", {}), dict) or config.get("version", 1) != 1:
            raise DeviceRefused(
                f"{storage.config} on the device is not what peridiod reads; it was left as it is.",
                advice="Put the unit aside: an engineer must look at the file.",
            )
        source, keys = self._key.source
        ours = {"key_pair_source": source, "key_pair_config": {**keys, **self._leaf.source}}
        merged = {"version": 1, **config, "node": {**config.get("node", {}), **ours}}
        if merged == config:
            return None
        owner, mode = (present.owner, present.mode) if present else (storage.owner, storage.mode)
        return File(json.dumps(merged, indent=2).encode() + b"\n", owner, mode)


def _apart(seconds: str) -> str:
    """What a device's clock says where it is wrong, else nothing; nothing too of a clock that says no number."""
    try:
        clock, now = datetime.fromtimestamp(int(seconds), UTC), datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    if abs(clock - now) <= _APART:
        return ""
    return f"{clock:%Y-%m-%d %H:%M} UTC, {'behind' if clock < now else 'ahead of'} the station's"


def _places(recipe: Recipe, console: Console) -> tuple[KeyPlace, Slot, Slot]:
    """Where the recipe keeps the key, the certificate, the issuers."""
    key, storage = recipe.key, recipe.storage
    places: dict[Place, Callable[[], KeyPlace]] = {
        Place.TPM: lambda: TpmKey(key),
        Place.TOKEN: lambda: TokenKey(key),
        Place.UBOOT_ENV: lambda: EnvKey(key),
        Place.FILE: lambda: FileKey(key, storage.owner),
    }
    issuers = FileSlot(console, storage.chain, storage.owner, storage.mode)
    forms: dict[Form, Callable[[], tuple[Slot, Slot]]] = {
        Form.FILES: lambda: (FileSlot(console, storage.certificate, storage.owner, storage.mode), issuers),
        Form.TPM_NV: lambda: (NvSlot(console, storage.index), issuers),
        Form.TOKEN: lambda: (TokenSlot(console, key), issuers),
        Form.UBOOT_ENV: lambda: (EnvSlot(console, storage.certificate_variable), EnvSlot(console, storage.chain_variable)),
    }
    return (places[key.place](), *forms[storage.form]())


def _chain_of(leaf: bytes, issuers: bytes) -> Chain:
    try:
        return Chain.of_pem(leaf + issuers)
    except ValueError as error:
        raise DeviceGarbled("What the device keeps where its certificates belong is no certificate.") from error
