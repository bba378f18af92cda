"""`birthmark`, or `python -m app`: no words open the window, any word is a command."""

import os
import sys
from functools import partial


def main() -> None:
    """Run the program; ends the process."""
    if getattr(sys, "frozen", False):
        import multiprocessing  # noqa: PLC0415 - nothing else of a window's start needs it

        multiprocessing.freeze_support()  # in a bundle the processes that make keys are this program, called in another way
    _forgo()
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


if __name__ == "__main__":
    main()
