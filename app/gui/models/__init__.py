"""Rows for the pages: values folded or fetched elsewhere."""
