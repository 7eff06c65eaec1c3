"""What is built at the start is not looked through again while people wait."""

import gc
from collections.abc import Iterator

import pytest

from adapters.memory import keep_for_good


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_the_collector_has_nothing_of_the_start_to_look_through() -> None:
    before = len(gc.get_objects())
    keep_for_good()
    assert gc.get_freeze_count() > before // 2
    assert len(gc.get_objects()) < before // 10
