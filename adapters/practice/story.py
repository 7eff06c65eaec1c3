"""The main path of a story: what just happened, what to press.

The step is read from the conversations as they stand, not from a count of presses, so that one
may stray from the path, play somebody else, and still be told what to press next.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from adapters.practice.look import Look, Step, actions, first_name
from adapters.practice.workspace import Workspace
from bot.core.screens import Card
from bot.core.texts import Words

LATER_NOTES = (
    "follow_up.day",
    "follow_up.three_days",
    "follow_up.week",
    "follow_up.month",
)
KNOWS_WHO = ("request.accept", "request.someone_else")
"""The dialogs that show who will call."""
ANSWERED_NOTES = ("follow_up.done", "follow_up.stopped", "follow_up.stopped_longer")
DAY_ON = "clock.day"
NEXT = "clock.next"
OPEN_NOTE = "open"
FORGET = "/support forget"
ON_THE_PHONE = ("check_in", "time_out", "request", "follow_up", "privacy")


Scene = Callable[[Look, Words], Step | None]
"""A stretch of a story: the step, if the conversations stand at it."""


@dataclass(frozen=True)
class Plot:
    """Who is who in a story, and where it is told otherwise than the main one.

    ``person`` is whom it happens to, ``door`` the button by which they ask for a peer.
    ``scenes`` are looked at before those of the main path. ``texts`` names, by the key of a text
    of the main path, the key of the one that stands in its place, with the same values.
    """

    person: str
    supporter: str
    cover: str
    reporter: str
    door: str = "check_in.peer"
    scenes: tuple[Scene, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Told:
    """The words, with those of a plot in place of the main path's."""

    words: Words
    texts: Mapping[str, str]

    def __call__(self, key: str, **values: str) -> str:
        return self.words(self.texts.get(key, key), **values)


class Story:
    """The line that says what just happened on the unit, and the next step."""

    def __init__(self, words: Words, plot: Plot) -> None:
        """Tell this plot with these words."""
        self._words = _Told(words, plot.texts)
        self._plot = plot

    def json(self, workspace: Workspace) -> dict[str, Any]:
        """The step for the page."""
        step = self.step(workspace)
        return {
            "user": step.user,
            "happened": step.happened,
            "step": step.step,
            "press": step.press,
            "channel": step.in_channel,
        }

    def step(self, workspace: Workspace) -> Step:
        """The step, from the conversations as they stand."""
        look = Look(workspace)
        for own in self._plot.scenes:
            step = own(look, self._words.words)
            if step is not None:
                return self._opened_first(look, step)
        scenes: tuple[Callable[[Look], Step | None], ...] = (
            self._forgetting,
            self._break,
            self._request,
            self._later,
            self._first_note,
        )
        for scene in scenes:
            step = scene(look)
            if step is not None:
                return self._opened_first(look, step)
        return self._elsewhere(look)

    def _opened_first(self, look: Look, step: Step) -> Step:
        """Before a button can be pressed on a phone, the note there is opened."""
        on_the_phone = step.press.partition(".")[0] in ON_THE_PHONE and not step.in_channel
        if not on_the_phone or not look.unread(step.user):
            return step
        text = self._words("practice.story.open.step", name=first_name(step.user))
        return replace(step, step=text, press=OPEN_NOTE)

    def _forgetting(self, look: Look) -> Step | None:
        words, name = self._words, first_name(self._plot.person)
        last = look.last(self._plot.person)
        if last is None or last.screen not in {"privacy.forget_card", "privacy.forgotten"}:
            return None
        if last.screen == "privacy.forgotten":
            return Step(
                self._plot.person,
                words("practice.story.forgotten.happened", name=name),
                words("practice.story.forgotten.step", name=first_name(self._plot.reporter)),
            )
        return Step(
            self._plot.person,
            words("practice.story.forget.happened"),
            words("practice.story.forget.step"),
            "privacy.forget",
        )

    # ---- the side path: a break ----

    def _break(self, look: Look) -> Step | None:
        card = look.newest(self._plot.person, "time_out.mine")
        given = actions(card)
        if card is None:
            return None
        if "time_out.handed_over" in given or "time_out.nobody_came" in given:
            return self._covered(look, card)
        if "time_out.cancel" in given:
            return self._cover_wanted(look, card)
        if "time_out.back" in given:
            return self._on_break(given)
        return None

    def _cover_wanted(self, look: Look, card: Card) -> Step:
        words, name = self._words, first_name(self._plot.person)
        asked = [user for user, _ in look.who_has("time_out.cover_card", card.subject)]
        if not asked:
            return Step(
                self._plot.person,
                words("practice.story.break_nobody.happened"),
                words("practice.story.break_nobody.step"),
                NEXT,
            )
        cover = self._plot.cover if self._plot.cover in asked else asked[0]
        return Step(
            cover,
            words("practice.story.break_asked.happened", name=name),
            words("practice.story.break_asked.step", name=first_name(cover)),
            "time_out.cover",
        )

    def _covered(self, look: Look, card: Card) -> Step:
        words, name = self._words, first_name(self._plot.person)
        standing = [
            user
            for user, theirs in look.who_has("time_out.covering", card.subject)
            if "time_out.handed_over" in actions(theirs)
        ]
        cover = next(look.who_has("time_out.covering", card.subject), (self._plot.cover, card))[0]
        happened = words("practice.story.break_covered.happened", name=first_name(cover))
        if standing:
            return Step(
                cover,
                happened,
                words("practice.story.break_covered.cover", name=first_name(cover)),
                "time_out.handed_over",
            )
        return Step(
            self._plot.person,
            happened,
            words("practice.story.break_covered.step", name=name),
            "time_out.handed_over",
        )

    def _on_break(self, given: set[str]) -> Step:
        words, name = self._words, first_name(self._plot.person)
        if "time_out.longer" in given:
            return Step(
                self._plot.person,
                words("practice.story.break_up.happened"),
                words("practice.story.break_up.step", name=name),
                "time_out.back",
            )
        return Step(
            self._plot.person,
            words("practice.story.break_running.happened", name=name),
            words("practice.story.break_running.step"),
            NEXT,
        )

    # ---- a talk ----

    def _request(self, look: Look) -> Step | None:
        card = look.newest(self._plot.person, "request.status")
        given = actions(card)
        if card is None:
            return None
        if "request.who" in given:
            return self._held(look, card)
        if "request.someone_else" in given:
            return self._talked(look, card)
        if "request.withdraw" in given:
            return self._asked()
        if look.newest(self._plot.person, *LATER_NOTES, *ANSWERED_NOTES) is not None:
            return None
        words, name = self._words, first_name(self._plot.person)
        return Step(
            self._plot.person,
            words("practice.story.done.happened"),
            words("practice.story.done.step", name=name),
            DAY_ON,
        )

    def _asked(self) -> Step:
        words = self._words
        return Step(
            self._plot.person,
            words("practice.story.asked.happened"),
            words("practice.story.asked.step", name=first_name(self._plot.supporter)),
            "request.claim",
            in_channel=True,
        )

    def _held(self, look: Look, card: Card) -> Step:
        words, name = self._words, first_name(self._plot.person)
        holders = list(look.who_has("request.held", card.subject))
        peer = holders[0][0] if holders else self._plot.supporter
        has_contact = any("request.contact" in actions(held) for _, held in holders)
        if not has_contact:
            return Step(
                self._plot.person,
                words("practice.story.offered.happened", name=first_name(peer)),
                words("practice.story.offered.step", name=name),
                "request.who",
            )
        if not look.has_seen(
            self._plot.person, card.subject, "request.accept", "request.someone_else"
        ):
            return Step(
                self._plot.person,
                words("practice.story.found.happened", name=first_name(peer)),
                words("practice.story.found.step", name=name),
                "request.who",
            )
        return Step(
            peer,
            words("practice.story.seen.happened", name=name),
            words("practice.story.seen.step", name=first_name(peer)),
            "request.reached",
        )

    def _talked(self, look: Look, card: Card) -> Step:
        words = self._words
        holders = list(look.who_has("request.held", card.subject))
        peer = holders[0][0] if holders else self._plot.supporter
        return Step(
            peer,
            words("practice.story.talked.happened"),
            words("practice.story.talked.step", name=first_name(peer)),
            "request.done",
        )

    # ---- later ----

    def _later(self, look: Look) -> Step | None:
        words, name = self._words, first_name(self._plot.person)
        silent = look.newest(self._plot.person, "follow_up.silence")
        if silent is not None and look.last(self._plot.person) == silent:
            return Step(
                self._plot.person,
                words("practice.story.silent.happened", name=name),
                words("practice.story.silent.step"),
                "follow_up.talk",
            )
        if look.newest(self._plot.person, *LATER_NOTES, *ANSWERED_NOTES) is None:
            return None
        if look.unread(self._plot.person):
            return Step(
                self._plot.person,
                words("practice.story.later.happened"),
                words("practice.story.open.step", name=name),
                OPEN_NOTE,
            )
        return Step(
            self._plot.person,
            words("practice.story.later_open.happened"),
            words("practice.story.later_open.step"),
            FORGET,
        )

    # ---- the first note, and whatever it has become ----

    def _first_note(self, look: Look) -> Step | None:
        words, name = self._words, first_name(self._plot.person)
        if look.newest(self._plot.person, "check_in.options") is not None:
            return Step(
                self._plot.person,
                words("practice.story.options.happened", name=name),
                words("practice.story.options.step"),
                self._plot.door,
            )
        if "check_in.talk" not in actions(look.newest(self._plot.person, "check_in.note")):
            return None
        if look.unread(self._plot.person):
            return Step(
                self._plot.person,
                words("practice.story.note.happened"),
                words("practice.story.note.step", name=name),
                OPEN_NOTE,
            )
        if look.newest(self._plot.person, "time_out.mine") is not None:
            return Step(
                self._plot.person,
                words("practice.story.break_over.happened"),
                words("practice.story.break_over.step"),
                "check_in.talk",
            )
        return Step(
            self._plot.person,
            words("practice.story.note_open.happened", name=name),
            words("practice.story.note_open.step"),
            "check_in.talk",
        )

    def _elsewhere(self, look: Look) -> Step:
        """Off the path: the way back to it."""
        words, name = self._words, first_name(self._plot.person)
        if look.newest(self._plot.person, "check_in.stopped") is not None:
            return Step(
                self._plot.person,
                words("practice.story.stopped.happened", name=name),
                words("practice.story.stopped.step"),
                "/support",
            )
        shown = actions(look.last(self._plot.person))
        back = next((a for a in ("check_in.back", "check_in.talk") if a in shown), "/support")
        return Step(
            self._plot.person,
            words("practice.story.elsewhere.happened"),
            words("practice.story.elsewhere.step"),
            back,
        )
