"""RSA keys that look strong and are not: made by broken libraries, or of primes that another key has too."""

import functools
import math
import threading
from collections.abc import Callable, Iterable

from cryptography.hazmat.primitives.asymmetric import rsa

from app.core.errors import CsrRejected

_ROUNDS = 64
"""Of Fermat's method: primes that close are found at once (CVE-2022-26320)."""
_BUNCH = 128
"""Moduli multiplied into one number, so that one gcd looks at all of them."""


def _primes(end: int) -> list[int]:
    return [number for number in range(2, end) if all(number % divisor for divisor in range(2, math.isqrt(number) + 1))]


@functools.cache
def _small() -> int:
    """A product that no modulus has a factor in common with."""
    return math.prod(_primes(2000))


@functools.cache
def _roca() -> dict[int, frozenset[int]]:
    """Residues of 65537's powers: Infineon's library made primes k*M + 65537^a mod M (CVE-2017-15361, Nemec et al. 2017)."""
    return {prime: frozenset(pow(65_537, power, prime) for power in range(prime - 1)) for prime in _primes(168)[1:]}


def find_rsa_weakness(public_key: object) -> str | None:
    """What makes this key's modulus easy to factor, in words after "its key ", or None where nothing known does, or it is not RSA."""
    if not isinstance(public_key, rsa.RSAPublicKey):
        return None
    modulus = public_key.public_numbers().n
    if math.gcd(modulus, _small()) != 1:
        return "is broken: a small number divides its RSA modulus"
    if all(modulus % prime in residues for prime, residues in _roca().items()):
        return "was made by a chip with the ROCA fault (CVE-2017-15361): its RSA modulus can be factored"
    if _close(modulus):
        return "is broken: the two primes of its RSA modulus are too close to one another"
    return None


def _close(modulus: int) -> bool:
    """Whether Fermat's method finds the primes at once."""
    middle = math.isqrt(modulus - 1) + 1
    for number in range(middle, middle + _ROUNDS):
        rest = number * number - modulus
        if math.isqrt(rest) ** 2 == rest:
            return True
    return False


class Moduli:
    """The moduli of every RSA key that has a certificate: two keys with a common prime give both away (Heninger et al. 2012).

    `known` is asked once, when the first RSA key comes.
    """

    def __init__(self, known: Callable[[], Iterable[int]]) -> None:
        self._known = known
        self._asked = False
        self._seen: set[int] = set()
        self._bunches: list[int] = []
        self._last: list[int] = []
        self._lock = threading.Lock()

    def require_own_primes(self, public_key: object) -> None:
        """Remember this key, if it is RSA; raises CsrRejected where another has a prime in common with it, StoreError."""
        if not isinstance(public_key, rsa.RSAPublicKey):
            return
        modulus = public_key.public_numbers().n
        with self._lock:
            if not self._asked:
                for known in self._known():
                    self._add(known)
                self._asked = True
            if modulus in self._seen:
                return  # it was looked at when it came
            if any(math.gcd(part % modulus, modulus) != 1 for part in (*self._bunches, *self._last)):
                raise CsrRejected(
                    "The device's RSA key has a prime in common with the key of another unit: both can be broken.",
                    advice="Put the unit aside and call an engineer: this product's devices make their keys without enough randomness.",
                )
            self._add(modulus)

    def _add(self, modulus: int) -> None:
        if modulus in self._seen:
            return
        self._seen.add(modulus)
        self._last.append(modulus)
        if len(self._last) == _BUNCH:
            self._bunches.append(math.prod(self._last))
            self._last.clear()
