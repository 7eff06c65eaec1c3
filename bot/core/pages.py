"""Lists that are longer than a screen: one page at a time, with the ways to the others.

A page is counted from one. Its number stands in the subject of the buttons and of the screen, so
that a list redrawn later shows the same page; a list that has become shorter shows its last.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.core.context import Context
from bot.core.conversation import Press
from bot.core.names import Action, Dialog, Screen
from bot.core.packed import Packed
from bot.core.routes import Reply, replace_card
from bot.core.screens import Button, Part, Row, Small, Weight
from bot.core.texts import Words

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class PageOf(Packed):
    """What a paged screen is about, and which of its pages it shows."""

    about: str = ""
    number: int = 1


FIRST_PAGE = PageOf()


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list, and where it stands in it."""

    shown: tuple[T, ...]
    first: int
    """The place of its first one in the whole list, from one."""
    count: int
    """How many the whole list has."""
    place: PageOf
    pages: int

    def showing(self, shown: Iterable[U]) -> "Page[U]":
        """The same page with something else in place of each."""
        return Page(tuple(shown), self.first, self.count, self.place, self.pages)

    def where(self, words: Words) -> tuple[Small, ...]:
        """Say which part of the list this is; nothing if it is all of it."""
        if self.pages == 1:
            return ()
        last = self.first + len(self.shown) - 1
        return (Small(words("core.pages.where", first=self.first, last=last, count=self.count)),)

    def buttons(
        self, words: Words, turn: Action | Dialog, *, opens_form: bool = False
    ) -> tuple[Button, ...]:
        """Make the small buttons to the pages before and after; ``turn`` is pressed for them."""
        about, number = self.place.about, self.place.number
        beside = {
            number - 1: words("core.pages.before"),
            number + 1: words("core.pages.after"),
        }
        return tuple(
            Button(Action(turn), label, str(PageOf(about, to)), Weight.SMALL, opens_form=opens_form)
            for to, label in beside.items()
            if 1 <= to <= self.pages
        )

    def in_dialog(self, words: Words, dialog: Dialog) -> tuple[Part, ...]:
        """Make what ends the list in a dialog whose own route opens its other pages."""
        buttons = self.buttons(words, dialog, opens_form=True)
        return (*self.where(words), *((Row(buttons),) if buttons else ()))


def page_of(items: Sequence[T], most: int, place: PageOf = FIRST_PAGE) -> Page[T]:
    """Return the page of a list with ``most`` on each; past the last page, the last one."""
    pages = max(1, -(-len(items) // most))
    number = min(max(place.number, 1), pages)
    start = (number - 1) * most
    shown = tuple(items[start : start + most])
    return Page(shown, start + 1, len(items), PageOf(place.about, number), pages)


@dataclass(frozen=True)
class PageTurner:
    """The handler of a press that shows another page in place of the pressed card."""

    screen: Screen

    async def __call__(self, context: Context, press: Press, subject: str) -> Reply:
        return replace_card(self.screen, str(PageOf.of_subject(subject)))


def shows_page(screen: Screen) -> PageTurner:
    """Make the handler of a press that shows another page in place of the pressed card."""
    return PageTurner(screen)
