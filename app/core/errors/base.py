"""What every error has, whose fault it is, and what is no error."""

from enum import StrEnum
from typing import ClassVar


class Blame(StrEnum):
    """Whose fault it is: the unit's (it FAILED) or ours (an ERROR)."""

    UNIT = "unit"
    STATION = "station"


class StationError(Exception):
    """What happened, in one sentence; `advice` says what the operator does now."""

    code: ClassVar[str]
    blame: ClassVar[Blame] = Blame.STATION
    retryable: ClassVar[bool] = False
    """Whether the same thing, tried again as it is, can go well."""
    advice: str = "Call the supervisor."

    def __init__(self, message: str, *, advice: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if advice is not None:
            self.advice = advice

    def __reduce__(self) -> tuple[object, ...]:
        return (_revive, (type(self), self.message, self.__dict__))


def _revive(kind: type[StationError], message: str, state: dict[str, object]) -> StationError:
    error = kind.__new__(kind, message)
    error.args = (message,)
    error.__dict__.update(state)
    return error


class Cancelled(Exception):
    """A person stopped the run."""
