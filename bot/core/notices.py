"""The few screens that belong to no feature: closed, refused, unknown, something went wrong."""

from bot.core.lines import Lines
from bot.core.names import Dialog, Screen
from bot.core.screens import Card, Form, Part, Small, Text
from bot.core.texts import Words

NOTICE = Screen("core.notice")
NOTICE_DIALOG = Dialog("core.notice")


def with_line(words: Words, lines: Lines) -> tuple[Part, ...]:
    """The small paragraph every note ends with: the support line's number, as text."""
    line = lines.crisis
    if line is None:
        return ()
    return (Small(words("core.line", name=words.said(line.name), number=line.number)),)


def notice_card(words: Words, lines: Lines, text: str) -> Card:
    """A card with one text and the line."""
    return Card(
        screen=NOTICE,
        subject="",
        preview=words("core.preview"),
        parts=(Text(text), *with_line(words, lines)),
    )


def notice_form(words: Words, lines: Lines, text: str) -> Form:
    """The same inside a dialog, for an answer to a form."""
    return Form(
        name=NOTICE_DIALOG,
        subject="",
        title=words("core.notice.title"),
        close=words("core.close"),
        parts=(Text(text), *with_line(words, lines)),
    )
