"""The business case: a hospital's own numbers, as ranges, on one page; no number is made up."""

from itertools import product
from pathlib import Path

import pytest

from adapters.__main__ import main
from adapters.business_case import TEMPLATE, Numbers, NumbersError, Range, read_case, words_in
from tests.adapters.kit.pdf_text import Pdf
from tests.some import some

GIVEN = {
    "program_cost": "[180000, 260000]",
    "people": "[60, 140]",
    "leave_without": "[8, 14]",
    "leave_with": "[4, 8]",
    "replacement_cost": "[45000, 90000]",
    "off_without": "[15, 30]",
    "off_with": "[8, 20]",
    "time_off_cost": "[1500, 4000]",
}


def file_of(**changed: str) -> str:
    lines = [f"{name} = {value}" for name, value in (GIVEN | changed).items() if value]
    return "\n".join(['hospital = "Larkspur"', "[numbers]", *lines])


def numbers(**changed: str) -> Numbers:
    return read_case(file_of(**changed)).numbers


def known(value: float) -> str:
    return f"[{value}, {value}]"


def test_numbers_that_are_known_give_the_formulas_result() -> None:
    given = {
        "program_cost": 100_000,
        "people": 80,
        "leave_without": 10,
        "leave_with": 5,
        "replacement_cost": 50_000,
        "off_without": 20,
        "off_with": 10,
        "time_off_cost": 2_000,
    }
    found = numbers(**{name: known(value) for name, value in given.items()})
    # 80 × (5 of 100 × 50,000 + 10 of 100 × 2,000) − 100,000
    assert found.net() == Range(116_000, 116_000)
    assert found.fewer_to_leave() == (2, 2)


def test_the_ends_are_where_every_number_is_at_its_worst_and_at_its_best() -> None:
    given = numbers()
    assert given.net() == Range(-288_000, 1_203_200)
    worst = {name: known(getattr(given, name).low) for name in GIVEN}
    worst |= {name: known(getattr(given, name).high) for name in ("leave_with", "off_with")}
    worst |= {name: known(getattr(given, name).high) for name in ("program_cost", "people")}
    worst["time_off_cost"] = "[4000, 4000]"
    assert numbers(**worst).net().low == -288_000


def test_no_numbers_in_the_ranges_lead_outside_the_result() -> None:
    whole = numbers(program_cost="[1, 5]", leave_with="[4, 20]").net()
    for cost, leave, people in product((1, 3, 5), (4, 11, 20), (60, 99, 140)):
        inside = numbers(program_cost=known(cost), leave_with=known(leave), people=known(people))
        assert whole.low <= inside.net().low
        assert inside.net().high <= whole.high


def test_the_number_that_moves_the_result_farthest_stands_first() -> None:
    swings = numbers().swings()
    widths = [swing.high - swing.low for _, swing in swings]
    assert widths == sorted(widths, reverse=True)
    assert swings[0][0] == "leave_without"
    assert {name for name, _ in swings} == set(GIVEN)
    still = dict(numbers(people="[99, 99]").swings())["people"]
    assert still.low == still.high


def test_nothing_is_said_of_when_it_pays_where_replacing_somebody_may_cost_nothing() -> None:
    assert numbers(replacement_cost="[0, 90000]").fewer_to_leave() is None


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"people": ""}, "people: write two numbers"),
        ({"people": "[]"}, "people: write two numbers"),
        ({"people": "80"}, "people: write two numbers"),
        ({"people": '["80", "90"]'}, "people: write two numbers"),
        ({"people": "[80, nan]"}, "people: write two numbers"),
        ({"people": "[80, inf]"}, "people: write two numbers"),
        ({"people": "[90, 80]"}, r"lowest number comes first: \[80, 90\]"),
        ({"people": "[-1, 80]"}, "people: no number is below 0"),
        ({"leave_with": "[4, 101]"}, "leave_with: at most 100 of 100"),
        ({"patients": "[1, 2]"}, "patients: unknown"),
        ({"people": "[1, 2"}, "not a file of numbers"),
    ],
)
def test_a_number_that_cannot_be_used_is_named(changed: dict[str, str], says: str) -> None:
    with pytest.raises(NumbersError, match=says):
        numbers(**changed)


def test_the_form_has_every_number_and_fills_in_none() -> None:
    with pytest.raises(NumbersError, match="program_cost: write two numbers"):
        read_case(TEMPLATE)
    filled = TEMPLATE
    for name, value in GIVEN.items():
        filled = filled.replace(f"{name} = []", f"{name} = {value}")
    assert read_case(filled).numbers == numbers()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_it_is_one_page_that_calls_itself_an_estimate_and_names_its_source(
    language: str, paper: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, page = tmp_path / "numbers.toml", tmp_path / "page.pdf"
    file.write_text(file_of(), "utf-8")
    typed = ["business-case", str(file), "--output", str(page), "--language", language]
    assert main([*typed, "--paper", paper]) == 0
    assert "estimate" in capsys.readouterr().out
    (said,) = Pdf(page.read_bytes()).pages()
    words = words_in(language)
    for each in (words["estimate"], "−$288,000", "$1,200,000", "Larkspur", "10.1097/PTS"):
        assert each in said
    for name in some(words["input"].values()):
        assert name.split()[0] in said


def test_every_language_has_the_same_words() -> None:
    english, spanish = words_in("en"), words_in("es")
    assert english.keys() == spanish.keys()
    assert english["input"].keys() == spanish["input"].keys() == GIVEN.keys()
    with pytest.raises(NumbersError, match="Use one of: en, es"):
        words_in("xx")


def test_without_a_file_it_prints_the_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["business-case"]) == 0
    assert capsys.readouterr().out == TEMPLATE


def test_a_file_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["business-case", str(tmp_path / "none.toml")]) == 2
    assert "none.toml" in capsys.readouterr().err


def test_letters_that_no_font_has_are_said_with_the_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    numbers = tmp_path / "numbers.toml"
    numbers.write_text(file_of().replace("Larkspur", "\U000f0001"), "utf-8")
    assert main(["business-case", str(numbers), "--output", str(tmp_path / "page.pdf")]) == 1
    assert "Install a font" in capsys.readouterr().err
