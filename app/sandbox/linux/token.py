"""The PKCS#11 token of a simulated Linux, as pkcs11-tool and OpenSSL's engine show it; it counts wrong PINs and locks itself."""

import hmac
import re

from cryptography import x509

from app.core.recipe import KeyKind
from app.pki.keys import PrivateKey, generate
from app.sandbox.linux.calls import Call

_KINDS = {
    "EC:prime256v1": KeyKind.EC_P256,
    "EC:secp384r1": KeyKind.EC_P384,
    "rsa:2048": KeyKind.RSA_2048,
    "rsa:3072": KeyKind.RSA_3072,
    "rsa:4096": KeyKind.RSA_4096,
}
_TRIES = 3
_URI = re.compile(r"pkcs11:(?:[^;]*;)*?object=([^;]*)")


class InnerToken:
    """Keys and certificates by label; they outlive its power."""

    def __init__(self, pin: str) -> None:
        self._pin = pin
        self._left = _TRIES
        self.keys: dict[str, PrivateKey] = {}
        self.certificates: dict[str, bytes] = {}
        """In DER."""

    def find_key(self, call: Call, name: str) -> PrivateKey | None:
        """The key of a PKCS#11 URI, where OpenSSL was told to ask the engine, and given the PIN."""
        found = _URI.match(name)
        if "pkcs11" not in call.words or found is None or self._refusal(call):
            return None
        return self.keys.get(found[1])

    def tool(self, call: Call) -> int:
        """`pkcs11-tool … --login --pin env:P --label LABEL …`."""
        options = dict(zip(call.words, [*call.words[1:], ""], strict=True))
        if refusal := self._refusal(call):
            return call.complain(f"error: PKCS11 function C_Login failed: rv = {refusal}\nAborting.")
        label = options["--label"]
        verbs = {
            "--list-objects": self._list,
            "--keypairgen": self._make,
            "--read-object": self._read,
            "--delete-object": self._delete,
            "--write-object": self._write,
        }
        verb = next((verb for name, verb in verbs.items() if name in options), None)
        return verb(call, label, options) if verb else call.complain("error: no such command")

    def _list(self, call: Call, label: str, options: dict[str, str]) -> int:
        if options["--type"] == "privkey" and label in self.keys:
            call.say(f"Private Key Object; EC\n  label:      {label}\n  Usage:      sign")
            call.say("  Access:     sensitive, always sensitive, never extractable, local")
        if options["--type"] == "cert" and label in self.certificates:
            call.say(f"Certificate Object; type = X.509 cert\n  label:      {label}")
        return 0

    def _make(self, call: Call, label: str, options: dict[str, str]) -> int:
        self.keys[label] = generate(_KINDS[options["--key-type"]])
        call.say(f"Key pair generated:\nPrivate Key Object; {options['--key-type']}\n  label:      {label}")
        return 0

    def _read(self, call: Call, label: str, options: dict[str, str]) -> int:
        if label not in self.certificates:
            return call.complain("error: object not found")
        call.write(options["-o"], self.certificates[label])
        return 0

    def _delete(self, call: Call, label: str, options: dict[str, str]) -> int:
        del options
        return 0 if self.certificates.pop(label, None) else call.complain("error: object not found")

    def _write(self, call: Call, label: str, options: dict[str, str]) -> int:
        der = call.read(options["--write-object"])
        try:
            x509.load_der_x509_certificate(der)
        except ValueError:
            return call.complain("error: cannot parse the certificate")
        self.certificates[label] = der
        return 0

    def _refusal(self, call: Call) -> str:
        """Why it does not let this program in; empty: it does. A right PIN gives all tries back."""
        if not self._left:
            return "CKR_PIN_LOCKED (0xa4)"
        if not hmac.compare_digest(call.variables.get("P", ""), self._pin):
            self._left -= 1
            return "CKR_PIN_INCORRECT (0xa0)"
        self._left = _TRIES
        return ""
