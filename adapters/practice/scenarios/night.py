"""A near miss at night in a small unit: one person there, hardly anybody on duty, the ladder."""

from datetime import datetime, time, timedelta

from adapters.practice.look import Look, Step, actions, first_name
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
    """The house supervisor reports; an hour after it happened the note is there."""
    await stage.go_on_to(opens - BEFORE_THE_REPORT)
    await report(stage, REPORTED, opens - timedelta(hours=1))
    await stage.go_on_to(opens)


def _waiting(look: Look, words: Words) -> Step | None:
    """A request at night: it waits for the hours in which somebody is there."""
    given = actions(look.newest(ALONE, scripts.STATUS))
    if "request.withdraw" not in given or given & {"request.who", "request.someone_else"}:
        return None
    if look.newest(COORDINATOR, guides.NEEDS_SOMEONE) is None:
        happened = words("practice.night.waiting.happened")
        return Step(ALONE, happened, words("practice.night.waiting.step"), NEXT)
    if look.newest(COORDINATOR, "request.overview") is None:
        name = first_name(COORDINATOR)
        happened = words("practice.night.told.happened", name=name)
        step = words("practice.night.told.step", name=name)
        return Step(COORDINATOR, happened, step, guides.OPEN_REQUESTS)
    happened = words("practice.night.listed.happened")
    step = words("practice.story.asked.step", name=first_name(PEER))
    return Step(PEER, happened, step, "request.claim", in_channel=True)


def _coordinator_looked(look: Look) -> bool:
    return look.newest(COORDINATOR, "request.overview") is not None


def _told(look: Look) -> bool:
    return look.newest(COORDINATOR, guides.NEEDS_SOMEONE) is not None


def _taken(look: Look) -> bool:
    return look.newest(PEER, scripts.HELD, guides.DONE) is not None


def _peer(when: str) -> tuple[Cue, ...]:
    """The peer takes it in the morning; ``when``: as somebody waits, or as they were called."""
    first, *rest = scripts.listens(PEER, ALONE)
    called = _told if when == "told" else _coordinator_looked
    claim = Cue(PEER, first.screen, first.action, sends=first.sends, in_channel=True, when=called)
    return (claim, *rest)


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
            guide=guides.coordinator(COORDINATOR, _taken),
            script=(*scripts.wants_to_talk(ALONE), *_peer("looked")),
        ),
        Part(
            user=HOUSE_SUPERVISOR,
            title="practice.part.house.title",
            line="practice.part.house.line",
            brief=("practice.part.house.brief", "practice.part.ready"),
            guide=guides.cover(HOUSE_SUPERVISOR),
            script=scripts.wants_a_break(ALONE),
        ),
        Part(
            user=ALONE,
            title="practice.part.alone.title",
            line="practice.part.alone.line",
            brief=("practice.part.alone.brief", "practice.part.ready"),
            guide=guides.person(ALONE),
            script=(*scripts.covers(HOUSE_SUPERVISOR), *_peer("told")),
        ),
    ),
)
