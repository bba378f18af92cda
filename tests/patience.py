"""How long tests wait: long for what must come, however busy the machine is; a short wait is only for what must not come."""

from collections.abc import Callable

from app.core.recipe import Recipe
from app.core.waiting import Deadline, Stop

PATIENCE = 60.0
"""Seconds: the deadline of whatever has to be answered."""
LATE = 15.0
"""Seconds a busy machine may be late with what should be at once; far below PATIENCE, which would be waited for otherwise."""


def patient(recipe: Recipe, seconds: float = 180.0) -> Recipe:
    """The recipe for a device that is emulated on a busy machine."""
    return recipe.model_copy(update={"link": recipe.link.model_copy(update={"boot_seconds": seconds, "answer_seconds": seconds})})


def once(condition: Callable[[], object], act: Callable[..., object], *arguments: object) -> None:
    """Do something as soon as a condition holds; fails where it never does."""
    until(condition)
    act(*arguments)


def until(condition: Callable[[], object]) -> None:
    """Wait for a condition; fails where it never holds."""
    assert Stop().wait_for(lambda: bool(condition()), Deadline(PATIENCE)), "what was waited for never came"
