"""`birthmark`, or `python -m app`: no words open the window, any word is a command."""

from app.cli.root import main as command_line
from app.window import open_window


def main() -> None:
    """Run the program; ends the process."""
    command_line(open_window)


if __name__ == "__main__":
    main()
