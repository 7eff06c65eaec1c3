"""The story that the practice page opens in the middle of: what just happened, what to press.

The step is read from the conversations as they stand, not from a count of presses, so that one
may stray from the path, play somebody else, and still be told what to press next.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from adapters.practice.prologue import CHARGE_NURSE
from adapters.practice.workspace import Message, Workspace
from bot.screens import Card
from bot.texts import Words

NURSE = "sam"
SUPPORTER = "pat"
COVER = "fay"

LATER_NOTES = (
    "follow_up.day",
    "follow_up.three_days",
    "follow_up.week",
    "follow_up.month",
)
ANSWERED_NOTES = ("follow_up.done", "follow_up.stopped", "follow_up.stopped_longer")
DAY_ON = "clock.day"
NEXT = "clock.next"
OPEN_NOTE = "open"
FORGET = "/support forget"
ON_THE_PHONE = ("check_in", "time_out", "request", "follow_up", "privacy")


@dataclass(frozen=True)
class Step:
    """What just happened, and what to press next.

    ``user`` is whose phone to hold; ``press`` the action of the button that goes on, or one of
    the page's own. ``in_channel``: the button hangs in the supporters' channel.
    """

    user: str
    happened: str
    step: str
    press: str = ""
    in_channel: bool = False


@dataclass(frozen=True)
class _Look:
    """The conversations, with the questions the story asks of them."""

    workspace: Workspace

    def messages(self, user: str) -> list[Message]:
        return list(self.workspace.conversations.get(f"@{user}", {}).values())

    def unread(self, user: str) -> bool:
        return any(not message.read for message in self.messages(user))

    def newest(self, user: str, *screens: str) -> Card | None:
        """The newest card of these screens."""
        found = [m.card for m in self.messages(user) if m.card.screen in screens]
        return found[-1] if found else None

    def last(self, user: str) -> Card | None:
        """The card that came last."""
        found = self.messages(user)
        return found[-1].card if found else None

    def who_has(self, screen: str, subject: str) -> Iterator[tuple[str, Card]]:
        """Everybody in whose conversation such a card hangs that still has something to press."""
        for name in self.workspace.conversations:
            if name.startswith("@"):
                card = self.newest(name[1:], screen)
                if card is not None and card.subject == subject and card.buttons:
                    yield name[1:], card

    def has_seen(self, user: str, subject: str, *forms: str) -> bool:
        """Whether this person has opened one of these dialogs about the subject."""
        opened = self.workspace.dialogs.get(f"@{user}", set())
        return any(form in forms and about.startswith(subject) for form, about in opened)


def _actions(card: Card | None) -> set[str]:
    return {button.action for button in card.buttons} if card is not None else set()


class Story:
    """The line that says what just happened on the unit, and the next step."""

    def __init__(self, words: Words) -> None:
        """Speak with these words."""
        self._words = words

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
        look = _Look(workspace)
        scenes: tuple[Callable[[_Look], Step | None], ...] = (
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

    def _opened_first(self, look: _Look, step: Step) -> Step:
        """Before a button can be pressed on a phone, the note there is opened."""
        on_the_phone = step.press.partition(".")[0] in ON_THE_PHONE and not step.in_channel
        if not on_the_phone or not look.unread(step.user):
            return step
        text = self._words("practice.story.open.step", name=_name(step.user))
        return replace(step, step=text, press=OPEN_NOTE)

    def _forgetting(self, look: _Look) -> Step | None:
        words, name = self._words, _name(NURSE)
        last = look.last(NURSE)
        if last is None or last.screen not in {"privacy.forget_card", "privacy.forgotten"}:
            return None
        if last.screen == "privacy.forgotten":
            return Step(
                NURSE,
                words("practice.story.forgotten.happened", name=name),
                words("practice.story.forgotten.step", name=_name(CHARGE_NURSE)),
            )
        return Step(
            NURSE,
            words("practice.story.forget.happened"),
            words("practice.story.forget.step"),
            "privacy.forget",
        )

    # ---- the side path: a break ----

    def _break(self, look: _Look) -> Step | None:
        card = look.newest(NURSE, "time_out.mine")
        actions = _actions(card)
        if card is None:
            return None
        if "time_out.handed_over" in actions or "time_out.nobody_came" in actions:
            return self._covered(look, card)
        if "time_out.cancel" in actions:
            return self._cover_wanted(look, card)
        if "time_out.back" in actions:
            return self._on_break(actions)
        return None

    def _cover_wanted(self, look: _Look, card: Card) -> Step:
        words, name = self._words, _name(NURSE)
        asked = [user for user, _ in look.who_has("time_out.cover_card", card.subject)]
        if not asked:
            return Step(
                NURSE,
                words("practice.story.break_nobody.happened"),
                words("practice.story.break_nobody.step"),
                NEXT,
            )
        cover = COVER if COVER in asked else asked[0]
        return Step(
            cover,
            words("practice.story.break_asked.happened", name=name),
            words("practice.story.break_asked.step", name=_name(cover)),
            "time_out.cover",
        )

    def _covered(self, look: _Look, card: Card) -> Step:
        words, name = self._words, _name(NURSE)
        standing = [
            user
            for user, theirs in look.who_has("time_out.covering", card.subject)
            if "time_out.handed_over" in _actions(theirs)
        ]
        cover = next(look.who_has("time_out.covering", card.subject), (COVER, card))[0]
        happened = words("practice.story.break_covered.happened", name=_name(cover))
        if standing:
            return Step(
                cover,
                happened,
                words("practice.story.break_covered.cover", name=_name(cover)),
                "time_out.handed_over",
            )
        return Step(
            NURSE,
            happened,
            words("practice.story.break_covered.step", name=name),
            "time_out.handed_over",
        )

    def _on_break(self, actions: set[str]) -> Step:
        words, name = self._words, _name(NURSE)
        if "time_out.longer" in actions:
            return Step(
                NURSE,
                words("practice.story.break_up.happened"),
                words("practice.story.break_up.step", name=name),
                "time_out.back",
            )
        return Step(
            NURSE,
            words("practice.story.break_running.happened", name=name),
            words("practice.story.break_running.step"),
            NEXT,
        )

    # ---- a talk ----

    def _request(self, look: _Look) -> Step | None:
        card = look.newest(NURSE, "request.status")
        actions = _actions(card)
        if card is None:
            return None
        if "request.who" in actions:
            return self._held(look, card)
        if "request.someone_else" in actions:
            return self._talked(look, card)
        if "request.withdraw" in actions:
            return self._asked()
        if look.newest(NURSE, *LATER_NOTES, *ANSWERED_NOTES) is not None:
            return None
        words, name = self._words, _name(NURSE)
        return Step(
            NURSE,
            words("practice.story.done.happened"),
            words("practice.story.done.step", name=name),
            DAY_ON,
        )

    def _asked(self) -> Step:
        words = self._words
        return Step(
            NURSE,
            words("practice.story.asked.happened"),
            words("practice.story.asked.step", name=_name(SUPPORTER)),
            "request.claim",
            in_channel=True,
        )

    def _held(self, look: _Look, card: Card) -> Step:
        words, name = self._words, _name(NURSE)
        holders = list(look.who_has("request.held", card.subject))
        peer = holders[0][0] if holders else SUPPORTER
        has_contact = any("request.contact" in _actions(held) for _, held in holders)
        if not has_contact:
            return Step(
                NURSE,
                words("practice.story.offered.happened", name=_name(peer)),
                words("practice.story.offered.step", name=name),
                "request.who",
            )
        if not look.has_seen(NURSE, card.subject, "request.accept", "request.someone_else"):
            return Step(
                NURSE,
                words("practice.story.found.happened", name=_name(peer)),
                words("practice.story.found.step", name=name),
                "request.who",
            )
        return Step(
            peer,
            words("practice.story.seen.happened", name=name),
            words("practice.story.seen.step", name=_name(peer)),
            "request.reached",
        )

    def _talked(self, look: _Look, card: Card) -> Step:
        words = self._words
        holders = list(look.who_has("request.held", card.subject))
        peer = holders[0][0] if holders else SUPPORTER
        return Step(
            peer,
            words("practice.story.talked.happened"),
            words("practice.story.talked.step", name=_name(peer)),
            "request.done",
        )

    # ---- later ----

    def _later(self, look: _Look) -> Step | None:
        words, name = self._words, _name(NURSE)
        silent = look.newest(NURSE, "follow_up.silence")
        if silent is not None and look.last(NURSE) == silent:
            return Step(
                NURSE,
                words("practice.story.silent.happened", name=name),
                words("practice.story.silent.step"),
                "follow_up.talk",
            )
        if look.newest(NURSE, *LATER_NOTES, *ANSWERED_NOTES) is None:
            return None
        if look.unread(NURSE):
            return Step(
                NURSE,
                words("practice.story.later.happened"),
                words("practice.story.open.step", name=name),
                OPEN_NOTE,
            )
        return Step(
            NURSE,
            words("practice.story.later_open.happened"),
            words("practice.story.later_open.step"),
            FORGET,
        )

    # ---- the first note, and whatever it has become ----

    def _first_note(self, look: _Look) -> Step | None:
        words, name = self._words, _name(NURSE)
        if look.newest(NURSE, "check_in.options") is not None:
            return Step(
                NURSE,
                words("practice.story.options.happened", name=name),
                words("practice.story.options.step"),
                "check_in.peer",
            )
        if "check_in.talk" not in _actions(look.newest(NURSE, "check_in.note")):
            return None
        if look.unread(NURSE):
            return Step(
                NURSE,
                words("practice.story.note.happened"),
                words("practice.story.note.step", name=name),
                OPEN_NOTE,
            )
        if look.newest(NURSE, "time_out.mine") is not None:
            return Step(
                NURSE,
                words("practice.story.break_over.happened"),
                words("practice.story.break_over.step"),
                "check_in.talk",
            )
        return Step(
            NURSE,
            words("practice.story.note_open.happened", name=name),
            words("practice.story.note_open.step"),
            "check_in.talk",
        )

    def _elsewhere(self, look: _Look) -> Step:
        """Off the path: the way back to it."""
        words, name = self._words, _name(NURSE)
        if look.newest(NURSE, "check_in.stopped") is not None:
            return Step(
                NURSE,
                words("practice.story.stopped.happened", name=name),
                words("practice.story.stopped.step"),
                "/support",
            )
        shown = _actions(look.last(NURSE))
        back = next((a for a in ("check_in.back", "check_in.talk") if a in shown), "/support")
        return Step(
            NURSE,
            words("practice.story.elsewhere.happened"),
            words("practice.story.elsewhere.step"),
            back,
        )


def _name(user: str) -> str:
    """The first name of one of the sample hospital's people, which is their user id there."""
    return user.capitalize()
