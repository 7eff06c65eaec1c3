"""Asks the owner of an account whether they are the one who had it before, and left.

A platform says that the account has their work e-mail, and nothing else connects the two: no name,
unit, or employee number. It may be a new name in a new job, or an account that was passed on. Only
its owner can say so, and nobody else is asked. Conversations keep cards, so the earlier name and
e-mail stand in a dialog.
"""

from dataclasses import replace

from bot.core.context import Context
from bot.core.conversation import Press
from bot.core.errors import SubjectGone
from bot.core.lines import Lines
from bot.core.names import PROGRAMME_WHO_ARE_YOU, Action, Dialog, Screen
from bot.core.notices import Notice, with_line
from bot.core.people import Person, first_name, name_of
from bot.core.routes import Reply, replace_card
from bot.core.screens import Button, Card, Form, Text
from bot.core.texts import Words
from bot.programme.people.joining import unite

FORMER_NAME = Dialog("programme.former_name")
ITS_ME = Action("programme.its_me")
NOT_ME = Action("programme.not_me")
THANKS = Notice(
    Screen("programme.who_are_you_said"), "programme.who_are_you.thanks", "programme.preview"
)


def who_are_you_card(words: Words, lines: Lines) -> Card:
    """Ask whether the reader is the one who had their account before."""
    parts = (
        Text(words("programme.who_are_you.text")),
        Text(words("programme.who_are_you.nothing_done")),
        *with_line(words, lines),
    )
    buttons = (
        Button(FORMER_NAME, words("programme.who_are_you.show"), opens_form=True),
        Button(ITS_ME, words("programme.who_are_you.yes")),
        Button(NOT_ME, words("programme.who_are_you.no")),
    )
    return Card(PROGRAMME_WHO_ARE_YOU, "", words("programme.preview"), parts, buttons)


def former_name_form(words: Words, name: str, email: str) -> Form:
    """Say the first name and the e-mail that the account had before; either may be empty."""
    who = " ".join(part for part in (name, f"({email})" if name and email else email) if part)
    title, close = words("programme.who_are_you.title"), words("core.close")
    return Form(
        FORMER_NAME, "", title, close, (Text(words("programme.who_are_you.was", name=who)),)
    )


async def draw(context: Context, subject: str) -> Card:
    """The question to the actor; raises ``SubjectGone`` once it is answered."""
    if context.former is None:
        raise SubjectGone
    return who_are_you_card(context.words, context.lines)


async def draw_former(context: Context, subject: str) -> Form:
    """The earlier name of the actor's own account; raises ``SubjectGone`` once they answered."""
    former = context.former
    if former is None:
        raise SubjectGone
    name = first_name(await name_of(context.work, former.reference))
    email = await context.work.vault.open(Person.email.of(former.reference)) or ""
    return former_name_form(context.words, name, email)


async def its_me(context: Context, press: Press, subject: str) -> Reply:
    """Make one person of the two; a second press changes nothing."""
    if context.former is not None:
        await unite(context.work, context.former, context.actor)
    return replace_card(THANKS.screen)


async def not_me(context: Context, press: Press, subject: str) -> Reply:
    """Keep them apart for good; a second press changes nothing."""
    if context.former is not None:
        await context.work.save(replace(context.actor, former=""))
    return replace_card(THANKS.screen)
