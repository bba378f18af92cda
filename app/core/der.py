"""DER (X.690), as little as we need of it: elements taken apart, and put together."""

SEQUENCE, SET, INTEGER, BIT_STRING, OCTET_STRING, NULL, OID, UTF8_STRING = 0x30, 0x31, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0C

ATTRIBUTES = 0xA0
"""The attributes of a request (RFC 2986, 4.1), [0]."""


def element(data: bytes, tag: int) -> tuple[bytes, bytes]:
    """The content of the first element, and what follows it.

    Raises ValueError unless it has this tag and a length in DER (X.690, 10.1) of at most 65,535.
    """
    if len(data) < 2 or data[0] != tag:  # noqa: PLR2004 - tag and length
        raise ValueError("another element than expected")
    length, start = data[1], 2
    if length >= 0x80:  # noqa: PLR2004 - the long form
        count = length & 0x7F
        digits = data[2 : 2 + count]
        start = 2 + count
        length = int.from_bytes(digits, "big")
        if count not in (1, 2) or len(digits) != count or length < (0x80 if count == 1 else 0x100):
            raise ValueError("a length that is not DER")
    if len(data) < start + length:
        raise ValueError("an element is cut off")
    return data[start : start + length], data[start + length :]


def whole(data: bytes, tag: int) -> tuple[bytes, bytes]:
    """The first element with its header, and what follows it; raises ValueError."""
    _, rest = element(data, tag)
    return data[: len(data) - len(rest)], rest


def elements(content: bytes) -> list[bytes]:
    """Every element in `content` with its header; raises ValueError."""
    found = []
    while content:
        first, content = whole(content, content[0])
        found.append(first)
    return found


def wrapped(tag: int, *contents: bytes) -> bytes:
    """An element of this tag around these contents."""
    content = b"".join(contents)
    length = len(content)
    if length < 0x80:  # noqa: PLR2004 - the short form
        return bytes((tag, length)) + content
    digits = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(digits))) + digits + content


def integer(number: int) -> bytes:
    """A number that is not negative."""
    return wrapped(INTEGER, number.to_bytes(number.bit_length() // 8 + 1, "big"))
