"""Which keys there are: making them, telling their kind, and the hash that goes with each."""

from collections.abc import Callable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

from app.core.keykind import KeyKind

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey
PublicKey = ec.EllipticCurvePublicKey | rsa.RSAPublicKey | ed25519.Ed25519PublicKey

SMALLEST_RSA = 2048
"""Bits: the platform takes no smaller RSA key."""
SMALLEST_EXPONENT = 65_537
"""FIPS 186-5, A.1.1: the public exponent is odd and larger than 2^16."""

CURVES: dict[KeyKind, type[ec.EllipticCurve]] = {KeyKind.EC_P256: ec.SECP256R1, KeyKind.EC_P384: ec.SECP384R1}
_KIND_ON = {curve().name: kind for kind, curve in CURVES.items()}
RSA_BITS: dict[KeyKind, int] = {KeyKind.RSA_2048: 2048, KeyKind.RSA_3072: 3072, KeyKind.RSA_4096: 4096}


def generate(kind: KeyKind) -> PrivateKey:
    """A new private key of this kind, in memory only."""
    if kind in CURVES:
        return ec.generate_private_key(CURVES[kind]())
    if kind is KeyKind.ED25519:
        return ed25519.Ed25519PrivateKey.generate()
    return rsa.generate_private_key(public_exponent=SMALLEST_EXPONENT, key_size=RSA_BITS[kind])


def kind_of(public_key: object) -> KeyKind | None:
    """Which kind a public key is, or None where it is none that a recipe can ask for."""
    if isinstance(public_key, ec.EllipticCurvePublicKey):
        return _KIND_ON.get(public_key.curve.name)
    if isinstance(public_key, rsa.RSAPublicKey):
        return next((kind for kind, bits in RSA_BITS.items() if public_key.key_size == bits), None)
    return KeyKind.ED25519 if isinstance(public_key, ed25519.Ed25519PublicKey) else None


def words_of(public_key: object) -> str:
    """What a person calls the key: `EC secp256r1`, `RSA 2048`, `Ed25519`."""
    if isinstance(public_key, ec.EllipticCurvePublicKey):
        return f"EC {public_key.curve.name}"
    if isinstance(public_key, rsa.RSAPublicKey):
        return f"RSA {public_key.key_size}"
    return "Ed25519" if isinstance(public_key, ed25519.Ed25519PublicKey) else "key of another algorithm"


def find_weakness(public_key: object) -> str | None:
    """Why the platform would not take this key, in words after "its key ", or None where it is strong enough."""
    if isinstance(public_key, ec.EllipticCurvePublicKey):
        return None if kind_of(public_key) else f"is on the curve {public_key.curve.name}; only P-256 and P-384 are taken"
    if isinstance(public_key, rsa.RSAPublicKey):
        exponent = public_key.public_numbers().e
        if public_key.key_size < SMALLEST_RSA:
            return f"is too small: RSA with {public_key.key_size} bits, at least {SMALLEST_RSA} are needed"
        if exponent < SMALLEST_EXPONENT or exponent % 2 == 0:
            return f"is weak: its RSA exponent is {exponent}, at least {SMALLEST_EXPONENT} and odd is needed"
        return None
    return None if isinstance(public_key, ed25519.Ed25519PublicKey) else "is neither EC nor RSA nor Ed25519"


def hash_for(public_key: object) -> hashes.SHA256 | hashes.SHA384 | None:
    """The hash a signature with this key is made over: as strong as the curve (FIPS 186-5, 6.1), SHA-256 for RSA, none for Ed25519."""
    if isinstance(public_key, ec.EllipticCurvePublicKey):
        return _hash_on(public_key.curve)
    return None if isinstance(public_key, ed25519.Ed25519PublicKey) else hashes.SHA256()


def _hash_on(curve: ec.EllipticCurve) -> hashes.SHA256 | hashes.SHA384:
    return hashes.SHA384() if curve.name == ec.SECP384R1.name else hashes.SHA256()


def sign(key: PrivateKey, data: bytes) -> bytes:
    """The key's signature over `data` with `hash_for` it: ECDSA in DER, RSA PKCS#1 v1.5, or Ed25519."""
    return signer_of(key)(data)


def signer_of(key: PrivateKey) -> Callable[[bytes], bytes]:
    """`sign` with this key, for whoever signs much."""
    if isinstance(key, ec.EllipticCurvePrivateKey):
        algorithm = ec.ECDSA(_hash_on(key.curve))
        return lambda data: key.sign(data, algorithm)
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign
    return lambda data: key.sign(data, padding.PKCS1v15(), hashes.SHA256())


def verify(public_key: object, signature: bytes, data: bytes, digest: hashes.HashAlgorithm | None) -> None:
    """Raise InvalidSignature unless the signature (ECDSA in DER, RSA PKCS#1 v1.5, Ed25519) is this key's; a key of another kind has none.

    Ed25519 signs the data itself, whatever `digest` says (RFC 8032).
    """
    if isinstance(public_key, ec.EllipticCurvePublicKey) and digest is not None:
        public_key.verify(signature, data, ec.ECDSA(digest))
    elif isinstance(public_key, ed25519.Ed25519PublicKey):
        public_key.verify(signature, data)
    elif isinstance(public_key, rsa.RSAPublicKey) and digest is not None:
        public_key.verify(signature, data, padding.PKCS1v15(), digest)
    else:
        raise InvalidSignature
