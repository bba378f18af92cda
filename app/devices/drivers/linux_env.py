"""What a Linux device keeps in U-Boot's environment, through `fw_printenv` and `fw_setenv`: base64 of the PEM, as peridiod reads it.

There are two makes of these tools. Both say that all is well where a value did not fit (libubootenv 0.3.2 cuts a line of a script at 1,018
characters), so that every value is read back. In a script one wants `name value` and the other `name=value`.
"""

import hashlib

from app.core.errors import DeviceGarbled, DeviceRefused
from app.core.recipe import Key
from app.devices.drivers.linux_keys import ABSENT, FED, GENPKEY, KeyPlace, Slot, decoded
from app.devices.links.console import Console

_THIRDS = 3
"""Bytes that base64 takes at once."""


class EnvKey(KeyPlace):
    """A private key in a variable; it is never in a command's arguments, for the tools read a script from their standard input."""

    def __init__(self, key: Key) -> None:
        self._kind = GENPKEY[key.kind]
        self._name = key.variable
        self.before = f"{_read(key.variable)}|base64 -d|"
        self.openssl = "/proc/self/fd/0 -passin pass:"

    @property
    def client(self) -> str:
        """The key comes where the call's own input does not."""
        return f"/proc/self/fd/{FED} -pass pass:"

    @property
    def check(self) -> str:
        """A value that OpenSSL can read as a key."""
        return (
            f'({_require_environment};[ "$({_read(self._name)})" ]||exit {ABSENT};'
            f"{self.before}openssl pkey -passin pass: -noout||{{ echo '{self._name} holds no key that can be used';exit 1;}})"
        )

    @property
    def make(self) -> str:
        """Made in the shell's memory; line ends behind the PEM let its base64 end without padding, which one make takes for a name."""
        return (
            f'(k=$(openssl genpkey -quiet -algorithm {self._kind})&&[ "$k" ]&&'
            f"v=$({{ printf '%s\\n' \"$k\";i=$(((${{#k}}+1)%{_THIRDS}));while [ $i -gt 0 ]&&[ $i -lt {_THIRDS} ];do echo;i=$((i+1));done;}}"
            f"|base64|tr -d '\\n')&&{self._store('$v')})"
        )

    @property
    def source(self) -> tuple[str, dict[str, str]]:
        """By its name."""
        return "uboot-env", {"private_key": self._name}

    def bring(self, console: Console, pem: bytes) -> None:
        """Compared by its digest: a key that is there never comes out."""
        pem += b"\n" * (-len(pem) % _THIRDS)
        said = console.ask(f"({self.before}sha256sum)")
        if said.text.split()[:1] == [hashlib.sha256(pem).hexdigest()]:
            return
        try:
            console.hand_over(pem)
            console.require(f"({self._store('$f')})", f"write its variable {self._name}")
        finally:
            console.forget()

    def _store(self, value: str) -> str:
        """Store the shell's variable `value` under our name, in one way or the other, and see that it is there, whole."""
        same = f'[ "$({_read(self._name)})" = "{value}" ]'
        return (
            f'{{ printf "{self._name} %s\\n" "{value}"|fw_setenv -s -;{same}||'
            f'printf "{self._name}=%s\\n" "{value}"|fw_setenv -s -;{same}||{{ echo "it does not keep {self._name}";false;}};}}'
        )


class EnvSlot(Slot):
    """Certificates in a variable."""

    def __init__(self, console: Console, variable: str) -> None:
        self._console = console
        self._name = variable

    def find(self) -> bytes | None:
        """What the variable holds: base64 of PEM, or PEM as it is."""
        said = self._console.ask(f"({_require_environment};{_read(self._name)})")
        if said.code != 0:
            raise DeviceRefused(f"The device cannot read U-Boot's environment: {said.last_line}.")
        return decoded(said.text) if said.text.strip() else None

    def keep(self, pem: bytes) -> None:
        """Write it, and read it back; raises DeviceGarbled where the environment keeps another value, as where it has no room."""
        if self.find() == pem:
            return
        self._console.hand_over(pem)
        self._console.require(f'(fw_setenv {self._name} "$f")', f"write its variable {self._name}")
        if self.find() != pem:
            raise DeviceGarbled(f"U-Boot's environment does not keep {self._name}: it may have no room.")

    @property
    def source(self) -> dict[str, str]:
        """By its name."""
        return {"certificate": self._name}


_require_environment = 'e=$(fw_printenv 2>&1)||{ echo "$e"|tail -n 1;exit 1;}'
"""End where the environment cannot be read: what cannot be read is not absent."""


def _read(name: str) -> str:
    """A variable's value; nothing where there is none. Of the two makes one fails and one does not where a single variable is asked for."""
    return f"fw_printenv 2>/dev/null|sed -n 's/^{name}=//p'"
