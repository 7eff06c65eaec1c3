"""The main path of a story: what just happened, and what to press next.

The step is computed from the current conversations, not from a count of presses. A player may
leave the path or play somebody else, and still sees what to press next.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from adapters.practice.look import Look, NextStep, actions, first_name
from adapters.practice.workspace import Workspace
from bot.core.screens import Card
from bot.core.texts import Words

LATER_NOTES = ("follow_up.day", "follow_up.three_days", "follow_up.week", "follow_up.month")
KNOWS_WHO = ("request.accept", "request.someone_else")
"""The dialogs that show who will call."""
ANSWERED_NOTES = ("follow_up.done", "follow_up.stopped", "follow_up.stopped_longer")
DAY_ON = "clock.day"
NEXT = "clock.next"
OPEN_NOTE = "open"
FORGET = "/support forget"
ON_THE_PHONE = ("check_in", "time_out", "request", "follow_up", "privacy")

Scene = Callable[[Look, Words], NextStep | None]
"""One stretch of a story: returns the next step, or ``None`` while the story is elsewhere."""


@dataclass(frozen=True)
class Plot:
    """Who is who in a story, and how its texts differ from the main story."""

    person: str
    """The person whom the event affects."""
    supporter: str
    cover: str
    reporter: str
    peer_action: str = "check_in.peer"
    """The action of the button that asks for a peer."""
    scenes: tuple[Scene, ...] = ()
    """Scenes that are tried before those of the main path."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Maps text keys of the main path to the keys that replace them; both take the same values."""


class Story:
    """Computes what just happened on the unit, and the next step."""

    def __init__(self, words: Words, plot: Plot) -> None:
        """Follow ``plot``, in the language of ``words``."""
        self._plain_words = words
        self._plot = plot
        self._person = plot.person
        self._name = first_name(plot.person)

    def _words(self, key: str, **values: str) -> str:
        """The text of ``key``, or of the key that the plot puts in its place."""
        return self._plain_words(self._plot.texts.get(key, key), **values)

    def step(self, workspace: Workspace) -> NextStep:
        """The next step for the current conversations."""
        look = Look(workspace)
        main = (self._forgetting, self._break, self._request, self._later, self._first_note)
        for scene in self._plot.scenes:
            if (step := scene(look, self._plain_words)) is not None:
                return self._opened_first(look, step)
        for stretch in main:
            if (step := stretch(look)) is not None:
                return self._opened_first(look, step)
        return self._elsewhere(look)

    def _opened_first(self, look: Look, step: NextStep) -> NextStep:
        """Ask the player to open the note first if the button hangs on an unread phone."""
        on_the_phone = step.press.partition(".")[0] in ON_THE_PHONE and not step.in_channel
        if not on_the_phone or not look.unread(step.user):
            return step
        text = self._words("practice.story.open.step", name=first_name(step.user))
        return replace(step, step=text, press=OPEN_NOTE)

    def _forgetting(self, look: Look) -> NextStep | None:
        last = look.last(self._person)
        if last is None or last.screen not in {"privacy.forget_card", "privacy.forgotten"}:
            return None
        if last.screen == "privacy.forgotten":
            happened = self._words("practice.story.forgotten.happened", name=self._name)
            reporter = first_name(self._plot.reporter)
            step = self._words("practice.story.forgotten.step", name=reporter)
            return NextStep(self._person, happened, step)
        happened = self._words("practice.story.forget.happened")
        step = self._words("practice.story.forget.step")
        return NextStep(self._person, happened, step, "privacy.forget")

    # ---- the side path: a break ----

    def _break(self, look: Look) -> NextStep | None:
        card = look.newest(self._person, "time_out.mine", "time_out.older")
        given = actions(card)
        if card is None:
            return None
        if card.screen == "time_out.older":
            # The old card goes first; the one with the news follows a moment later.
            return self._news_comes()
        if "time_out.begin" in given:
            return self._covered(look, card)
        if "time_out.cancel" in given:
            return self._cover_wanted(look, card)
        if "time_out.back" in given:
            return self._on_break(given)
        return None

    def _cover_wanted(self, look: Look, card: Card) -> NextStep:
        asked = [user for user, _ in look.who_has("time_out.cover_card", card.subject)]
        if not asked and any(look.who_has("time_out.covering", card.subject)):
            return self._news_comes()
        if not asked:
            happened = self._words("practice.story.break_nobody.happened")
            step = self._words("practice.story.break_nobody.step")
            return NextStep(self._person, happened, step, NEXT)
        cover = self._plot.cover if self._plot.cover in asked else asked[0]
        happened = self._words("practice.story.break_asked.happened", name=self._name)
        step = self._words("practice.story.break_asked.step", name=first_name(cover))
        return NextStep(cover, happened, step, "time_out.cover")

    def _news_comes(self) -> NextStep:
        happened = self._words("practice.story.break_news.happened", name=self._name)
        return NextStep(self._person, happened, self._words("practice.story.break_news.step"))

    def _covered(self, look: Look, card: Card) -> NextStep:
        covering = list(look.who_has("time_out.covering", card.subject))
        cover = covering[0][0] if covering else self._plot.cover
        happened = self._words("practice.story.break_covered.happened", name=first_name(cover))
        step = self._words("practice.story.break_covered.step", name=self._name)
        return NextStep(self._person, happened, step, "time_out.begin")

    def _on_break(self, given: set[str]) -> NextStep:
        if "time_out.longer" in given:
            happened = self._words("practice.story.break_up.happened")
            step = self._words("practice.story.break_up.step", name=self._name)
            return NextStep(self._person, happened, step, "time_out.back")
        happened = self._words("practice.story.break_running.happened", name=self._name)
        step = self._words("practice.story.break_running.step")
        return NextStep(self._person, happened, step, NEXT)

    # ---- a talk ----

    def _request(self, look: Look) -> NextStep | None:
        card = look.newest(self._person, "request.status", "request.closed_talk")
        given = actions(card)
        if card is None:
            return None
        if "request.who" in given:
            return self._held(look, card)
        if "request.someone_else" in given:
            return self._talked(look, card)
        if "request.withdraw" in given:
            return self._asked()
        if look.newest(self._person, *LATER_NOTES, *ANSWERED_NOTES) is not None:
            return None
        happened = self._words("practice.story.done.happened")
        step = self._words("practice.story.done.step", name=self._name)
        return NextStep(self._person, happened, step, DAY_ON)

    def _asked(self) -> NextStep:
        happened = self._words("practice.story.asked.happened")
        step = self._words("practice.story.asked.step", name=first_name(self._plot.supporter))
        return NextStep(self._person, happened, step, "request.claim", in_channel=True)

    def _held(self, look: Look, card: Card) -> NextStep:
        holders = list(look.who_has("request.held", card.subject))
        peer = holders[0][0] if holders else self._plot.supporter
        if not any("request.contact" in actions(held) for _, held in holders):
            happened = self._words("practice.story.offered.happened", name=first_name(peer))
            step = self._words("practice.story.offered.step", name=self._name)
            return NextStep(self._person, happened, step, "request.who")
        if not look.has_seen(self._person, card.subject, *KNOWS_WHO):
            happened = self._words("practice.story.found.happened", name=first_name(peer))
            step = self._words("practice.story.found.step", name=self._name)
            return NextStep(self._person, happened, step, "request.who")
        happened = self._words("practice.story.seen.happened", name=self._name)
        step = self._words("practice.story.seen.step", name=first_name(peer))
        return NextStep(peer, happened, step, "request.reached")

    def _talked(self, look: Look, card: Card) -> NextStep:
        holders = list(look.who_has("request.held", card.subject))
        peer = holders[0][0] if holders else self._plot.supporter
        happened = self._words("practice.story.talked.happened")
        step = self._words("practice.story.talked.step", name=first_name(peer))
        return NextStep(peer, happened, step, "request.done")

    # ---- later ----

    def _later(self, look: Look) -> NextStep | None:
        silent = look.newest(self._person, "follow_up.silence")
        if silent is not None and look.last(self._person) == silent:
            happened = self._words("practice.story.silent.happened", name=self._name)
            step = self._words("practice.story.silent.step")
            return NextStep(self._person, happened, step, "follow_up.talk")
        if look.newest(self._person, *LATER_NOTES, *ANSWERED_NOTES) is None:
            return None
        if look.unread(self._person):
            happened = self._words("practice.story.later.happened")
            step = self._words("practice.story.open.step", name=self._name)
            return NextStep(self._person, happened, step, OPEN_NOTE)
        happened = self._words("practice.story.later_open.happened")
        step = self._words("practice.story.later_open.step")
        return NextStep(self._person, happened, step, FORGET)

    # ---- the first note, and the cards that replace it ----

    def _first_note(self, look: Look) -> NextStep | None:
        if look.newest(self._person, "check_in.options") is not None:
            happened = self._words("practice.story.options.happened", name=self._name)
            step = self._words("practice.story.options.step")
            return NextStep(self._person, happened, step, self._plot.peer_action)
        if "check_in.talk" not in actions(look.newest(self._person, "check_in.note")):
            return None
        if look.unread(self._person):
            happened = self._words("practice.story.note.happened")
            step = self._words("practice.story.note.step", name=self._name)
            return NextStep(self._person, happened, step, OPEN_NOTE)
        if look.newest(self._person, "time_out.mine") is not None:
            happened = self._words("practice.story.break_over.happened")
            step = self._words("practice.story.break_over.step")
            return NextStep(self._person, happened, step, "check_in.talk")
        happened = self._words("practice.story.note_open.happened", name=self._name)
        step = self._words("practice.story.note_open.step")
        return NextStep(self._person, happened, step, "check_in.talk")

    def _elsewhere(self, look: Look) -> NextStep:
        """The step that leads a player who left the path back to it."""
        if look.newest(self._person, "check_in.stopped") is not None:
            happened = self._words("practice.story.stopped.happened", name=self._name)
            step = self._words("practice.story.stopped.step")
            return NextStep(self._person, happened, step, "/support")
        shown = actions(look.last(self._person))
        back = next((a for a in ("check_in.back", "check_in.talk") if a in shown), "/support")
        happened = self._words("practice.story.elsewhere.happened")
        step = self._words("practice.story.elsewhere.step")
        return NextStep(self._person, happened, step, back)
