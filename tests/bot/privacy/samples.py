"""Every screen about what is held and about pauses, in every state."""

from datetime import UTC, datetime, timedelta

from bot.core.lines import Lines
from bot.core.texts import Words
from bot.duty import DutyHeld
from bot.privacy.legal_hold import Standing, retention_card
from bot.privacy.model import Held, Kept
from bot.privacy.screens import (
    forget_card,
    forgotten_card,
    mydata_card,
    resumed_card,
    snoozed_card,
    stopped_card,
)
from bot.programme.model import Area
from tests.samples import Sample
from tests.world import SOCIAL_WORK, kinds

DAY = datetime(2026, 5, 3, 16, tzinfo=UTC)

PEER = kinds("")[0]


def samples(words: Words, lines: Lines) -> list[Sample]:
    """One or more of each."""
    held = [
        Held(),
        Held(directory=False),
        Held(lists=(DAY, DAY + timedelta(days=9)), requests=(SOCIAL_WORK,), stopped=True),
        Held(calls=("0" * 32,)),
        Held(own=(DAY,), requests=(PEER,), break_asked=True),
        Held(after_talk=1, talks_held=1, quiet_until=DAY),
        Held(days=(DAY, DAY + timedelta(days=300))),
        Held(covering=True, talks_held=2, reports=(DAY,)),
        Held(indexes=(DAY,), first_note_until=DAY),
        Held(kept_back=True),
        Held(own_notes_stopped=True, after_talk_stopped=True),
        Held(duty=DutyHeld(duty=True, on_rota=True, turns=1, off_duty=True)),
        Held(duty=DutyHeld(week=True, turns=2, calendar=True, counted=True)),
    ]
    cards = [
        *(mydata_card(words, lines, each) for each in held),
        forget_card(words, lines),
        forgotten_card(words, lines, Kept()),
        forgotten_card(words, lines, Kept(indexes_until=DAY, wishes=True)),
        forgotten_card(words, lines, Kept(duty=True)),
        forgotten_card(words, lines, Kept(indexes_until=DAY, wishes=True, kept_back=True)),
        retention_card(words, [], 60),
        retention_card(words, [Standing(Area("a", "North"), DAY, mine=False)], 45),
        retention_card(
            words,
            [
                Standing(Area("a", "North"), DAY, mine=True),
                Standing(Area("b", "South"), None, mine=True),
            ],
            60,
        ),
        stopped_card(words, lines),
        snoozed_card(words, lines, DAY),
        resumed_card(words, lines),
    ]
    return [Sample("card", card) for card in cards]
