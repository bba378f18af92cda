"""Run benches: `python -m tests.bench [NAME …] [--size N] [--rounds N]`; prints ratios, and fails where one does not hold.

A bench is a module here with `SIZE` (units of one measurement), `run(size, rounds) -> list[Ratio]` and a docstring that says what is
compared with what. Add yours to BENCHES. `test_benches.py` runs each at a tiny size (`TINY`, else 40), for being right and not for being
fast. The machine may be busy: what is compared is measured in turn, and the median of the rounds counts. Nothing else should run beside it.
"""

import argparse
import importlib
import sys

BENCHES = ("start", "heartbeat", "bulk", "devices", "boards", "outbox", "ledger")


def main() -> int:
    """Run the benches that are named, or all."""
    words = argparse.ArgumentParser(prog="python -m tests.bench")
    words.add_argument("names", nargs="*", choices=[*BENCHES, []], help="which benches; all where none is named")
    words.add_argument("--size", type=int, default=0, help="units of one measurement; a bench knows a good number itself")
    words.add_argument("--rounds", type=int, default=3, help="measurements of each; the median counts")
    wish = words.parse_args()
    good = True
    for name in wish.names or BENCHES:
        bench = importlib.import_module(f"tests.bench.{name}")  # here: worker processes import this file too
        print(f"{name}: {(bench.__doc__ or '').splitlines()[0]}", flush=True)  # noqa: T201 - a command
        for ratio in bench.run(wish.size or bench.SIZE, wish.rounds):
            print(f"  {ratio}", flush=True)  # noqa: T201
            good = good and ratio.holds
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
