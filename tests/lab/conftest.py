"""The lab's own tests use its fixtures."""


def pytest_configure(config):
    config.pluginmanager.import_plugin("tests.lab.fixtures")
