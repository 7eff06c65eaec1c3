"""A rehearsal as JSON for the page: the story, the parts, and what one person saw."""

import asyncio
from dataclasses import asdict, replace

from adapters.practice.cast import Cast, Do
from adapters.practice.look import Look, NextStep
from adapters.practice.render import Json, card_json, lines_of
from adapters.practice.scenarios import SCENARIOS, Part, Scenario
from adapters.practice.story import NEXT, Story
from adapters.practice.workspace import Entry, Workspace
from bot.core.texts import Words


class Rehearsal:
    """One scenario being rehearsed in one workspace."""

    def __init__(self, workspace: Workspace, scenario: Scenario, words: Words, do: Do) -> None:
        """Rehearse ``scenario`` in the language of ``words``; scripted parts act through ``do``."""
        self.scenario = scenario
        self.story = Story(words, scenario.plot)
        self.cast = Cast(workspace, scenario, do)
        self.wanted: asyncio.Future[Scenario] = asyncio.get_running_loop().create_future()
        """The scenario to begin next, once a player asked for one."""
        self._workspace = workspace
        self._words = words

    def begin(self, key: str) -> bool:
        """Begin a scenario in a new hospital; return ``False`` if there is none of this key."""
        scenario = SCENARIOS.get(key)
        if scenario is not None and not self.wanted.done():
            self.wanted.set_result(scenario)
        return scenario is not None

    def json(self, user: str | None = None) -> Json:
        """The state for the page: the story's step, or the guide for ``user``'s part."""
        part = self.scenario.part(user) if user else None
        return {
            "story": asdict(self._step(part)),
            "scenario": self.scenario.key,
            "cast": self._cast(),
            "scenarios": [
                self._named(one.key, one) | {"parts": [self._words(p.title) for p in one.parts]}
                for one in SCENARIOS.values()
            ],
            "parts": [
                {**self._named(one.user, one), "taken": self.cast.is_taken(one.user)}
                for one in self.scenario.parts
            ],
            "part": part and self._part_json(part),
        }

    def _cast(self) -> list[str]:
        """The people whom the story is about, in the order in which they come into it."""
        plot = self.scenario.plot
        people = (plot.person, plot.supporter, plot.cover, plot.reporter)
        return list(dict.fromkeys([*people, *(part.user for part in self.scenario.parts)]))

    def _step(self, part: Part | None) -> NextStep:
        if part is None:
            return self.story.step(self._workspace)
        step = part.guide(Look(self._workspace), self._words)
        if step.press == NEXT and not self.cast.is_idle:
            # A scripted action comes first, so the player waits instead of moving the clock.
            return replace(step, step=self._words("practice.guide.wait"), press="")
        return step

    def _named(self, key: str, one: Scenario | Part) -> Json:
        return {"key": key, "title": self._words(one.title), "line": self._words(one.line)}

    def _part_json(self, part: Part) -> Json:
        return {
            "user": part.user,
            "title": self._words(part.title),
            "brief": [self._words(key) for key in part.brief],
            "ready": self.cast.is_ready(part.user),
            "over": self._step(part).over,
        }


def transcript_json(workspace: Workspace, conversations: list[str]) -> Json:
    """Everything these conversations ever showed, in order of time.

    A message that was never opened gives only its lock-screen preview.
    """
    entries = [entry for name in conversations for entry in workspace.seen.get(name, ())]
    entries.sort(key=lambda entry: entry.at)
    return {"entries": [_entry_json(entry) for entry in entries]}


def _entry_json(entry: Entry) -> Json:
    kind, lines = "did", [entry.did]
    if entry.dialog:
        kind, lines = "dialog", [entry.dialog]
    if entry.card is not None:
        kind = "card" if entry.read else "locked"
        lines = lines_of(card_json(entry.card)) if entry.read else [entry.card.preview]
    return {"at": entry.at.isoformat(), "kind": kind, "lines": lines}
