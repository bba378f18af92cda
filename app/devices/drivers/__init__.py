"""What speaks to devices: one product family a file."""
