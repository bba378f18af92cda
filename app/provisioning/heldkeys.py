"""Device keys that the station made and still needs, in memory only: a retry must be able to call the platform as the device."""

import threading

from app.core.chain import key_fingerprint
from app.pki.keys import PrivateKey


class HeldKeys:
    """Held from their making until the platform let the device in, or the station stops; shared by all trays."""

    def __init__(self) -> None:
        self._keys: dict[str, PrivateKey] = {}
        self._lock = threading.Lock()

    def hold(self, key: PrivateKey) -> None:
        """Keep it until `forget`."""
        with self._lock:
            self._keys[key_fingerprint(key.public_key())] = key

    def find(self, public_key: object) -> PrivateKey | None:
        """The key that belongs to this public key, where it is held."""
        with self._lock:
            return self._keys.get(key_fingerprint(public_key))

    def forget(self, public_key: object) -> None:
        """It is not needed any more."""
        with self._lock:
            self._keys.pop(key_fingerprint(public_key), None)
