"""RSA keys that look strong: broken ones are made here the way the broken libraries made them."""

import math
import random

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from pki_lab import PROFILES, Ca, Clock, Memory, recipe_of, ticket_of

from app.core.errors import Blame, CsrRejected
from app.core.recipe import KeyKind
from app.pki.authority import IssuingAuthority
from app.pki.keys import generate
from app.pki.requests import build_request, check_request
from app.pki.weak import Moduli, find_rsa_weakness

DICE = random.Random(4711)
SMALL = [number for number in range(2, 1000) if all(number % divisor for divisor in range(2, math.isqrt(number) + 1))]
PRIMORIAL = math.prod(SMALL[:39])
"""What Infineon's library multiplied for the smallest keys; every larger one has these primes too."""


def is_prime(number: int) -> bool:
    if any(number % small == 0 for small in SMALL):
        return number in SMALL
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for _ in range(24):
        power = pow(DICE.randrange(2, number - 1), odd, number)
        if power in (1, number - 1):
            continue
        for _ in range(twos - 1):
            power = power * power % number
            if power == number - 1:
                break
        else:
            return False
    return True


def next_prime(number: int, step: int = 2) -> int:
    while not is_prime(number):
        number += step
    return number


def random_prime(bits: int = 1024) -> int:
    return next_prime(DICE.getrandbits(bits) | (3 << (bits - 2)) | 1)


def roca_prime() -> int:
    start = PRIMORIAL * (DICE.getrandbits(1024 - PRIMORIAL.bit_length() + 1) | (1 << (1024 - PRIMORIAL.bit_length())))
    return next_prime(start + pow(65_537, DICE.getrandbits(64), PRIMORIAL), PRIMORIAL)


def key_of(p: int, q: int) -> rsa.RSAPrivateKey:
    exponent = 65_537
    d = pow(exponent, -1, math.lcm(p - 1, q - 1))
    crt = rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q)
    return rsa.RSAPrivateNumbers(p, q, d, *crt, rsa.RSAPublicNumbers(exponent, p * q)).private_key()


def broken() -> dict[str, rsa.RSAPrivateKey]:
    prime = random_prime()
    return {"ROCA": key_of(roca_prime(), roca_prime()), "too close": key_of(prime, next_prime(prime + 2))}


@pytest.mark.parametrize(("words", "key"), broken().items(), ids=lambda each: each if isinstance(each, str) else "")
def test_a_key_of_a_broken_library_is_rejected(words: str, key: rsa.RSAPrivateKey) -> None:
    assert words in (find_rsa_weakness(key.public_key()) or "")
    with pytest.raises(CsrRejected, match=words) as caught:
        check_request(build_request(key, "SN-0001"), "SN-0001", KeyKind.RSA_2048)
    assert caught.value.blame is Blame.UNIT


def test_a_modulus_that_a_small_number_divides_is_broken() -> None:
    modulus = 1009 * (DICE.getrandbits(2040) | (1 << 2039) | 1)
    assert "a small number divides" in (find_rsa_weakness(rsa.RSAPublicNumbers(65_537, modulus).public_key()) or "")


def test_good_keys_are_not_called_broken() -> None:
    for key in (*(generate(KeyKind.RSA_2048) for _ in range(5)), generate(KeyKind.RSA_3072), generate(KeyKind.EC_P256)):
        assert find_rsa_weakness(key.public_key()) is None


def test_a_small_exponent_is_rejected() -> None:
    key = rsa.generate_private_key(public_exponent=3, key_size=2048)
    with pytest.raises(CsrRejected, match="its RSA exponent is 3, at least 65537 and odd is needed"):
        check_request(build_request(key, "SN-0001"), "SN-0001", KeyKind.RSA_2048)


# ---- primes in common -----------------------------------------------------------------------------------------------


def test_two_units_with_a_prime_in_common_are_found_also_after_a_restart(ca: Ca, memory: Memory) -> None:
    common, recipe = random_prime(), recipe_of(key={"kind": "rsa-2048"})
    first, second = key_of(common, random_prime()), key_of(common, random_prime())
    for start in range(2):
        authority = IssuingAuthority(ca.key, ca.chain, memory, PROFILES, Clock())
        issued = authority.issue(build_request(first, "SN-0001"), ticket_of(), recipe)
        assert issued.reused is bool(start)
        with pytest.raises(CsrRejected, match="has a prime in common with the key of another unit") as caught:
            authority.issue(build_request(second, "SN-0002"), ticket_of("SN-0002"), recipe)
        assert "without enough randomness" in caught.value.advice
        assert len(memory.known) == 1
        assert not authority.issue(build_request(generate(KeyKind.RSA_2048), f"SN-9{start}"), ticket_of(f"SN-9{start}"), recipe).reused
        memory.known.pop(0)


def test_a_common_prime_is_found_among_many() -> None:
    def odd() -> int:
        return DICE.getrandbits(1023) | (1 << 1022) | 1

    common = random_prime()
    known = [odd() * odd() for _ in range(300)]
    known[7] = common * random_prime()
    moduli = Moduli(lambda: known)
    with pytest.raises(CsrRejected):
        moduli.require_own_primes(rsa.RSAPublicNumbers(65_537, common * random_prime()).public_key())
    moduli.require_own_primes(rsa.RSAPublicNumbers(65_537, known[7]).public_key())
    for _ in range(3):
        moduli.require_own_primes(generate(KeyKind.RSA_2048).public_key())
