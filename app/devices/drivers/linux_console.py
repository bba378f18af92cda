"""A Linux device on its serial console: key in the TPM or in a file, certificates as PEM files, peridiod's configuration merged."""

import base64
import hashlib
import json
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app.core.chain import Chain
from app.core.csr import load_request
from app.core.device import Identity
from app.core.errors import DeviceGarbled, DeviceRefused, ProofFailed
from app.core.recipe import Recipe
from app.core.waiting import Stop
from app.devices import Credential, Device, Link
from app.devices.drivers.linux_keys import ABSENT, FileKey, KeyPlace, TpmKey
from app.devices.links.console import Console

_IDENTIFY = (
    "d=/sys/class/dmi/id;t=/proc/device-tree;"
    "a(){ for p in $*;do [ -s $p ]&&{ tr -d '\\000' <$p;return;};done;echo; };"
    'printf "%s\\n" "$(a $d/product_name $t/model)" "$(a $d/product_serial $t/serial-number)" "$(a $d/product_version)" '
    '"$(. /etc/os-release 2>/dev/null;echo ${PRETTY_NAME:-Linux}) $(uname -r)" '
    "\"$(sed -n 's/^Serial[[:space:]]*: //p' /proc/cpuinfo)\";"
)
"""Five lines: model, serial number, revision, firmware, the processor's own serial number (on ARM)."""
_TPM_NAME = (
    "n=$(tpm2_readpublic -c 0x81010016 2>/dev/null|sed -n 's/^name: //p');"
    'if [ "$n" ];then echo $n;else d=$(mktemp -d);tpm2_createek -Q -G ecc -c $d/c -f tss -u $d/u 2>/dev/null&&'
    "{ printf 000b;tail -c +3 $d/u|sha256sum|cut -c 1-64; };rm -rf $d;fi"
)
"""The name of the endorsement key on P-256, which every TPM makes again and again from its own seed (TCG EK Credential Profile, template
L-2; it is at 0x81010016 where the maker left it persistent): it tells two chips apart. A name is the hash's number, then the hash over
TPMT_PUBLIC (TPM 2.0 Library, part 1, 16), which stands in the file behind its size."""
_FACTS = 5


class LinuxConsole(Device):
    """Speaks to the device's shell; what it writes is beside its place first, checked by SHA-256, then moved there."""

    def __init__(self, link: Link, recipe: Recipe, credential: Credential | None, stop: Stop) -> None:
        """`link` hears the stop itself."""
        del stop
        self._recipe = recipe
        self._console = Console(link, credential, boot_seconds=recipe.link.boot_seconds, answer_seconds=recipe.link.answer_seconds)
        self._key: KeyPlace = TpmKey(recipe.key) if recipe.key.place == "tpm" else FileKey(recipe.key, recipe.storage.owner)

    def identify(self) -> Identity:
        """By DMI, else by the device tree."""
        command = _IDENTIFY + (_TPM_NAME if self._recipe.key.place == "tpm" else "")
        lines = self._console.require(f"({command})", "say what it is").split("\n")
        lines += [""] * (_FACTS - len(lines))
        model, serial, revision, firmware, processor = (line.strip() for line in lines[:_FACTS])
        chip = "".join(lines[_FACTS:]).strip() or processor
        if not model or not serial:
            raise DeviceRefused("The device tells neither model nor serial number, not by DMI and not by its device tree.")
        return Identity(model=model, serial=serial, revision=revision, firmware=firmware, chip=chip)

    def find_chain(self) -> Chain | None:
        """The certificate in its place, with the issuers in theirs."""
        leaf = self._find_file(self._recipe.storage.certificate)
        if leaf is None:
            return None
        issuers = self._find_file(self._recipe.storage.chain)
        return self._chain_of(leaf.content, issuers.content if issuers else b"")

    def find_request(self, identifier: str) -> x509.CertificateSigningRequest | None:
        """A request by the key in its place."""
        return self._request(identifier) if self._has_key() else None

    def make_key(self, identifier: str) -> x509.CertificateSigningRequest:
        """Let the TPM, or OpenSSL on the device, make the key, unless it is there."""
        if not self._has_key():
            self._console.require(self._key.make, "make its key")
        return self._request(identifier)

    def import_key(self, key: CertificateIssuerPrivateKeyTypes) -> None:
        """Put the key into its file, over the cable; it never stands in a command's arguments."""
        if not isinstance(self._key, FileKey):
            raise DeviceRefused("A TPM takes no key from outside: it makes its own.")
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        # By its digest: a key that is there never comes out, not even to be compared.
        said = self._console.ask(f"(umask 077;sha256sum <{self._key.path}&&stat -c %a {self._key.path})")
        if said.text.split() != [hashlib.sha256(pem).hexdigest(), "-", "600"]:
            self._write_file(self._key.path, pem, self._recipe.storage.owner, "600")

    def write_chain(self, chain: Chain) -> None:
        """Certificate, issuers, configuration; each only where it is not the same already."""
        storage = self._recipe.storage
        config = self._merged_config()
        for path, content in ((storage.certificate, chain.leaf_pem), (storage.chain, chain.issuers_pem)):
            present = self._find_file(path)
            if present is None or present.content != content or not _as_wanted(present, storage.owner, storage.mode):
                self._write_file(path, content, storage.owner, storage.mode)
        if config is not None:
            self._write_file(str(storage.config), config.content, config.owner, config.mode)

    def read_chain(self) -> Chain:
        """What stands in the files now; raises ProofFailed where something is missing or peridiod would not find the key."""
        storage = self._recipe.storage
        leaf, issuers = self._find_file(storage.certificate), self._find_file(storage.chain)
        if leaf is None or issuers is None:
            raise ProofFailed("The device does not keep the certificate that was written to it.")
        if self._merged_config() is not None:
            raise ProofFailed(f"The device does not keep what was written to {storage.config}.")
        chain = self._chain_of(leaf.content, issuers.content)
        if (chain.leaf_pem, chain.issuers_pem) != (leaf.content, issuers.content):
            raise ProofFailed("The certificate files on the device hold more than the certificates that were written.")
        return chain

    def sign(self, challenge: bytes) -> bytes:
        """Through OpenSSL on the device."""
        self._console.hand_over(challenge)
        said = self._console.require(
            f"(d=$(mktemp -d)&&cd $d&&printf %s $f|base64 -d >c&&{self._key.sign('c', 's')}&&base64 s;e=$?;cd /;rm -rf $d;exit $e)",
            "sign with its key",
        )
        return _decoded(said)

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
        return load_request(_decoded(body))

    def _has_key(self) -> bool:
        said = self._console.ask(self._key.check)
        if said.code not in (0, ABSENT):
            raise DeviceRefused(
                f"The device's key cannot be used: {said.last_line or 'nobody says why'}.",
                advice="Put the unit aside: nothing was made in the key's place. An engineer must look at it.",
            )
        return said.code == 0

    def _find_file(self, path: str) -> "_File | None":
        said = self._console.ask(f"([ -e {path} ]||exit {ABSENT};stat -c '%U:%G %a' {path}&&base64 {path})")
        if said.code == ABSENT:
            return None
        if said.code != 0:
            raise DeviceRefused(f"The device cannot read {path}.")
        status, _, content = said.text.partition("\n")
        owner, _, mode = status.partition(" ")
        return _File(_decoded(content), owner, mode)

    def _write_file(self, path: str, content: bytes, owner: str, mode: str) -> None:
        """Beside its place, for its owner only; checked; then given owner and mode and moved to its place."""
        new = f"{path}.new"
        # Through cat, because BusyBox's base64 says nothing of a full disk.
        try:
            self._console.hand_over(content)
            digest = self._console.require(
                f"(umask 022;mkdir -p {PurePosixPath(path).parent};umask 077;"
                f"printf %s $f|base64 -d|cat >{new}&&sha256sum <{new}||{{ rm -f {new};exit 1;}})",
                f"write {path}",
            )
        finally:
            self._console.forget()
        if digest.split()[:1] != [hashlib.sha256(content).hexdigest()]:
            self._console.ask(f"rm -f {new}")
            raise DeviceGarbled(f"What the device wrote to {path} is not what was sent.")
        place = f"chown {owner} {new}&&chmod {mode} {new}&&sync&&mv -f {new} {path}&&sync"
        self._console.require(f"({place}||{{ rm -f {new};exit 1;}})", f"put {path} in its place")

    def _merged_config(self) -> "_File | None":
        """Peridiod's configuration with our node in it and everything else as it is; None where it is so already, or not wanted.

        Source: peridiod's `peridio.json`, version 1. A file that is there keeps its owner and mode: it may hold secrets of others.
        """
        storage = self._recipe.storage
        if storage.config is None:
            return None
        present = self._find_file(storage.config)
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
        ours = {"key_pair_source": source, "key_pair_config": {**keys, "certificate_path": storage.certificate}}
        merged = {"version": 1, **config, "node": {**config.get("node", {}), **ours}}
        if merged == config:
            return None
        owner, mode = (present.owner, present.mode) if present else (storage.owner, storage.mode)
        return _File(json.dumps(merged, indent=2).encode() + b"\n", owner, mode)

    @staticmethod
    def _chain_of(leaf: bytes, issuers: bytes) -> Chain:
        try:
            return Chain.of_pem(leaf + issuers)
        except ValueError as error:
            raise DeviceGarbled("What stands in the device's certificate files is no certificate.") from error


@dataclass(frozen=True, slots=True)
class _File:
    """A file on the device."""

    content: bytes
    owner: str
    """`user:group`."""
    mode: str
    """In octal, as chmod takes it."""


def _as_wanted(file: _File, owner: str, mode: str) -> bool:
    """Whether it belongs to `owner` (a user, or user:group) and has that mode."""
    return owner in (file.owner, file.owner.partition(":")[0]) and int(file.mode, 8) == int(mode, 8)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except ValueError as error:
        raise DeviceGarbled("The device answered something that is not base64.") from error
