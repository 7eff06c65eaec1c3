"""A hard morning in intensive care: the main story, which opens first."""

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

BEFORE_THE_REPORT = timedelta(minutes=50)
REPORTED = Reported(
    by=CHARGE_NURSE,
    unit="icu",
    kind="unexpected_death",
    harm="death",
    # In addition to the unit's shift; among them are a night nurse and a supporter.
    near=("theo", "nora", "rosa", "uma"),
)


async def begin(stage: Stage, opens: datetime) -> None:
    """The charge nurse reports; the first notes go out an hour after the event."""
    await stage.go_on_to(opens)
    await report(stage, REPORTED, opens - BEFORE_THE_REPORT)
    await stage.go_on_to(opens - BEFORE_THE_REPORT + timedelta(hours=1))


SCENARIO = Scenario(
    key="morning",
    title="practice.scenario.morning.title",
    line="practice.scenario.morning.line",
    opens=time(8, 30),
    before=timedelta(),
    begin=begin,
    plot=Plot(person=NURSE, supporter=PEER, cover=COVER, reporter=CHARGE_NURSE),
    parts=(
        Part(
            user=PEER,
            title="practice.part.supporter.title",
            line="practice.part.supporter.line",
            brief=(
                "practice.part.supporter.brief",
                "practice.part.supporter.not",
                "practice.part.ready",
            ),
            guide=partial(guides.supporter, PEER),
            script=scripts.wants_to_talk(NURSE),
        ),
        Part(
            user=COVER,
            title="practice.part.cover.title",
            line="practice.part.cover.line",
            brief=("practice.part.cover.brief", "practice.part.ready"),
            guide=partial(guides.cover, COVER),
            script=scripts.wants_a_break(NURSE),
        ),
        Part(
            user=NURSE,
            title="practice.part.person.title",
            line="practice.part.person.line",
            brief=("practice.part.person.brief", "practice.part.ready"),
            guide=partial(guides.person, NURSE),
            script=(*scripts.covers(COVER), *scripts.listens(PEER, NURSE)),
        ),
    ),
)
