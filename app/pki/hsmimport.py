"""A key that was made elsewhere, as the objects that a PKCS#11 token makes of it."""

import os
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from pkcs11 import Attribute
from pkcs11.util.ec import decode_ec_private_key, decode_ec_public_key
from pkcs11.util.rsa import decode_rsa_private_key, decode_rsa_public_key

Attributes = dict[Attribute, Any]


def objects_of(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey, label: str) -> tuple[Attributes, Attributes]:
    """The private and the public object: the private one only signs, and does not leave the token again."""
    both: Attributes = {Attribute.ID: os.urandom(16), Attribute.LABEL: label, Attribute.TOKEN: True}
    kept: Attributes = {
        Attribute.PRIVATE: True,
        Attribute.SENSITIVE: True,
        Attribute.EXTRACTABLE: False,
        Attribute.SIGN: True,
        Attribute.DECRYPT: False,
        Attribute.UNWRAP: False,
    }
    shown: Attributes = {Attribute.PRIVATE: False, Attribute.VERIFY: True}
    private = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption())
    if isinstance(key, ec.EllipticCurvePrivateKey):
        spki = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        return {**decode_ec_private_key(private), **both, **kept}, {**decode_ec_public_key(spki), **both, **shown}
    pkcs1 = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.PKCS1)
    return {**decode_rsa_private_key(private), **both, **kept}, {**decode_rsa_public_key(pkcs1), **both, **shown}
