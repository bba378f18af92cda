"""Hostile requests and certificates, made by hand: DER that strict readers refuse, and DER that they take but nobody should believe."""

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

DER = serialization.Encoding.DER


def tlv(tag: int, *content: bytes) -> bytes:
    """One element with the shortest length."""
    body = b"".join(content)
    if len(body) < 0x80:
        return bytes((tag, len(body))) + body
    digits = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(digits))) + digits + body


def nested(depth: int) -> bytes:
    """SEQUENCEs in one another, as deep as this."""
    inner = b""
    for _ in range(depth):
        inner = tlv(0x30, inner)
    return inner


def request_with(key: ec.EllipticCurvePrivateKey, subject: bytes, attributes: bytes = b"", *, version: bytes = b"\x02\x01\x00") -> bytes:
    """A request with this subject and these attributes, as bytes, truly signed by the key."""
    spki = key.public_key().public_bytes(DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    info = tlv(0x30, version, subject, spki, tlv(0xA0, attributes))
    algorithm = bytes.fromhex("300a06082a8648ce3d040302")
    return tlv(0x30, info, algorithm, tlv(0x03, b"\x00", key.sign(info, ec.ECDSA(hashes.SHA256()))))


def common_name(value: bytes, tag: int = 0x0C) -> bytes:
    """A Name of one CN, the value as bytes of this string type."""
    return tlv(0x30, tlv(0x31, tlv(0x30, bytes.fromhex("0603550403"), tlv(tag, value))))


def extension_request(*extensions: bytes) -> bytes:
    """The attribute extensionRequest (PKCS#9)."""
    return tlv(0x30, bytes.fromhex("06092a864886f70d01090e"), tlv(0x31, tlv(0x30, *extensions)))


def hostile_requests(key: ec.EllipticCurvePrivateKey) -> dict[str, bytes]:
    """By what is wrong with each; the identifier they claim is SN-0001."""
    good = common_name(b"SN-0001")
    san = tlv(0x30, bytes.fromhex("0603551d11"), tlv(0x04, tlv(0x30, tlv(0x82, b"a\x00b"))))
    twice = tlv(0x30, bytes.fromhex("0603551d13"), tlv(0x04, tlv(0x30)))
    ca = tlv(0x30, bytes.fromhex("0603551d13"), b"\x01\x01\xff", tlv(0x04, tlv(0x30, b"\x01\x01\xff")))
    return {
        "a NUL in the CN": request_with(key, common_name(b"SN-0001\x00.evil")),
        "control characters in the CN": request_with(key, common_name(b"SN-0001\x1b[2J")),
        "a CN that is no UTF-8": request_with(key, common_name(b"SN-\xff\xfe")),
        "a CN in BMPString": request_with(key, common_name("SN-0001".encode("utf-16-be"), 0x1E)),
        "a CN of 65 characters": request_with(key, common_name(b"S" * 65)),
        "a CN of 10,000 characters": request_with(key, common_name(b"S" * 10_000)),
        "an empty CN": request_with(key, common_name(b"")),
        "an empty subject": request_with(key, tlv(0x30)),
        "two CNs": request_with(key, tlv(0x30, *[common_name(name)[2:] for name in (b"SN-0001", b"SN-0002")])),
        "a look-alike letter": request_with(key, common_name("SN-000\u0031\u200b".encode())),
        "a path as name": request_with(key, common_name(b"../../etc/passwd")),
        "version 7": request_with(key, good, version=b"\x02\x01\x07"),
        "an extension twice": request_with(key, good, extension_request(twice, twice)),
        "extensions that are none": request_with(key, good, extension_request(b"\x05\x00")),
        "an alternative name with NUL": request_with(key, good, extension_request(san)),
        "a wish to be a CA": request_with(key, good, extension_request(ca)),
        "extensions nested a thousand times": request_with(key, good, nested(1000)),
        "a megabyte of attributes": request_with(key, good, tlv(0x30, bytes.fromhex("0603550403"), tlv(0x31, tlv(0x0C, b"x" * 1_000_000)))),
        "a megabyte of zeros": bytes(1_000_000),
        "a megabyte of SEQUENCEs": nested(4000) + b"\x30\x80" * 490_000,
        "a length of four gigabytes": b"\x30\x84\xff\xff\xff\xff" + bytes(64),
        "a key at infinity": request_with(key, good).replace(_point(key), b"\x00" * 65),
        "a point that is not on the curve": request_with(key, good).replace(_point(key), b"\x04" + b"\x01" * 64),
    }


def _point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def certificate_of(signer: ec.EllipticCurvePrivateKey, **changed: bytes) -> bytes:
    """A self-signed certificate of version 3, some of its parts as given."""
    parts = {
        "version": tlv(0xA0, b"\x02\x01\x02"),
        "serial": tlv(0x02, b"\x4a" * 16),
        "algorithm": bytes.fromhex("300a06082a8648ce3d040302"),
        "issuer": common_name(b"SN-0001"),
        "validity": tlv(0x30, tlv(0x17, b"260101000000Z"), tlv(0x17, b"350101000000Z")),
        "subject": common_name(b"SN-0001"),
        "key": signer.public_key().public_bytes(DER, serialization.PublicFormat.SubjectPublicKeyInfo),
        "extensions": b"",
        **changed,
    }
    tbs = tlv(0x30, *parts.values())
    return tlv(0x30, tbs, bytes.fromhex("300a06082a8648ce3d040302"), tlv(0x03, b"\x00", signer.sign(tbs, ec.ECDSA(hashes.SHA256()))))


def hostile_certificates(key: ec.EllipticCurvePrivateKey) -> dict[str, bytes]:
    """By what is wrong with each."""
    extension = tlv(0x30, bytes.fromhex("0603551d13"), tlv(0x04, tlv(0x30)))
    return {
        "no extensions at all": certificate_of(key),
        "an extension twice": certificate_of(key, extensions=tlv(0xA3, tlv(0x30, extension, extension))),
        "extensions that are none": certificate_of(key, extensions=tlv(0xA3, tlv(0x30, tlv(0x30, b"\x05\x00")))),
        "a serial number of zero": certificate_of(key, serial=b"\x02\x01\x00"),
        "a negative serial number": certificate_of(key, serial=b"\x02\x01\xff"),
        "a serial number of 1,000 bytes": certificate_of(key, serial=tlv(0x02, b"\x4a" * 1000)),
        "a date that is none": certificate_of(key, validity=tlv(0x30, tlv(0x17, b"261399000000Z"), tlv(0x17, b"350101000000Z"))),
        "an end before its beginning": certificate_of(key, validity=tlv(0x30, tlv(0x17, b"350101000000Z"), tlv(0x17, b"260101000000Z"))),
        "another algorithm outside than inside": certificate_of(key, algorithm=bytes.fromhex("300a06082a8648ce3d040303")),
        "a CN with NUL": certificate_of(key, subject=common_name(b"SN-0001\x00x")),
        "a megabyte of subject": certificate_of(key, subject=common_name(b"S" * 1_000_000)),
        "no key": certificate_of(key, key=tlv(0x30)),
        "version 1 with extensions": certificate_of(key, version=b"", extensions=tlv(0xA3, tlv(0x30, extension))),
    }


def as_certificate(der: bytes) -> x509.Certificate:
    """Read as the product reads one; raises ValueError."""
    return x509.load_der_x509_certificate(der)
