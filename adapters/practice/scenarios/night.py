"""A near miss at night in a small unit: one clinician alone, and few supporters on duty."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial

from adapters.practice.look import Look, NextStep, actions, first_name
from adapters.practice.scenarios import guides, scripts
from adapters.practice.scenarios.shape import Cue, Part, Scenario
from adapters.practice.stage import Reported, Stage, report
from adapters.practice.story import NEXT, Plot
from bot.core.texts import Words

ALONE = "yusuf"
HOUSE_SUPERVISOR = "ines"
COORDINATOR = "kit"
PEER = "pat"

BEFORE_THE_REPORT = timedelta(minutes=30)
REPORTED = Reported(by=HOUSE_SUPERVISOR, unit="pharmacy", kind="near_miss", harm="none")


async def begin(stage: Stage, opens: datetime) -> None:
    """The house supervisor reports; the note arrives an hour after the event."""
    await stage.go_on_to(opens - BEFORE_THE_REPORT)
    await report(stage, REPORTED, opens - timedelta(hours=1))
    await stage.go_on_to(opens)


def _waiting(look: Look, words: Words) -> NextStep | None:
    """The steps while a request of the night waits for supporters to be on duty."""
    given = actions(look.newest(ALONE, scripts.STATUS))
    if "request.withdraw" not in given or given & {"request.who", "request.someone_else"}:
        return None
    if look.newest(COORDINATOR, guides.NEEDS_SOMEONE) is None:
        happened = words("practice.night.waiting.happened")
        return NextStep(ALONE, happened, words("practice.night.waiting.step"), NEXT)
    if look.newest(COORDINATOR, "request.overview") is None:
        name = first_name(COORDINATOR)
        happened = words("practice.night.told.happened", name=name)
        step = words("practice.night.told.step", name=name)
        return NextStep(COORDINATOR, happened, step, guides.OPEN_REQUESTS)
    happened = words("practice.night.listed.happened")
    step = words("practice.story.asked.step", name=first_name(PEER))
    return NextStep(PEER, happened, step, "request.claim", in_channel=True)


def _taken(look: Look) -> bool:
    return look.newest(PEER, scripts.HELD, guides.DONE) is not None


def _peer_after(screen: str) -> tuple[Cue, ...]:
    """The peer's cues; the peer claims once the coordinator has a card of ``screen``."""
    claim, *rest = scripts.listens(PEER, ALONE)
    return (replace(claim, when=lambda look: look.newest(COORDINATOR, screen) is not None), *rest)


SCENARIO = Scenario(
    key="night",
    title="practice.scenario.night.title",
    line="practice.scenario.night.line",
    opens=time(3, 10),
    before=BEFORE_THE_REPORT,
    begin=begin,
    plot=Plot(
        person=ALONE,
        supporter=PEER,
        cover=HOUSE_SUPERVISOR,
        reporter=HOUSE_SUPERVISOR,
        scenes=(_waiting,),
        texts={
            "practice.story.note.happened": "practice.night.note.happened",
            "practice.story.note.step": "practice.night.note.step",
            "practice.story.note_open.happened": "practice.night.note_open.happened",
            "practice.story.note_open.step": "practice.night.note_open.step",
            "practice.story.break_nobody.happened": "practice.night.break_nobody.happened",
            "practice.story.break_asked.happened": "practice.night.break_asked.happened",
            "practice.story.break_asked.step": "practice.night.break_asked.step",
        },
    ),
    parts=(
        Part(
            user=COORDINATOR,
            title="practice.part.coordinator.title",
            line="practice.part.coordinator.line",
            brief=(
                "practice.part.coordinator.brief",
                "practice.part.coordinator.not",
                "practice.part.ready",
            ),
            guide=partial(guides.coordinator, COORDINATOR, _taken),
            script=(*scripts.wants_to_talk(ALONE), *_peer_after("request.overview")),
        ),
        Part(
            user=HOUSE_SUPERVISOR,
            title="practice.part.house.title",
            line="practice.part.house.line",
            brief=("practice.part.house.brief", "practice.part.ready"),
            guide=partial(guides.cover, HOUSE_SUPERVISOR),
            script=scripts.wants_a_break(ALONE),
        ),
        Part(
            user=ALONE,
            title="practice.part.alone.title",
            line="practice.part.alone.line",
            brief=("practice.part.alone.brief", "practice.part.ready"),
            guide=partial(guides.person, ALONE),
            script=(*scripts.covers(HOUSE_SUPERVISOR), *_peer_after(guides.NEEDS_SOMEONE)),
        ),
    ),
)
