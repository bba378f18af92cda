"""Extensions that every builder of certificates here needs."""

from cryptography import x509

USAGES = {
    "digitalSignature": "digital_signature",
    "nonRepudiation": "content_commitment",
    "keyEncipherment": "key_encipherment",
    "dataEncipherment": "data_encipherment",
    "keyAgreement": "key_agreement",
    "keyCertSign": "key_cert_sign",
    "cRLSign": "crl_sign",
    "encipherOnly": "encipher_only",
    "decipherOnly": "decipher_only",
}
"""The key usages by their names in RFC 5280 (4.2.1.3), and what cryptography calls them."""


def key_usage(*usages: str) -> x509.KeyUsage:
    """The extension with exactly these usages, by their names in RFC 5280."""
    return x509.KeyUsage(**{word: usage in usages for usage, word in USAGES.items()})


def authority_key_identifier(issuer: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    """What points to the issuer: its own key identifier, or one made of its key where it names none (RFC 5280, 4.2.1.1)."""
    try:
        named = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    except x509.ExtensionNotFound:
        return x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key())  # type: ignore[arg-type]  # a CA's key is one that signs
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(named)
