"""The words of the kit, in the languages of the card on paper."""

from dataclasses import dataclass
from typing import Any, Self

from adapters.packaged import table_of
from adapters.poster import Paper as Card
from adapters.poster import chosen


@dataclass(frozen=True)
class Section:
    """A heading of the leaflet with the lines below it."""

    title: str
    lines: tuple[str, ...]

    def filled(self, **values: str) -> "Section":
        """The section with these values in its lines."""
        return Section(self.title, tuple(line.format(**values) for line in self.lines))


@dataclass(frozen=True)
class KitWords:
    """The words in one language; ``{app}``, ``{platform}`` and ``{typed}`` stand in some."""

    card: Card
    """The words of the card on paper, which the kit says too."""
    scan: str
    now: str
    slide: str
    new: str
    subject: str
    hello: str
    open: str
    type: str
    sender: str
    ask: Section
    how: Section
    private: Section
    unasked: Section

    @classmethod
    def read(cls, card: Card, table: dict[str, Any]) -> Self:
        """The words of one language's table, beside its card."""
        made: dict[str, Any] = {
            name: Section(said["title"], tuple(said["lines"])) if isinstance(said, dict) else said
            for name, said in table.items()
        }
        return cls(card, **made)


def chosen_words(languages: list[str]) -> list[KitWords]:
    """The words in these languages, by default all. Raises ``UnknownLanguageError``."""
    tables = table_of("messages", "paper", "kit.toml")
    return [KitWords.read(card, tables[card.code]) for card in chosen(languages)]
