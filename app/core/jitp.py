"""What the platform makes, just in time, of a device that nobody told it of and that one of our CAs vouches for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Jitp:
    """The settings of one CA certificate at the platform. It never tells them back, so the ledger remembers what was set."""

    product_name: str
    """The product's name; a PRN has no place in this part of the API."""
    description: str
    tags: tuple[str, ...] = ()
    cohort: str = ""
    """The cohort's PRN; empty: none."""
    target: str = ""
