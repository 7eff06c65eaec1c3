"""The card on paper: every language, one number, nothing that happened."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from adapters.poster import UnknownLanguageError, chosen, page, papers
from bot.core.lines import Lines, SupportLine


def line(key: str, *, crisis: bool = False) -> SupportLine:
    return SupportLine(
        key=key,
        name=f"{key} & friends",
        country="US",
        number="555-0100",
        how="call",
        hours="day and night",
        cost="free",
        source="x",
        last_verified=date(2026, 1, 1),
        crisis=crisis,
    )


class Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.articles = 0
        self.said: list[str] = []
        self.directions: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self.articles += 1
            self.directions.append(dict(attrs)["dir"])

    def handle_data(self, data: str) -> None:
        self.said.append(data)


@pytest.mark.branch("21.8")
def test_every_language_has_a_card_with_the_number() -> None:
    read = Texts()
    read.feed(page(chosen([]), line("EAP")))
    assert read.articles == len(papers())
    assert read.said.count("555-0100") == len(papers())
    assert "EAP & friends" in read.said
    assert read.directions.count("rtl") == 1


def test_one_language_can_be_chosen() -> None:
    assert [card.code for card in chosen(["es"])] == ["es"]


def test_a_language_there_is_not_says_which_there_are() -> None:
    with pytest.raises(UnknownLanguageError, match="Use one of: ar, de, en"):
        chosen(["xx"])


def test_the_number_is_a_persons_before_the_crisis_lines() -> None:
    crisis, eap = line("988", crisis=True), line("EAP")
    assert Lines((crisis, eap)).on_paper == eap
    assert Lines((crisis,)).on_paper == crisis
    assert Lines().on_paper is None


# Words that speak of the reader, or of an interpreter, as a man or a woman.
GENDERED = {
    "es": r"\b(sol[oa]|un intérprete|una intérprete)\b",
    "fr": r"\b(seule?s?|un interprète|une interprète)\b",
    "pt": r"\b(sozinh[oa]|um intérprete|uma intérprete)\b",
    "de": r"\b(Dolmetscher(in)?)\b",
    "ru": r"\b(один|одна|переводчик|переводчица)\b",
    "ar": r"لست مضطر",
}
PORTUGAL = r"\b(chamada|junta-se|língua|precisa de \w+r)\b"


@pytest.mark.parametrize("language", sorted(GENDERED))
def test_no_card_takes_its_reader_for_a_man_or_a_woman(language: str) -> None:
    (card,) = chosen([language])
    said = f"{card.title} {card.text} {card.call} {card.language}"
    assert re.findall(GENDERED[language], said) == []


def test_the_portuguese_is_brazilian() -> None:
    (card,) = chosen(["pt"])
    said = f"{card.title} {card.text} {card.call} {card.language}"
    assert re.findall(PORTUGAL, said) == []
    assert "Você" in said


def test_no_card_promises_more_than_a_private_talk() -> None:
    promised = r"confiden|vertraulich|конфиденциально|保密|سري|anonym|anónim"
    assert [c.code for c in papers().values() if re.search(promised, c.text, re.IGNORECASE)] == []
