"""What a device or a list says, as a person may be shown it."""

_LONGEST = 40
"""Characters."""


def shown(text: str) -> str:
    """A device's word as it may be shown: no control characters, not longer than a line."""
    clean = "".join(character if character.isprintable() else "·" for character in text)
    return f"“{clean[:_LONGEST]}{'…' if len(clean) > _LONGEST else ''}”"
