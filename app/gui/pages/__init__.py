"""One page of the window per file: layout and wiring."""
