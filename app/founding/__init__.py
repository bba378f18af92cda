"""Founding a station's authority: made or brought in, its key in a token or an encrypted file, and made known to the platform."""

from app.founding.making import Founded, Notes, make
from app.founding.wish import ISSUING_YEARS, ROOT_YEARS, Kept, Secrets, Source, Where, Wish

__all__ = ["ISSUING_YEARS", "ROOT_YEARS", "Founded", "Kept", "Notes", "Secrets", "Source", "Where", "Wish", "make"]
