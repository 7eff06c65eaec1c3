"""Two hard events in one week: two first notes, but only one set of later notes."""

from datetime import datetime, time, timedelta
from functools import partial

from adapters.practice.scenarios import guides, scripts
from adapters.practice.scenarios.shape import Part, Scenario
from adapters.practice.stage import Reported, Stage, report
from adapters.practice.story import Plot

NURSE = "sam"
PEER = "pat"
COVER = "fay"
CHARGE_NURSE = "lena"
WHO_FIRST = "check_in.peer_who_first"

FIRST = Reported(by=CHARGE_NURSE, unit="icu", kind="unexpected_death", harm="death")
SECOND = Reported(by=CHARGE_NURSE, unit="icu", kind="violence_or_threat", harm="mild")
BETWEEN = timedelta(days=2)
UNTIL_THE_NOTE = timedelta(minutes=30)
"""The sample hospital's delay between a violent event and its first note."""


async def begin(stage: Stage, opens: datetime) -> None:
    """A note of two days ago was read and not answered; today there is a second event."""
    await stage.go_on_to(opens - BETWEEN)
    await report(stage, FIRST, opens - BETWEEN - timedelta(hours=1))
    await stage.go_on_to(opens - BETWEEN + timedelta(minutes=10))
    stage.workspace.read(f"@{NURSE}")
    await stage.go_on_to(opens - UNTIL_THE_NOTE)
    await report(stage, SECOND, opens - UNTIL_THE_NOTE)
    await stage.go_on_to(opens)


SCENARIO = Scenario(
    key="week",
    title="practice.scenario.week.title",
    line="practice.scenario.week.line",
    opens=time(11),
    before=BETWEEN,
    begin=begin,
    plot=Plot(
        person=NURSE,
        supporter=PEER,
        cover=COVER,
        reporter=CHARGE_NURSE,
        peer_action=WHO_FIRST,
        texts={
            "practice.story.note.happened": "practice.week.note.happened",
            "practice.story.note_open.happened": "practice.week.note_open.happened",
            "practice.story.options.step": "practice.guide.person.options_who",
            "practice.story.done.happened": "practice.week.done.happened",
            "practice.story.later_open.happened": "practice.week.later_open.happened",
        },
    ),
    parts=(
        Part(
            user=NURSE,
            title="practice.part.again.title",
            line="practice.part.again.line",
            brief=("practice.part.again.brief", "practice.part.ready"),
            guide=partial(guides.person, NURSE, peer_action=WHO_FIRST),
            script=(*scripts.covers(COVER), *scripts.listens(PEER, NURSE)),
        ),
        Part(
            user=PEER,
            title="practice.part.offered.title",
            line="practice.part.offered.line",
            brief=(
                "practice.part.offered.brief",
                "practice.part.supporter.not",
                "practice.part.ready",
            ),
            guide=partial(guides.supporter, PEER),
            script=scripts.wants_to_talk(NURSE, WHO_FIRST),
        ),
    ),
)
