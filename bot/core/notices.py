"""Screens made of words alone, and those that belong to no feature: refused, gone, trouble."""

from dataclasses import dataclass

from bot.core.context import Context, FormView
from bot.core.lines import Lines, reaching
from bot.core.names import Action, Dialog, Screen
from bot.core.screens import Button, Card, Form, Part, Text
from bot.core.texts import Words

NOTICE = Screen("core.notice")
NOTICE_DIALOG = Dialog("core.notice")


def with_line(words: Words, lines: Lines) -> tuple[Part, ...]:
    """Return the paragraph that ends every message: how to reach the helpline, and what it costs.

    It is as large as the rest, because it is what somebody in need looks for; a tap on its number
    reaches it.
    """
    line = lines.crisis
    if line is None:
        return ()
    said = words(
        "core.line",
        name=words.translate(line.name),
        how=words.translate(line.how),
        number=line.number,
        hours=words.translate(line.hours),
        cost=words.translate(line.cost),
    )
    return (reaching(words, said, line),)


def notice_card(words: Words, lines: Lines, text: str) -> Card:
    """Make a card with one text and the support line."""
    parts = (Text(text), *with_line(words, lines))
    return Card(NOTICE, "", words("core.preview"), parts)


def noted_form(words: Words, name: Dialog, subject: str, text: str) -> Form:
    """Make a dialog that only says one thing, such as what came of a choice."""
    title, close = words("core.notice.title"), words("core.close")
    return Form(name, subject, title, close, (Text(text),))


def drawn_note(name: Dialog, key: str) -> FormView:
    """Make the view of a dialog that only says the text of ``key``."""

    async def view(context: Context, subject: str) -> Form:
        return noted_form(context.words, name, subject, context.words(key))

    return view


def notice_form(words: Words, lines: Lines, text: str) -> Form:
    """Make a dialog with the same content, to answer a form."""
    parts = (Text(text), *with_line(words, lines))
    return Form(NOTICE_DIALOG, "", words("core.notice.title"), words("core.close"), parts)


@dataclass(frozen=True)
class NoticeButton:
    """A button of a notice."""

    action: Action
    label: str
    """The key of its words."""
    subject: str = ""
    opens_form: bool = False

    def draw(self, words: Words) -> Button:
        """Draw the button."""
        return Button(self.action, words(self.label), self.subject, opens_form=self.opens_form)


@dataclass(frozen=True)
class Notice:
    """A card of one paragraph that is the same for everybody.

    It needs neither a function that draws it, nor a view, nor a sample: ``answers(say(notice))``
    or ``Feature.notices`` registers it, and the checks of wording draw it from there.
    """

    screen: Screen
    text: str
    """The key of its paragraph."""
    preview: str
    """The key of what a lock screen shows."""
    buttons: tuple[NoticeButton, ...] = ()
    has_line: bool = True
    """Whether the support line's number ends it."""

    def draw(self, words: Words, lines: Lines) -> Card:
        """Draw the card."""
        line = with_line(words, lines) if self.has_line else ()
        buttons = tuple(each.draw(words) for each in self.buttons)
        return Card(self.screen, "", words(self.preview), (Text(words(self.text)), *line), buttons)
