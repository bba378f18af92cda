"""What a Linux device keeps in its TPM 2.0: the key at a persistent handle, the certificate in an NV index."""

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from app.core.errors import DeviceGarbled, DeviceRefused, RecipeError
from app.core.recipe import Key, KeyKind
from app.devices.drivers.linux_keys import ABSENT, KeyPlace, Slot, decoded
from app.devices.links.console import Console

_KINDS = {KeyKind.EC_P256: "ecc256", KeyKind.EC_P384: "ecc384", KeyKind.RSA_2048: "rsa2048", KeyKind.RSA_3072: "rsa3072"}
_NV_LARGEST = 2048
"""Bytes that one NV index holds (MAX_NV_INDEX_SIZE of the reference code, and of every TPM seen)."""
_NV_ATTRIBUTES = "ownerread|ownerwrite|authread|no_da"
"""The owner writes it, everybody may read it."""


class TpmKey(KeyPlace):
    """A key at a persistent handle of the TPM (TPM 2.0 Library, part 3: TPM2_EvictControl); born there, and never out of it."""

    def __init__(self, key: Key) -> None:
        """A kind of key that TPMs do not make is refused when the recipe is loaded."""
        self._kind = _KINDS[key.kind]
        self._handle = f"{key.handle:#x}"
        self._uri = key.uri
        self.openssl = f"handle:{self._handle} -provider tpm2 -provider default -propquery ?provider=tpm2"

    @property
    def client(self) -> str:
        """A handshake copies unfinished digests, for which a TPM has no room: only signatures are made and checked in it."""
        wish = "?provider=tpm2,tpm2.digest!=yes,tpm2.cipher!=yes"
        return f"handle:{self._handle} -provider default -provider tpm2 -propquery {wish}"

    @property
    def check(self) -> str:
        """The handle must hold a signing key that was born in this TPM and cannot leave it (fixedtpm, sensitivedataorigin)."""
        return (
            '(h=$(tpm2_getcap handles-persistent)||{ echo "$h";exit 1;};'
            f'case "$h" in *{self._handle.upper()[2:]}*|*{self._handle[2:]}*);;*)exit {ABSENT};;esac;'
            f'p=$(tpm2_readpublic -c {self._handle})||{{ echo "$p";exit 1;}};'
            "for a in fixedtpm sensitivedataorigin sign;do "
            f'case "$p" in *$a*);;*)echo "what is at handle {self._handle} is no signing key that was born in this TPM";exit 1;;esac;done)'
        )

    @property
    def make(self) -> str:
        """A primary key under the owner, a signing key below it, made persistent; the files between are gone in the end."""
        return self._make("")

    @property
    def remake(self) -> str:
        """The same; the old key leaves its handle when the new one is made and waits for it."""
        return self._make(f"tpm2_evictcontrol -Q -C o -c {self._handle}&&")

    def _make(self, free: str) -> str:
        return (
            "(d=$(mktemp -d)&&cd $d&&"
            "tpm2_createprimary -Q -C o -G ecc256 -c p&&"
            f"tpm2_create -Q -C p -G {self._kind} -a 'fixedtpm|fixedparent|sensitivedataorigin|userwithauth|sign|noda' -u u -r r -c k&&"
            f"{free}tpm2_evictcontrol -Q -C o -c k {self._handle};"
            "e=$?;cd /;rm -rf $d;exit $e)"
        )

    @property
    def source(self) -> tuple[str, dict[str, str]]:
        """By the PKCS#11 URI of the device's own token for the TPM."""
        return "pkcs11", {"key_id": self._uri}


class NvSlot(Slot):
    """A certificate as DER in an NV index of exactly its size (TPM 2.0 Library, part 3: TPM2_NV_DefineSpace)."""

    def __init__(self, console: Console, index: int) -> None:
        self._console = console
        self._index = f"{index:#x}"

    def find(self) -> bytes | None:
        """What is in the index, where it is defined and was written."""
        said = self._console.ask(
            '(h=$(tpm2_getcap handles-nv-index)||{ echo "$h";exit 1;};'
            f'case "$h" in *{self._index.upper()[2:]}*|*{self._index[2:]}*);;*)exit {ABSENT};;esac;'
            # Defined, and cut off before it was written: an index that nobody wrote to can only be left behind by us.
            f'case "$(tpm2_nvreadpublic {self._index})" in *written*);;*)exit {ABSENT};;esac;'
            f"d=$(mktemp -d)&&cd $d&&tpm2_nvread -C o -o n {self._index} >s 2>&1&&base64 n||cat s;e=$?;cd /;rm -rf $d;exit $e)"
        )
        if said.code == ABSENT:
            return None
        if said.code != 0:
            raise DeviceRefused(f"The device cannot read its TPM's NV index {self._index}: {said.last_line}.")
        try:
            return x509.load_der_x509_certificate(decoded(said.text)).public_bytes(Encoding.PEM)
        except ValueError as error:
            raise DeviceGarbled(f"What is in the TPM's NV index {self._index} is no certificate.") from error

    def keep(self, pem: bytes) -> None:
        """Define the index anew with the size of this certificate; raises RecipeError where it is larger than an index can be."""
        der = x509.load_pem_x509_certificate(pem).public_bytes(Encoding.DER)
        if len(der) > _NV_LARGEST:
            raise RecipeError(
                f"The certificate has {len(der):,} bytes, and an NV index of a TPM holds {_NV_LARGEST:,}.",
                key="storage.form",
                advice="An engineer must keep it in files, or make it shorter.",
            )
        if self.find() == pem:
            return
        self._console.hand_over(der)
        self._console.require(
            f"(tpm2_nvundefine -C o {self._index} >/dev/null 2>&1;"
            f"tpm2_nvdefine -Q -C o -s {len(der)} -a '{_NV_ATTRIBUTES}' {self._index}&&"
            f"printf %s $f|base64 -d|tpm2_nvwrite -Q -C o -i - {self._index})",
            f"write its TPM's NV index {self._index}",
        )
