from contextlib import ExitStack

import pytest

from tests.provisioning.floor import Floor


@pytest.fixture
def floor(tmp_path):
    with ExitStack() as opened:
        yield Floor(tmp_path, opened)
