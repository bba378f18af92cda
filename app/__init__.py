"""Birthmark: the factory provisioning station."""

from datetime import UTC, datetime

__version__ = "0.1.0"
BUILT = datetime(2026, 11, 24, tzinfo=UTC)
"""When this version was made: a station whose clock says earlier has a wrong clock."""
