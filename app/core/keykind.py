"""Which kinds of device keys there are."""

from enum import StrEnum


class KeyKind(StrEnum):
    """An algorithm and size a device key may have."""

    EC_P256 = "ec-p256"
    EC_P384 = "ec-p384"
    RSA_2048 = "rsa-2048"
    RSA_3072 = "rsa-3072"
    RSA_4096 = "rsa-4096"
    ED25519 = "ed25519"
    """Edwards curve 25519 (RFC 8032, RFC 8410)."""
