"""What is built at the start is not looked through again while people wait."""

import gc

from adapters.gc_tuning import keep_for_good


def test_the_collector_has_nothing_of_the_start_to_look_through() -> None:
    built = [[number] for number in range(50_000)]
    before = len(gc.get_objects())
    keep_for_good()
    assert gc.get_freeze_count() > len(built)
    assert len(gc.get_objects()) < before // 10
