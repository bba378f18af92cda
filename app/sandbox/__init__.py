"""A platform and devices that are not real: what the demo and the tests run on."""
