"""The screens that belong to no feature: closed, refused, unknown, something went wrong."""

from bot.core.lines import Lines
from bot.core.names import Dialog, Screen
from bot.core.screens import Card, Form, Part, Small, Text
from bot.core.texts import Words

NOTICE = Screen("core.notice")
NOTICE_DIALOG = Dialog("core.notice")


def with_line(words: Words, lines: Lines) -> tuple[Part, ...]:
    """Return the small paragraph that ends every note: the support line's number."""
    line = lines.crisis
    if line is None:
        return ()
    return (Small(words("core.line", name=words.translate(line.name), number=line.number)),)


def notice_card(words: Words, lines: Lines, text: str) -> Card:
    """Make a card with one text and the support line."""
    parts = (Text(text), *with_line(words, lines))
    return Card(NOTICE, "", words("core.preview"), parts)


def notice_form(words: Words, lines: Lines, text: str) -> Form:
    """Make a dialog with the same content, to answer a form."""
    parts = (Text(text), *with_line(words, lines))
    return Form(NOTICE_DIALOG, "", words("core.notice.title"), words("core.close"), parts)
