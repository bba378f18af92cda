"""Links: bytes to and from an open port, each call with a deadline."""
