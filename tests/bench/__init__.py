"""How fast the station is, as ratios inside one run: `python -m tests.bench`; see `__main__`."""
