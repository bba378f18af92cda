"""`birthmark`, or `python -m app`: no words open the window, any word is a command."""

import dataclasses
import os
import sys
from functools import partial
from typing import Any


def main() -> None:
    """Run the program; ends the process."""
    if getattr(sys, "frozen", False):
        import multiprocessing  # noqa: PLC0415 - nothing else of a window's start needs it

        multiprocessing.freeze_support()  # in a bundle the processes that make keys are this program, called in another way
    _forgo()
    _compile_late()
    # Those processes import this file and need nothing of it: half a second for each core.
    from app import begin  # noqa: PLC0415
    from app.gui import say_sorry  # noqa: PLC0415

    curtain = begin.draw_curtain(sys.argv[1:])
    with begin.uncollected():
        from app.cli.root import main as command_line  # noqa: PLC0415 - the curtain is painted by now

    command_line(partial(begin.open_window, curtain), say_sorry)


def _forgo() -> None:
    """Leave out what libraries load unasked, a tenth of a start: rich, for tracebacks that show variables, and plug-ins of pydantic."""
    sys.modules.setdefault("rich", None)  # type: ignore[arg-type]  # that is how Python is told that there is none
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _compile_late() -> None:
    """Have dataclasses compile what compares, hashes, shows and guards their values when that is first called.

    Python compiles six methods for each of 250 classes as they are loaded, a tenth of a start, and most are never called. A Python that
    makes them in another way (3.13) goes on as it does.
    """
    at_once: Any = getattr(dataclasses, "_create_fn", None)
    if at_once is None:
        return

    def create(name: str, *how: Any, **known: Any) -> Any:
        made: list[Any] = []

        def late(self: Any, *others: Any) -> Any:
            if not made:
                made.append(at_once(name, *how, **known))
                for kind in type(self).__mro__:
                    if kind.__dict__.get(name) is late:
                        setattr(kind, name, made[0])
            return made[0](self, *others)

        late.__name__ = name
        return at_once(name, *how, **known) if name == "__init__" else late

    dataclasses._create_fn = create  # type: ignore[attr-defined]  # noqa: SLF001 - there is no other place to ask for it


if __name__ == "__main__":
    main()
