"""What a coordinator sees of setting up: all the steps, and one of them with its next press."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.screens import Button, Card, Items, Part, Text, Weight
from bot.core.texts import Words
from bot.home.names import HOME_ANNOUNCE_FIRST, HOME_DOCTOR
from bot.programme.names import PROGRAMME_CALLED
from bot.setup.names import ADD, SETUP
from bot.setup.setup_steps import Standing, Step
from bot.triggers.names import TRIGGER_LIST

MOST_NAMED = 4


@dataclass(frozen=True)
class There:
    """The platform the coordinator is on, and what the hospital is called there."""

    platform: str
    tenant: str


def titles(words: Words) -> dict[Step, str]:
    """What each step is called."""
    return {
        Step.CHANNEL: words("setup.title.channel"),
        Step.SUPPORTERS: words("setup.title.supporters"),
        Step.ON_CALL: words("setup.title.on_call"),
        Step.LINES: words("setup.title.lines"),
        Step.COUNSEL: words("setup.title.counsel"),
        Step.LEADS: words("setup.title.leads"),
        Step.COVER: words("setup.title.cover"),
        Step.TRIGGERS: words("setup.title.triggers"),
        Step.ANNOUNCE: words("setup.title.announce"),
    }


def all_steps_card(words: Words, found: Sequence[Standing]) -> Card:
    """Every step and whether it is done; the way on is the first that is not."""
    named = titles(words)
    rows = tuple(
        words("setup.done", step=named[each.step])
        if each.is_done
        else words("setup.to_do", step=named[each.step])
        for each in found
    )
    ahead = next((each for each in found if not each.is_done), None)
    doctor = Button(HOME_DOCTOR, words("setup.button.doctor"))
    if ahead is None:
        return _card(words, "", (Text(words("setup.all_done")), Items(rows)), (doctor,))
    go_on = Button(SETUP.action, words("setup.button.go_on"), ahead.step, Weight.MAIN)
    return _card(words, "", (Text(words("setup.text")), Items(rows)), (go_on, doctor))


def step_card(words: Words, found: Sequence[Standing], at: Step, there: There) -> Card:
    """One step: what is open of it, the form for it or the line for the playbook, the ways on."""
    standing = next(each for each in found if each.step is at)
    title = Text(titles(words)[at])
    everything = Button(SETUP.action, words("setup.button.all"))
    after = _after(found, at)
    ahead = Button(SETUP.action, words("setup.button.next"), after.step) if after else None
    ways_on = (*((ahead,) if ahead else ()), everything)
    if standing.is_done:
        return _card(words, at, (title, Text(words("setup.is_done"))), ways_on)
    parts: list[Part] = [title, Text(_why(words, standing))]
    if standing.in_playbook:
        parts.append(Text(words("setup.write")))
        parts.append(Items(_lines(words, standing, there)))
        parts.append(Text(words("setup.apply")))
    buttons = (*_press(words, standing), *ways_on)
    return _card(words, at, tuple(parts), buttons)


def _card(words: Words, subject: str, parts: tuple[Part, ...], buttons: tuple[Button, ...]) -> Card:
    return Card(
        screen=SETUP,
        subject=subject,
        preview=words("programme.preview"),
        parts=parts,
        buttons=buttons,
    )


def _after(found: Sequence[Standing], at: Step) -> Standing | None:
    """The next step that is open, from the beginning again after the last."""
    order = [each.step for each in found]
    here = order.index(at)
    around = [*found[here + 1 :], *found[:here]]
    return next((each for each in around if not each.is_done), None)


def _why(words: Words, standing: Standing) -> str:
    """What is open of a step, and why it matters."""
    names = _some(words, standing.open)
    if standing.step is Step.LINES and standing.in_playbook:
        return words("setup.why.crisis")
    return {
        Step.CHANNEL: words("setup.why.channel"),
        Step.SUPPORTERS: words("setup.why.supporters", names=names),
        Step.ON_CALL: words("setup.why.on_call", names=names),
        Step.LINES: words("setup.why.lines", names=names),
        Step.COUNSEL: words("setup.why.counsel"),
        Step.LEADS: words("setup.why.leads", names=names),
        Step.COVER: words("setup.why.cover", names=names),
        Step.TRIGGERS: words("setup.why.triggers", names=names),
        Step.ANNOUNCE: words("setup.why.announce"),
    }[standing.step]


def _some(words: Words, names: Sequence[str]) -> str:
    shown, more = ", ".join(names[:MOST_NAMED]), len(names) - MOST_NAMED
    return words("programme.and_more", names=shown, more=more) if more > 0 else shown


def _lines(words: Words, standing: Standing, there: There) -> tuple[str, ...]:
    """The exact lines for the playbook, with this platform's way to name a channel."""
    where = words.on(there.platform, "platform.channel", tenant=there.tenant)
    match standing.step:
        case Step.CHANNEL:
            return (words("setup.line.claims"), where)
        case Step.ANNOUNCE:
            return (words("setup.line.announcements"), where)
        case Step.COUNSEL:
            written = (words("setup.line.private"), words("setup.line.limits"))
            heads = [words("setup.line.kind", kind=key) for key in standing.open]
            start = words("setup.line.supports")
            return tuple(line for head in heads for line in (start, head, *written))
        case _:
            return (words("setup.line.lines"), words("setup.line.crisis"))


def _press(words: Words, standing: Standing) -> tuple[Button, ...]:
    if standing.in_playbook:
        return ()
    match standing.step:
        case Step.LINES:
            label = words("programme.lines.called")
            return (Button(PROGRAMME_CALLED, label, standing.about, Weight.MAIN, opens_form=True),)
        case Step.TRIGGERS:
            return (
                Button(TRIGGER_LIST.action, words("setup.button.triggers"), weight=Weight.MAIN),
            )
        case Step.ANNOUNCE:
            return (
                Button(HOME_ANNOUNCE_FIRST, words("setup.button.announce"), weight=Weight.MAIN),
            )
        case _:
            label = words("setup.button.name")
            return (Button(ADD, label, standing.about, Weight.MAIN, opens_form=True),)
