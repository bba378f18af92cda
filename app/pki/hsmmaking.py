"""Keys that are made in a PKCS#11 token: what they may be used for, and that they never leave it."""

import os
from typing import Any

from pkcs11 import Attribute, KeyType, MechanismFlag
from pkcs11.util.ec import encode_named_curve_parameters

from app.core.recipe import KeyKind
from app.pki.keys import CURVES, RSA_BITS

_TPM2_PKCS11 = "tpm2-software.github.io"
"""Whose library compares a key's uses with those of the TPM's object, which it always makes for both (tpm2-pkcs11 1.9, `attrs.c`)."""


def make_pair(session: Any, maker: str, kind: KeyKind, label: str, key_id: bytes) -> None:
    """Have the token of that `maker` make a key pair that can only sign and never leaves it."""
    both_uses = maker == _TPM2_PKCS11
    options = options_of(label, key_id, both_uses=both_uses)
    if kind in CURVES:
        curve = {Attribute.EC_PARAMS: encode_named_curve_parameters(CURVES[kind]().name)}
        _, private = session.create_domain_parameters(KeyType.EC, curve, local=True).generate_keypair(**options)
    else:
        _, private = session.generate_keypair(KeyType.RSA, RSA_BITS[kind], **options)
    if both_uses:
        private[Attribute.DECRYPT] = False  # once it is made, its library lets that be taken away


def options_of(label: str, key_id: bytes = b"", *, both_uses: bool = False) -> dict[str, Any]:
    """Of a key that only signs and never leaves the token; with `both_uses` it may decrypt too, for tokens that make no other."""
    return {
        "id": key_id or os.urandom(16),
        "label": label,
        "store": True,
        "capabilities": MechanismFlag.SIGN | MechanismFlag.VERIFY,
        "public_template": {Attribute.PRIVATE: False, Attribute.ENCRYPT: both_uses},
        "private_template": {Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: False, Attribute.DECRYPT: both_uses},
    }
