"""Every card and dialog of a practice, in each state."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.core.lines import Lines
from bot.core.texts import Words
from bot.drills import screens
from bot.drills.model import Drill, Participant, PracticeRequest, Role, Stage
from tests.samples import Sample

AT = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
DRILL = Drill(reference="d1", area="main", by="c", at=AT, ends_at=AT + timedelta(hours=2))
OVER = replace(DRILL, ended=True)
PERSON = Participant(reference="p1", drill="d1", role=Role.NEAR, whose="m")


def samples(words: Words, lines: Lines) -> list[Sample]:
    """One or more of each."""
    hello = words("check_in.note.hello", name="Sam")
    told = (
        words("drill.told.asked"),
        words("drill.told.talk"),
        words("drill.told.covered"),
        words("drill.told.nobody"),
        words("drill.told.declined"),
    )
    asks = [
        PracticeRequest(reference="a1", drill="d1", asker="p1", role=role)
        for role in list(Role)[1:]
    ]
    taken = [replace(ask, taken_by="p2") for ask in asks]
    notes = [
        *(
            screens.invite_card(words, lines, drill, replace(PERSON, role=role, agreed=agreed))
            for drill in (DRILL, OVER)
            for role in Role
            for agreed in (False, True)
        ),
        screens.note_card(words, lines, DRILL, PERSON, hello, ""),
        *(
            screens.note_card(words, lines, DRILL, replace(PERSON, stage=Stage.TALK), hello, text)
            for text in told
        ),
        screens.note_card(words, lines, OVER, PERSON, hello, ""),
        *(screens.ask_card(words, lines, DRILL, ask) for ask in (*asks, *taken)),
        screens.ask_card(words, lines, OVER, asks[0]),
        screens.left_card(words, lines),
    ]
    control = [
        screens.control_card(words, drill, 5, agreed, "5:00 PM")
        for drill in (DRILL, replace(DRILL, started=True), OVER)
        for agreed in ({}, {Role.LISTENS: 1}, dict.fromkeys(Role, 1))
    ]
    forms = [
        screens.on_form(words),
        screens.asked_form(words),
        *(screens.take_form(words, ask, mine=False) for ask in (*asks, *taken)),
        *(screens.take_form(words, ask, mine=True) for ask in taken),
    ]
    return [
        *(Sample("note", card) for card in notes),
        *(Sample("card", card) for card in control),
        *(Sample("form", form) for form in forms),
    ]
