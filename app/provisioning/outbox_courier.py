"""Telling the platform of one unit, and what to make of its answer."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import structlog

from app.cloud import Series
from app.core.errors import (
    Cancelled,
    ClockApart,
    CloudError,
    PlatformDenied,
    PlatformThrottled,
    PlatformUntrusted,
    SettingsError,
    StationError,
)
from app.core.outbox import Claim
from app.core.recipe import Recipe
from app.core.run import Failure, Receipt

log = structlog.get_logger(__name__)

_EVERYBODY = (PlatformDenied, PlatformUntrusted, ClockApart)
"""What is not the unit's fault and will not pass by itself: everybody waits, and no unit is set aside for it."""


class Verdict(StrEnum):
    """What becomes of a unit."""

    SETTLED = "settled"
    LATER = "later"
    """The platform failed: it is tried again by itself."""
    NEVER = "never"
    """The platform said no to this unit, or it can never be told of it: a person has to look."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of telling the platform of one unit."""

    claim: Claim
    verdict: Verdict
    receipt: Receipt | None = None
    failure: Failure | None = None
    after: float = 0.0
    """Seconds for which the platform asked to be left alone."""


class Courier:
    """Goes with one unit after the other; one of them a thread. Cancelled is the only thing that it lets through."""

    def __init__(self, open_series: Callable[[], Series]) -> None:
        self._open_series = open_series
        self._series: Series | None = None

    def deliver(self, claim: Claim) -> Answer:
        """Tell the platform of the unit; raises Cancelled."""
        try:
            if self._series is None:
                self._series = self._open_series()
        except StationError as error:  # nobody can be told now, whoever it is
            return Answer(claim, Verdict.LATER, failure=Failure.of(error))
        try:
            receipt = self._series.register(claim.identifier, claim.identity, claim.chain, _recipe(claim.recipe))
        except StationError as error:
            after = error.after if isinstance(error, PlatformThrottled) else 0.0
            return Answer(claim, _verdict(error), failure=Failure.of(error), after=after)
        except Cancelled:
            raise
        except Exception as error:
            log.exception("bug", identifier=claim.identifier)
            return Answer(claim, Verdict.NEVER, failure=Failure.of(error))
        return Answer(claim, Verdict.SETTLED, receipt)

    def close(self) -> None:
        """Let the connections go."""
        if self._series is not None:
            self._series.close()


def _verdict(error: StationError) -> Verdict:
    passing = isinstance(error, CloudError) and (error.retryable or isinstance(error, _EVERYBODY))
    unnamed = isinstance(error, SettingsError) and error.key == "product"  # the station's own setting, and the same for everybody
    return Verdict.LATER if passing or unnamed else Verdict.NEVER


@functools.lru_cache(maxsize=16)
def _recipe(body: str) -> Recipe:
    """The recipe as it was; raises RecipeError."""
    return Recipe.of_body(body)
