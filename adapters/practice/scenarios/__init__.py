"""The stories one can rehearse, one module each."""

from adapters.practice.scenarios import morning, night, week
from adapters.practice.scenarios.shape import Part, Scenario

SCENARIOS = {one.key: one for one in (morning.SCENARIO, night.SCENARIO, week.SCENARIO)}
"""By key, in the order in which the page offers them."""
FIRST = morning.SCENARIO

__all__ = ["FIRST", "SCENARIOS", "Part", "Scenario"]
