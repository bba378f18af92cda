"""What pkilint, a linter that others keep, says of a certificate; it is not among what a station needs (see app/README.md)."""

import functools
import warnings
from importlib.util import find_spec
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding


@functools.cache
def _linter() -> tuple[Any, Any, Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyasn1 about itself
        from pkilint import loader  # noqa: PLC0415 - takes a second
        from pkilint.pkix import certificate, extension, name  # noqa: PLC0415
        from pkilint.validation import ValidationFindingSeverity  # noqa: PLC0415
    validator = certificate.create_pkix_certificate_validator_container(
        certificate.create_decoding_validators(name.ATTRIBUTE_TYPE_MAPPINGS, extension.EXTENSION_MAPPINGS),
        [
            certificate.create_issuer_validator_container([]),
            certificate.create_validity_validator_container(),
            certificate.create_subject_validator_container([]),
            certificate.create_extensions_validator_container([]),
            certificate.create_spki_validator_container([]),
        ],
    )
    return loader.load_pem_certificate, validator, ValidationFindingSeverity.WARNING


def list_faults(certificate: x509.Certificate) -> list[str]:
    """Everything it finds that is a warning or worse; nothing where it is not installed."""
    if find_spec("pkilint") is None:
        return []
    load, validator, least = _linter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        results = validator.validate(load(certificate.public_bytes(Encoding.PEM).decode(), "certificate").root)
    return [
        f"{found.finding.code}: {found.message}"
        for result in results
        for found in result.finding_descriptions
        if found.finding.severity <= least
    ]
