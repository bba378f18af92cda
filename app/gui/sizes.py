"""Pixels of the window's frame, which the curtain has, too."""

SIZE, LEAST = (1280, 800), (960, 600)
"""Of a window that remembers none, and the smallest."""
HEADER, RAIL = 64, 76
"""How high the line at the top is, how wide the pages at the left."""
