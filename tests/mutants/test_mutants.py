"""The mutants of ``make mutants`` are what they say, and have tests that could notice them."""

import ast
from pathlib import Path

import pytest

from tests.mutants.by_hand import BY_HAND, ByHand
from tests.mutants.mutate import drawn, mutants_of
from tests.mutants.watched import WATCHED
from tests.some import some

ROOT = Path(__file__).parents[2]
SAMPLE = """
def may(age: int, é: bool) -> bool:
    return age >= 18 and not é


def told(who: str) -> None:
    if not who:
        raise ValueError(who)
    print("é", who)
"""


def test_each_kind_of_mutant_is_made_and_is_a_program() -> None:
    found = mutants_of("sample.py", SAMPLE)
    said = {each.said(SAMPLE).partition(" ")[2] for each in found}
    assert {
        "age >= 18 -> (age > 18)",
        "18 -> 19",
        "18 -> (17)",
        "not é -> (é)",
        "age >= 18 and not é -> ((age >= 18) or (not é))",
        "not who -> (not (not who))",
        "raise ValueError(who) -> pass",
        'print("é", who) -> pass',
    } <= said
    assert any(each.endswith("-> return") for each in said)
    texts = [each.text_in(SAMPLE) for each in found]
    assert len(set(texts)) == len(texts)
    assert all(ast.dump(ast.parse(each)) != ast.dump(ast.parse(SAMPLE)) for each in some(texts))


def test_one_seed_draws_the_same_again_and_another_one_others() -> None:
    found = mutants_of("sample.py", SAMPLE)
    assert drawn(found, 5, 1) == drawn(found, 5, 1)
    assert drawn(found, 5, 1) != drawn(found, 5, 2)
    assert drawn(found, 0, 1) == found


def test_every_watched_module_and_its_tests_are_there() -> None:
    named = [path for each in WATCHED for path in (each.module, *each.tests)]
    named += [path for each in BY_HAND for path in (each.module, *each.tests)]
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("mutant", BY_HAND, ids=[each.what for each in BY_HAND])
def test_what_is_changed_by_hand_stands_in_its_module_once(mutant: ByHand) -> None:
    source = (ROOT / mutant.module).read_text("utf-8")
    assert source.count(mutant.old) == 1
    ast.parse(source.replace(mutant.old, mutant.new))
