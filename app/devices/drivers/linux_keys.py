"""Where a Linux device keeps its key, as commands for its shell: a TPM's persistent handle, or a file."""

from abc import ABC, abstractmethod

from app.core.errors import RecipeError
from app.core.recipe import Key, KeyKind

ABSENT = 44
"""Exit code of our own: it is not there. Every other failure means that nobody knows, and nothing may be made in its place."""

_TPM_KINDS = {KeyKind.EC_P256: "ecc256", KeyKind.EC_P384: "ecc384", KeyKind.RSA_2048: "rsa2048", KeyKind.RSA_3072: "rsa3072"}
_OPENSSL_KINDS = {
    KeyKind.EC_P256: "EC -pkeyopt ec_paramgen_curve:P-256",
    KeyKind.EC_P384: "EC -pkeyopt ec_paramgen_curve:P-384",
    KeyKind.RSA_2048: "RSA -pkeyopt rsa_keygen_bits:2048",
    KeyKind.RSA_3072: "RSA -pkeyopt rsa_keygen_bits:3072",
    KeyKind.RSA_4096: "RSA -pkeyopt rsa_keygen_bits:4096",
}


class KeyPlace(ABC):
    """Commands about one key."""

    openssl: str
    """What OpenSSL is told to use the key, without the name of the option for it."""

    @property
    @abstractmethod
    def check(self) -> str:
        """Exit code 0: there is a key, and it is kept as it must be. ABSENT: there is none. Else the last line says what is wrong."""

    @property
    @abstractmethod
    def make(self) -> str:
        """Make one where there is none; leaves nothing half-made behind."""

    @property
    @abstractmethod
    def source(self) -> tuple[str, dict[str, str]]:
        """How peridiod finds it: `key_pair_source`, and its part of `key_pair_config`."""

    def request(self, identifier: str) -> str:
        """A PKCS#10 request in PEM; an identifier holds no character that a shell or OpenSSL's -subj minds."""
        return f"openssl req -new -sha256 -key {self.openssl} -subj /CN={identifier}"

    def sign(self, source: str, target: str) -> str:
        """Sign the file `source` with SHA-256 into `target`."""
        return f"openssl pkeyutl -sign -inkey {self.openssl} -rawin -digest sha256 -in {source} -out {target}"


class TpmKey(KeyPlace):
    """A key at a persistent handle of the TPM (TPM 2.0 Library, part 3: TPM2_EvictControl); born there, and never out of it."""

    def __init__(self, key: Key) -> None:
        """Raises RecipeError for a kind of key that TPMs do not make."""
        if key.kind not in _TPM_KINDS:
            raise RecipeError(f"A TPM makes no {key.kind} keys.", key="key.kind")
        self._kind = _TPM_KINDS[key.kind]
        self._handle = f"{key.handle:#x}"
        self._uri = key.uri
        self.openssl = f"handle:{self._handle} -provider tpm2 -provider default -propquery ?provider=tpm2"

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
        return (
            "(d=$(mktemp -d)&&cd $d&&"
            "tpm2_createprimary -Q -C o -G ecc256 -c p&&"
            f"tpm2_create -Q -C p -G {self._kind} -a 'fixedtpm|fixedparent|sensitivedataorigin|userwithauth|sign|noda' -u u -r r -c k&&"
            f"tpm2_evictcontrol -Q -C o -c k {self._handle};"
            "e=$?;cd /;rm -rf $d;exit $e)"
        )

    @property
    def source(self) -> tuple[str, dict[str, str]]:
        """By the PKCS#11 URI of the device's own token for the TPM."""
        return "pkcs11", {"key_id": self._uri}


class FileKey(KeyPlace):
    """A PEM file that only its owner reads."""

    def __init__(self, key: Key, owner: str) -> None:
        """`owner` as chown takes it."""
        self._kind = _OPENSSL_KINDS[key.kind]
        self._owner = owner
        self.path = str(key.path)
        self.openssl = f"{self.path} -passin pass:"

    @property
    def check(self) -> str:
        """A file, for its owner only, that OpenSSL can read; an encrypted key is refused: nobody is there to type for it."""
        return (
            f"([ -e {self.path} ]||exit {ABSENT};"
            f"case $(stat -c %a {self.path}) in ?00);;*)echo 'others may read {self.path}';exit 1;;esac;"
            f"openssl pkey -in {self.path} -passin pass: -noout||{{ echo '{self.path} holds no key that can be used';exit 1;}})"
        )

    @property
    def make(self) -> str:
        """Made beside its place, read once (OpenSSL says nothing of a full disk), then moved there; nothing of it is shown."""
        new = f"{self.path}.new"
        return (
            f"(umask 022;mkdir -p $(dirname {self.path});umask 077;openssl genpkey -quiet -algorithm {self._kind} -out {new}&&"
            f"openssl pkey -in {new} -passin pass: -noout&&chown {self._owner} {new}&&"
            f"sync&&mv -f {new} {self.path}&&sync||{{ rm -f {new};exit 1;}})"
        )

    @property
    def source(self) -> tuple[str, dict[str, str]]:
        """By its path."""
        return "file", {"private_key_path": self.path}
