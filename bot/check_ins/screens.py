"""The first note and its choices, drawn from values alone."""

from collections.abc import Collection

from bot.adverse_events import Audience, kinds, name_parts
from bot.adverse_events.model import ReportState
from bot.adverse_events.names import CHECK_IN_PREVIEW
from bot.check_ins.names import (
    AMBIENT,
    CHECK_IN_BACK,
    CHECK_IN_BREAK,
    CHECK_IN_MORE,
    CHECK_IN_NO_THANKS,
    CHECK_IN_OPTIONS,
    CHECK_IN_OTHERS,
    CHECK_IN_PEER,
    CHECK_IN_PEER_WHO_FIRST,
    CHECK_IN_TALK,
    CHECK_IN_WHAT_WE_KEEP,
    CHECK_IN_WHERE,
    LATER,
    MENU,
    NOTE,
    OPEN_CHECK_IN_LATER,
    PRIVACY_CLEAR,
    STOPPED,
)
from bot.core.lines import Lines
from bot.core.names import CRISIS_SHOW
from bot.core.notices import with_line
from bot.core.people import first_name
from bot.core.screens import Button, Card, Form, Part, Small, Text
from bot.core.texts import Words
from bot.programme import Told
from bot.programme.model import Offer

LONGEST_FIRST_NAME = 40


def note_card(
    words: Words,
    lines: Lines,
    episode: str,
    name: str,
    *,
    soon_after: bool,
    offers: Collection[Offer] = tuple(Offer),
) -> Card:
    """The first note. ``soon_after``: this person had one of another adverse event lately."""
    return Card(
        screen=NOTE,
        subject=episode,
        preview=words("check_in.note.preview"),
        parts=(
            *note_parts(words, greeting(words, name), soon_after=soon_after),
            *with_line(words, lines),
        ),
        buttons=note_buttons(words, episode, offers),
    )


def ambient_card(words: Words, lines: Lines) -> Card:
    """An open offer in a unit's channel: it asks nothing of anybody and says nothing happened."""
    return Card(
        screen=AMBIENT,
        subject="",
        preview=words("check_in.ambient.preview"),
        parts=(
            Text(words("check_in.ambient.offer")),
            Text(words("check_in.ambient.how")),
            *with_line(words, lines),
        ),
    )


def greeting(words: Words, name: str) -> str:
    """The greeting with somebody's first name, or without one if none is held."""
    first = first_name(name)[:LONGEST_FIRST_NAME]
    return words("check_in.note.hello", name=first) if first else words("check_in.note.hello_you")


def note_parts(words: Words, hello: str, *, soon_after: bool) -> tuple[Part, ...]:
    """The exact words of a first note, as it is sent and as its reporter sees it before."""
    if soon_after:
        return (Text(f"{hello} {words('check_in.note.again')}"),)
    return (
        Text(f"{hello} {words('check_in.note.why')}"),
        Text(words("check_in.note.offer")),
        Small(words("check_in.note.privacy")),
    )


def note_buttons(
    words: Words, episode: str, offers: Collection[Offer] = tuple(Offer)
) -> tuple[Button, ...]:
    """The choices, five unless a trigger offers less; "No thanks" is as large as the others."""
    break_ = Button(CHECK_IN_BREAK, words("check_in.button.break"), episode, opens_form=True)
    talk = Button(CHECK_IN_TALK, words("check_in.button.talk"), episode)
    return (
        *((break_,) if Offer.BREAK in offers else ()),
        *((talk,) if Offer.TALK in offers else ()),
        Button(OPEN_CHECK_IN_LATER, words("check_in.button.later"), episode),
        Button(CHECK_IN_NO_THANKS, words("check_in.button.no_thanks"), episode),
        Button(CHECK_IN_MORE, words("check_in.button.more"), episode),
    )


def closed_card(words: Words, lines: Lines, episode: str) -> Card:
    """What a first note turns into once its episode has ended."""
    return Card(
        screen=NOTE,
        subject=episode,
        preview=words("check_in.note.preview"),
        parts=(Text(words("check_in.closed")), *with_line(words, lines)),
    )


def options_card(words: Words, lines: Lines, episode: str, told: Told, *, others: bool) -> Card:
    """Talk with someone: two ways to the first kind, with what stays private and what may not.

    ``others`` says that there are other kinds, behind one button; the way back to the note is
    there too then.
    """
    buttons = [
        Button(CHECK_IN_PEER, words("check_in.button.peer"), episode),
        Button(CHECK_IN_PEER_WHO_FIRST, words("check_in.button.who_first"), episode),
    ]
    if others:
        buttons.append(Button(CHECK_IN_OTHERS, words("check_in.button.others"), episode))
    buttons += [
        Button(CHECK_IN_WHERE, words("check_in.button.where"), episode, opens_form=True),
        Button(CRISIS_SHOW, words("check_in.button.crisis")),
    ]
    if episode and not others:
        buttons.append(Button(CHECK_IN_BACK, words("check_in.button.back"), episode))
    return Card(
        screen=CHECK_IN_OPTIONS,
        subject=episode,
        preview=words("check_in.preview_short"),
        parts=(
            Text(words("check_in.options.offer")),
            Text(words("check_in.options.feelings")),
            Text(f"{told.privacy} {words('check_in.options.copies')}"),
            *((Text(told.time),) if told.time else ()),
            *with_line(words, lines),
        ),
        buttons=tuple(buttons),
    )


def menu_card(words: Words, lines: Lines, episode: str) -> Card:
    """More: what we keep, where facts belong, help right now, clear this screen."""
    return Card(
        screen=MENU,
        subject=episode,
        preview=words("check_in.preview_short"),
        parts=(Text(words("check_in.menu.text")), *with_line(words, lines)),
        buttons=(
            Button(
                CHECK_IN_WHAT_WE_KEEP,
                words("check_in.button.what_we_keep"),
                episode,
                opens_form=True,
            ),
            Button(CHECK_IN_WHERE, words("check_in.button.where"), episode, opens_form=True),
            Button(CRISIS_SHOW, words("check_in.button.crisis")),
            Button(PRIVACY_CLEAR, words("check_in.button.clear"), episode),
            Button(CHECK_IN_BACK, words("check_in.button.back"), episode),
        ),
    )


def later_card(words: Words, lines: Lines, episode: str, *, stopped: bool) -> Card:
    """Later: the promise of one more note, and the choices while they are wanted."""
    text = words("check_in.later.stopped") if stopped else words("check_in.later.text")
    return Card(
        screen=LATER,
        subject=episode,
        preview=words("check_in.preview_short"),
        parts=(Text(text), *with_line(words, lines)),
        buttons=(
            Button(CHECK_IN_BACK, words("check_in.button.choices"), episode),
            Button(CHECK_IN_NO_THANKS, words("check_in.button.no_thanks"), episode),
        ),
    )


def stopped_card(words: Words, lines: Lines) -> Card:
    """After "No thanks": a plain end, and the way back."""
    return Card(
        screen=STOPPED,
        subject="",
        preview=words("check_in.preview_short"),
        parts=(Text(words("check_in.stopped")), *with_line(words, lines)),
    )


def what_we_keep_form(words: Words, lines: Lines) -> Form:
    """What is kept about a note, and how long."""
    return Form(
        name=CHECK_IN_WHAT_WE_KEEP,
        subject="",
        title=words("check_in.what_we_keep.title"),
        close=words("core.close"),
        parts=(
            Text(words("check_in.what_we_keep.kept")),
            Text(words("check_in.what_we_keep.not_kept")),
            Text(words("check_in.what_we_keep.yours")),
            *with_line(words, lines),
        ),
    )


def where_form(words: Words, lines: Lines, contact: str) -> Form:
    """Where one can talk about what happened: facts belong with those whom the law protects."""
    if contact.strip():
        facts = words("check_in.where.contact", contact=words.translate(contact))
    else:
        facts = words("check_in.where.no_contact")
    return Form(
        name=CHECK_IN_WHERE,
        subject="",
        title=words("check_in.where.title"),
        close=words("core.close"),
        parts=(Text(words("check_in.where.text")), Text(facts), *with_line(words, lines)),
    )


def preview_form(words: Words, lines: Lines, audience: Audience) -> Form:
    """Who would get the first note, and its exact words. A draft is confirmed here."""
    report = audience.report
    confirms = report.state is ReportState.DRAFT and audience.by_actor
    count = len(audience.names) + audience.nameless
    return Form(
        name=CHECK_IN_PREVIEW,
        subject=report.reference,
        title=words("check_in.see.title"),
        close=words("core.close"),
        submit=words("check_in.see.send") if confirms else "",
        parts=(
            Small(
                words(
                    "adverse_event.about",
                    what=kinds(words)[report.kind],
                    where=audience.unit.name,
                    when=words.day_and_time(report.occurred_at),
                )
            ),
            Text(words("check_in.see.who", count=count)),
            *name_parts(words, audience.names, audience.nameless),
            *_unreachable(words, audience),
            *exact_words(words, lines, audience.offers),
            *((Text(words("check_in.see.undo")),) if confirms else ()),
        ),
    )


def exact_words(words: Words, lines: Lines, offers: Collection[Offer]) -> tuple[Part, ...]:
    """The exact words of a first note, the first one and one soon after another."""
    hello = words("check_in.note.hello", name=words("check_in.see.first_name"))
    return (
        Text(words("check_in.see.words")),
        *note_parts(words, hello, soon_after=False),
        *with_line(words, lines),
        Small(words("check_in.see.buttons", buttons=_labels(words, offers))),
        Text(words("check_in.see.again")),
        *note_parts(words, hello, soon_after=True),
    )


def _unreachable(words: Words, audience: Audience) -> tuple[Part, ...]:
    if not audience.unreachable:
        return ()
    return (
        Text(words("check_in.see.unreachable", count=len(audience.unreachable))),
        *name_parts(words, audience.unreachable),
    )


def _labels(words: Words, offers: Collection[Offer]) -> str:
    return " · ".join(button.label for button in note_buttons(words, "", offers))
