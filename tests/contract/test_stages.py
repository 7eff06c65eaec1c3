"""Rules are proved on one stage; each kind of them has a test on every stage as well."""

from pathlib import Path

import pytest

MODULES = [
    path
    for path in sorted(Path(__file__).parent.glob("test_*.py"))
    if "\npytestmark = pytest.mark.one_stage\n" in path.read_text("utf-8")
]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_module_of_rules_has_a_test_that_every_stage_runs(module: Path) -> None:
    assert "\n@pytest.mark.every_stage\n" in module.read_text("utf-8")
