"""The cards about what is held, forgetting, and pauses from notes, with exact times."""

from datetime import datetime

from bot.check_ins.names import PRIVACY_CLEAR
from bot.core.lines import Lines
from bot.core.names import Screen
from bot.core.notices import Notice, with_line
from bot.core.screens import Button, Card, Confirm, Items, Part, Small, Text, Weight
from bot.core.texts import Words
from bot.duty import DutyHeld
from bot.privacy.model import Held, Kept
from bot.privacy.names import PRIVACY_FORGET, PRIVACY_RESUME, PRIVACY_SNOOZE, PRIVACY_STOP
from bot.programme import one_of
from bot.programme.model import FIRST_KIND
from bot.requests import no_call_button

MYDATA = Screen("privacy.mydata")
FORGET = Screen("privacy.forget_card")
FORGOTTEN = Screen("privacy.forgotten")
CLEARED = Notice(
    Screen("privacy.cleared"), "privacy.cleared.text", "privacy.cleared.preview", has_line=False
)
"""The neutral line that replaces a cleared card."""
STOPPED = Screen("privacy.stopped")
SNOOZED = Screen("privacy.snoozed")
RESUMED = Screen("privacy.resumed")
TWO_WEEKS = "2w"


def _card(
    words: Words, lines: Lines, screen: Screen, parts: tuple[Part, ...], *buttons: Button
) -> Card:
    clear = Button(PRIVACY_CLEAR, words("privacy.clear"))
    parts = (*parts, *with_line(words, lines))
    return Card(screen, "", words("privacy.preview"), parts, (*buttons, clear))


def mydata_card(words: Words, lines: Lines, held: Held) -> Card:
    """List everything held about the reader, and when each is erased."""
    found = tuple(dict.fromkeys(_held_lines(words, held)))
    if not found:
        parts: tuple[Part, ...] = (Text(words("privacy.mydata.nothing")),)
    else:
        parts = (Text(words("privacy.mydata.intro")), Items(found))
    if held.directory:
        parts = (*parts, Text(words("privacy.mydata.directory")))
    parts = (*parts, Small(words("privacy.mydata.copies")))
    no_call = tuple(no_call_button(words, call) for call in held.calls_to_come[:1])
    return _card(words, lines, MYDATA, parts, *no_call, _forget_button(words))


def _held_lines(words: Words, held: Held) -> list[str]:
    found = [words("privacy.mydata.list", day=words.day(day)) for day in held.lists]
    found += [words("privacy.mydata.own", day=words.day(day)) for day in held.own]
    if held.after_talk:
        found.append(words("privacy.mydata.after_talk"))
    found += _talks(words, held)
    if held.calls:
        found.append(words("privacy.mydata.call"))
    if held.break_asked:
        found.append(words("privacy.mydata.break"))
    if held.covering:
        found.append(words("privacy.mydata.covering"))
    if held.notes:
        found.append(words("privacy.mydata.note"))
    found += _as_supporter(words, held)
    if held.groups:
        found.append(words("privacy.mydata.group"))
    if held.drills:
        found.append(words("privacy.mydata.drill"))
    found += [words("privacy.mydata.chosen_day", day=words.day(day)) for day in held.days]
    found += [words("privacy.mydata.report", day=words.day(day)) for day in held.reports]
    found += [words("privacy.mydata.mark", day=words.day(day)) for day in held.indexes]
    if held.first_note_until is not None:
        at = words.day_and_time(held.first_note_until)
        found.append(words("privacy.mydata.first_note", at=at))
    if held.kept_back:
        found.append(words("privacy.mydata.kept_back"))
    found += _duty(words, held.duty)
    return found + _wishes(words, held)


def _talks(words: Words, held: Held) -> list[str]:
    """The talks they have asked for; with whom, where it is not the usual kind."""
    if any(kind.key != FIRST_KIND for kind in held.requests):
        who = ", ".join(one_of(words, kind) for kind in held.requests)
        return [words("privacy.mydata.talk_with", who=who)]
    return [words("privacy.mydata.talk")] if held.requests else []


def _as_supporter(words: Words, held: Held) -> list[str]:
    found = []
    if held.talks_held:
        found.append(words("privacy.mydata.supporter", count=held.talks_held))
    if held.talks_handed:
        found.append(words("privacy.mydata.handed"))
    if held.own_notes:
        found.append(words("privacy.mydata.own_note"))
    return found


def _duty(words: Words, held: DutyHeld) -> list[str]:
    found = []
    if held.duty:
        found.append(words("privacy.mydata.duty"))
    if held.on_rota:
        found.append(words("privacy.mydata.duty_rota"))
    if held.week:
        found.append(words("privacy.mydata.duty_week"))
    if held.turns:
        found.append(words("privacy.mydata.duty_turns", count=held.turns))
    if held.calendar:
        found.append(words("privacy.mydata.duty_calendar"))
    if held.counted:
        found.append(words("privacy.mydata.duty_counted"))
    if held.trainings:
        found.append(words("privacy.mydata.trainings", count=held.trainings))
    if held.off_duty:
        found.append(words("privacy.mydata.duty_off"))
    return found


def _wishes(words: Words, held: Held) -> list[str]:
    own = [words("privacy.mydata.own_stopped")] if held.own_notes_stopped else []
    if held.after_talk_stopped:
        own.append(words("privacy.mydata.after_talk_stopped"))
    if held.survey_to_come:
        own.append(words("privacy.mydata.survey_to_come"))
    if held.surveys_stopped:
        own.append(words("privacy.mydata.surveys_stopped"))
    if held.stopped:
        return [*own, words("privacy.mydata.stopped")]
    if held.quiet_until is not None:
        return [*own, words("privacy.mydata.snoozed", at=words.day_and_time(held.quiet_until))]
    return own


def _forget_button(words: Words) -> Button:
    sure = Confirm(
        title=words("privacy.forget.title"),
        text=words("privacy.forget.ask"),
        yes=words("privacy.forget.yes"),
        no=words("privacy.forget.no"),
    )
    label = words("privacy.forget.button")
    return Button(PRIVACY_FORGET, label, weight=Weight.GRAVE, confirm=sure)


def forget_card(words: Words, lines: Lines) -> Card:
    """Explain what forgetting does and cannot do, before it is done."""
    parts = (Text(words("privacy.forget.does")), Text(words("privacy.forget.stays")))
    return _card(words, lines, FORGET, parts, _forget_button(words))


def forgotten_card(words: Words, lines: Lines, kept: Kept) -> Card:
    """Confirm the forgetting, and name what stays."""
    if kept.kept_back:
        parts: list[Part] = [
            Text(words("privacy.forgotten.held")),
            Text(words("privacy.forgotten.held_until")),
        ]
    else:
        parts = [Text(words("privacy.forgotten.done"))]
    if kept.indexes_until is not None:
        parts.append(Text(words("privacy.forgotten.mark", day=words.day(kept.indexes_until))))
    if kept.wishes:
        parts.append(Text(words("privacy.forgotten.wishes")))
    if kept.duty:
        parts.append(Text(words("privacy.forgotten.duty")))
    if not kept.kept_back:
        parts.append(Small(words("privacy.forgotten.copies")))
    return _card(words, lines, FORGOTTEN, tuple(parts))


def stopped_card(words: Words, lines: Lines) -> Card:
    """Confirm that no notes come any more; asking for help still works."""
    parts = (Text(words("privacy.stopped.done")), Text(words("privacy.stopped.back")))
    resume = Button(PRIVACY_RESUME, words("privacy.resume.button"))
    return _card(words, lines, STOPPED, parts, resume)


def snoozed_card(words: Words, lines: Lines, until: datetime) -> Card:
    """Confirm that no notes come before ``until``."""
    text = words("privacy.snoozed.done", at=words.day_and_time(until))
    parts = (Text(text), Text(words("privacy.snoozed.back")))
    resume = Button(PRIVACY_RESUME, words("privacy.resume.button"))
    return _card(words, lines, SNOOZED, parts, resume)


def resumed_card(words: Words, lines: Lines) -> Card:
    """Confirm that notes may come again; those missed in the pause are not sent later."""
    parts = (Text(words("privacy.resumed.done")), Text(words("privacy.resumed.past")))
    stop = Button(PRIVACY_STOP, words("privacy.stop.button"))
    snooze = Button(PRIVACY_SNOOZE, words("privacy.snooze.button"), TWO_WEEKS)
    return _card(words, lines, RESUMED, parts, stop, snooze)
