"""What a Linux device keeps in a PKCS#11 token of its own: key pair and certificate, under a URI (RFC 7512).

`pkcs11-tool` (OpenSC) makes and stores, OpenSSL's engine `pkcs11` (libp11) uses. The PIN is in the shell's variable `p` and in the
environment of these programs, never in their arguments.
"""

import re
from urllib.parse import unquote

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from app.core.errors import DeviceGarbled, DeviceRefused
from app.core.recipe import Key, KeyKind
from app.devices.drivers.linux_keys import ABSENT, REJECTED, KeyPlace, Slot, decoded, require_pin
from app.devices.links.console import Console

_KINDS = {
    KeyKind.EC_P256: "EC:prime256v1",
    KeyKind.EC_P384: "EC:secp384r1",
    KeyKind.RSA_2048: "rsa:2048",
    KeyKind.RSA_3072: "rsa:3072",
    KeyKind.RSA_4096: "rsa:4096",
}
_WRONG_PIN = f'case "$o" in *CKR_PIN_*)exit {REJECTED};;esac'
_SAFE = re.compile(r"[A-Za-z0-9 ._~/:+-]+")


class _Tool:
    """Commands of `pkcs11-tool` about the objects that a URI names."""

    def __init__(self, key: Key) -> None:
        named = dict(part.split("=", 1) for part in key.uri.removeprefix("pkcs11:").partition("?")[0].split(";"))
        self._token, self._label = (_word(named[name]) for name in ("token", "object"))
        self._id = unquote(named["id"], encoding="latin-1").encode("latin-1").hex() if "id" in named else ""
        self._module = key.module
        self.environment = f"PKCS11_MODULE_PATH={key.module} P=$(printf %s $p|base64 -d) "

    def __call__(self, words: str) -> str:
        """One command, logged in, about the object of that label."""
        identity = f" --id {self._id}" if self._id else ""
        return (
            f"{self.environment}pkcs11-tool --module {self._module} --token-label '{self._token}' --login --pin env:P "
            f"--label '{self._label}'{identity} {words}"
        )


class TokenKey(KeyPlace):
    """A key pair that was made in the token, and cannot leave it."""

    def __init__(self, key: Key) -> None:
        self._tool = _Tool(key)
        self._kind = _KINDS[key.kind]
        self._uri = key.uri
        base, _, query = key.uri.partition("?")
        place = f"{base}{'' if 'type=' in base else ';type=private'}{'?' if query else ''}{query}"
        self.before = self._tool.environment
        self.openssl = f"'{place}' -engine pkcs11 -keyform engine -passin env:P"

    @property
    def check(self) -> str:
        """A private key of that label; where the token tells (CKA_NEVER_EXTRACTABLE), one that was never outside."""
        return (
            f'(o=$({self._tool("--list-objects --type privkey")} 2>&1);e=$?;{_WRONG_PIN};[ $e = 0 ]||{{ echo "$o";exit 1;}};'
            f'case "$o" in *"Private Key Object"*);;*)exit {ABSENT};;esac;'
            'case "$o" in *Access:*"never extractable"*);;*Access:*)echo "the key in the token was outside of it";exit 1;;esac)'
        )

    @property
    def make(self) -> str:
        """The token makes both halves."""
        return f"({self._tool(f'--keypairgen --key-type {self._kind} --usage-sign')})"

    @property
    def remake(self) -> str:
        """Refuse: two keys under one name would be in the token meanwhile, and software would take the wrong one."""
        raise DeviceRefused(
            "The device's token cannot make another key in the place of the one it has.",
            advice="An engineer must let the recipe keep the key: rotation.key = 'same'.",
        )

    @property
    def source(self) -> tuple[str, dict[str, str]]:
        """By the URI."""
        return "pkcs11", {"key_id": self._uri}


class TokenSlot(Slot):
    """A certificate object beside the key, of the same label and id."""

    def __init__(self, console: Console, key: Key) -> None:
        self._console = console
        self._tool = _Tool(key)
        base = re.sub(r";?type=[a-z]+", "", key.uri.partition("?")[0])
        self._uri = f"{base};type=cert"

    def find(self) -> bytes | None:
        """The certificate object, where there is one."""
        said = self._console.ask(
            f'(o=$({self._tool("--list-objects --type cert")} 2>&1);e=$?;{_WRONG_PIN};[ $e = 0 ]||{{ echo "$o";exit 1;}};'
            f'case "$o" in *"Certificate Object"*);;*)exit {ABSENT};;esac;'
            f"d=$(mktemp -d)&&cd $d&&{self._tool('--read-object --type cert -o n')} >s 2>&1&&base64 n||cat s;e=$?;cd /;rm -rf $d;exit $e)"
        )
        if said.code == ABSENT:
            return None
        require_pin(said)
        if said.code != 0:
            raise DeviceRefused(f"The device cannot read its token: {said.last_line or 'nobody says why'}.")
        try:
            return x509.load_der_x509_certificate(decoded(said.text)).public_bytes(Encoding.PEM)
        except ValueError as error:
            raise DeviceGarbled("What the token holds as its certificate is none.") from error

    def keep(self, pem: bytes) -> None:
        """Put the certificate into the token, in the place of one that is there."""
        present = self.find()
        if present == pem:
            return
        self._console.hand_over(x509.load_pem_x509_certificate(pem).public_bytes(Encoding.DER))
        gone = f"{self._tool('--delete-object --type cert')}&&" if present else ""
        self._console.require(
            f"(d=$(mktemp -d)&&cd $d&&printf %s $f|base64 -d >c&&{gone}{self._tool('--write-object c --type cert')};"
            "e=$?;cd /;rm -rf $d;exit $e)",
            "write the certificate into its token",
        )

    @property
    def source(self) -> dict[str, str]:
        """By the URI."""
        return {"cert_id": self._uri}


def _word(text: str) -> str:
    """A label out of a URI, as it may stand between a shell's quotes."""
    word = unquote(text)
    if _SAFE.fullmatch(word) is None:
        raise DeviceRefused(f"The label {word!r} in key.uri cannot be used on a console.")
    return word
