"""The cards and dialogs of the first note and its choices."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import timedelta

from bot.adverse_events import Audience, kinds, name_parts
from bot.adverse_events.model import BY_PLAN, Report, ReportState
from bot.adverse_events.names import CHECK_IN_PREVIEW
from bot.check_ins import names
from bot.check_ins.calls import CALLED_WITHIN
from bot.core.inputs import Choice, options_labelled
from bot.core.lines import Lines
from bot.core.names import CRISIS_SHOW, Screen
from bot.core.notices import with_line
from bot.core.people import first_name
from bot.core.screens import Button, Card, Form, Part, Small, Text, Weight
from bot.core.texts import Words, texts_of
from bot.programme.model import Calls, Offer

LONGEST_FIRST_NAME = 40
CALLS = "calls"
"""The input that asks whether peers call the people of a report."""


def note_card(
    words: Words,
    lines: Lines,
    episode: str,
    name: str,
    *,
    soon_after: bool,
    offers: Collection[Offer] = tuple(Offer),
    signed: str = "",
) -> Card:
    """Draw the first note; ``soon_after`` is for a person who had another one lately."""
    parts = note_parts(words, greeting(words, name), soon_after=soon_after, signed=signed)
    return _note(words, lines, episode, parts, note_buttons(words, episode, offers))


def _note(
    words: Words,
    lines: Lines,
    episode: str,
    parts: tuple[Part, ...],
    buttons: tuple[Button, ...] = (),
) -> Card:
    parts = (*parts, *with_line(words, lines))
    return Card(names.NOTE, episode, words("check_in.note.preview"), parts, buttons)


def _card(
    words: Words, lines: Lines, screen: Screen, episode: str, *texts: str, buttons: Iterable[Button]
) -> Card:
    parts = (*(Text(text) for text in texts), *with_line(words, lines))
    return Card(screen, episode, words("check_in.preview_short"), parts, tuple(buttons))


def ambient_card(words: Words, lines: Lines) -> Card:
    """Draw the open offer for a unit's channel; it does not say that anything happened."""
    offer, how = Text(words("check_in.ambient.offer")), Text(words("check_in.ambient.how"))
    parts = (offer, how, *with_line(words, lines))
    return Card(names.AMBIENT, "", words("check_in.ambient.preview"), parts)


def greeting(words: Words, name: str) -> str:
    """Return the greeting with a first name, or without if no name is known."""
    first = first_name(name)[:LONGEST_FIRST_NAME]
    return words("check_in.note.hello", name=first) if first else words("check_in.note.hello_you")


def note_parts(words: Words, hello: str, *, soon_after: bool, signed: str = "") -> tuple[Part, ...]:
    """Return the exact words of a first note, as sent and as its reporter sees it before.

    ``signed`` is the signature under it (``signature_in``), if there is one.
    """
    by = (Text(signed),) if signed else ()
    if soon_after:
        return (Text(f"{hello} {words('check_in.note.again')}"), *by)
    return (
        Text(f"{hello} {words('check_in.note.why')} {words('check_in.note.privacy')}"),
        Text(words("check_in.note.offer")),
        *by,
    )


def note_buttons(
    words: Words, episode: str, offers: Collection[Offer] = tuple(Offer)
) -> tuple[Button, ...]:
    """Return the choices: three, unless the trigger offers less, and more behind a small one."""
    break_ = Button(names.CHECK_IN_BREAK, words("check_in.button.break"), episode, opens_form=True)
    talk = Button(names.CHECK_IN_TALK, words("check_in.button.talk"), episode)
    return (
        *((break_,) if Offer.BREAK in offers else ()),
        *((talk,) if Offer.TALK in offers else ()),
        Button(names.CHECK_IN_NO_THANKS, words("check_in.button.no_thanks"), episode),
        Button(names.CHECK_IN_MORE, words("check_in.button.more"), episode, Weight.SMALL),
    )


def closed_card(words: Words, lines: Lines, episode: str) -> Card:
    """Draw what a first note becomes once its episode has ended."""
    buttons = tuple(each.draw(words) for each in names.CLOSED_NOTE.buttons)
    return _note(words, lines, episode, (Text(words("check_in.closed")),), buttons)


def menu_card(words: Words, lines: Lines, episode: str) -> Card:
    """Show "More choices": a later moment, what is kept, where facts belong, and help right now."""
    keep, clear = words("check_in.button.what_we_keep"), words("check_in.button.clear")
    buttons = (
        Button(names.OPEN_CHECK_IN_LATER, words("check_in.button.later"), episode),
        Button(names.CHECK_IN_WHAT_WE_KEEP, keep, episode, opens_form=True),
        Button(names.CHECK_IN_WHERE, words("check_in.button.where"), episode, opens_form=True),
        Button(CRISIS_SHOW, words("check_in.button.crisis")),
        replace(_back(words, episode), weight=Weight.SMALL),
        Button(names.PRIVACY_CLEAR, clear, episode, Weight.SMALL),
    )
    text = words("check_in.menu.text")
    return _card(words, lines, names.MENU, episode, text, buttons=buttons)


def _back(words: Words, episode: str) -> Button:
    """Go back to the note, or to the ways to talk where no note is left."""
    if episode:
        return Button(names.CHECK_IN_BACK, words("check_in.button.back"), episode)
    return Button(names.CHECK_IN_TALK, words("check_in.button.talk"))


def what_we_keep_form(words: Words, lines: Lines) -> Form:
    """Show what is kept about a note, and for how long."""
    parts = (
        Text(words("check_in.what_we_keep.kept")),
        Text(words("check_in.what_we_keep.not_kept")),
        Text(words("check_in.what_we_keep.yours")),
        *with_line(words, lines),
    )
    title, close = words("check_in.what_we_keep.title"), words("core.close")
    return Form(names.CHECK_IN_WHAT_WE_KEEP, "", title, close, parts)


def where_form(words: Words, lines: Lines, contact: str) -> Form:
    """Show who to talk with about the facts, where the law protects the talk."""
    if contact.strip():
        facts = words("check_in.where.contact", contact=words.translate(contact))
    else:
        facts = words("check_in.where.no_contact")
    parts = (Text(words("check_in.where.text")), Text(facts), *with_line(words, lines))
    title, close = words("check_in.where.title"), words("core.close")
    return Form(names.CHECK_IN_WHERE, "", title, close, parts)


def preview_form(
    words: Words,
    lines: Lines,
    audience: Audience,
    signed: str = "",
    *,
    asks_for_calls: bool = False,
) -> Form:
    """Show who would get the first note, and its exact words; a draft is confirmed here.

    ``asks_for_calls``: the reader may say whether peers call these people.
    """
    report = audience.report
    confirms = report.state is ReportState.DRAFT and audience.by_actor
    count = len(audience.names) + audience.nameless
    what, when = kinds(words)[report.kind], words.day_and_time(report.occurred_at)
    return Form(
        name=CHECK_IN_PREVIEW,
        subject=report.reference,
        title=words("check_in.see.title"),
        close=words("core.close"),
        submit=_submit(words, confirms=confirms, asks_for_calls=asks_for_calls),
        parts=(
            Small(words("adverse_event.about", what=what, where=audience.unit.name, when=when)),
            Text(_who(words, audience, count)),
            *name_parts(words, audience.names, audience.nameless),
            *_unreachable(words, audience),
            *calls_parts(words, audience.calls),
            *exact_words(words, lines, audience.offers, signed),
            *((Text(_what_follows(words, report)),) if confirms else ()),
        ),
        inputs=(_ask_for_calls(words, audience),) if asks_for_calls else (),
    )


def _who(words: Words, audience: Audience, count: int) -> str:
    if audience.calls is Calls.NONE:
        return words("check_in.see.who", count=count)
    return words("adverse_event.progress.planned", count=count)


def _submit(words: Words, *, confirms: bool, asks_for_calls: bool) -> str:
    if confirms:
        return words("check_in.see.send")
    return words("check_in.see.save") if asks_for_calls else ""


def calls_parts(words: Words, calls: Calls) -> tuple[Part, ...]:
    """Return what happens before the note, or instead of it."""
    hours = CALLED_WITHIN // timedelta(hours=1)
    match calls:
        case Calls.FIRST:
            return (Text(words("check_in.see.calls.first", hours=hours)),)
        case Calls.INSTEAD:
            return (Text(words("check_in.see.calls.instead", hours=hours)),)
        case Calls.NONE:
            return ()


def _ask_for_calls(words: Words, audience: Audience) -> Choice:
    question = words("check_in.see.calls.ask")
    return Choice(CALLS, question, options_labelled(call_labels(words)), chosen=audience.calls)


def call_labels(words: Words) -> dict[Calls, str]:
    """Return the labels of whether peers call people, instead of the message or before it."""
    return texts_of(words, "check_in.calls", Calls)


def _what_follows(words: Words, report: Report) -> str:
    if report.kind in BY_PLAN and report.event is None:
        return words("check_in.see.by_plan")
    return words("check_in.see.undo")


def exact_words(
    words: Words, lines: Lines, offers: Collection[Offer], signed: str = ""
) -> tuple[Part, ...]:
    """Return the words of a first note, and of one soon after another."""
    hello = words("check_in.note.hello", name=words("check_in.see.first_name"))
    labels = " · ".join(button.label for button in note_buttons(words, "", offers))
    return (
        Text(words("check_in.see.words")),
        *note_parts(words, hello, soon_after=False, signed=signed),
        *with_line(words, lines),
        Small(words("check_in.see.buttons", buttons=labels)),
        Text(words("check_in.see.again")),
        *note_parts(words, hello, soon_after=True, signed=signed),
    )


def _unreachable(words: Words, audience: Audience) -> tuple[Part, ...]:
    if not audience.unreachable:
        return ()
    return (
        Text(words("check_in.see.unreachable", count=len(audience.unreachable))),
        *name_parts(words, audience.unreachable),
    )
