"""The cards of setting up: all the steps, or one step with what to do next."""

from collections.abc import Sequence

from bot.core.people import Account
from bot.core.screens import Button, Card, Items, Part, Small, Text, Weight
from bot.core.texts import Words, texts_of
from bot.duty.names import DUTY_COVERAGE
from bot.home.names import HOME_ANNOUNCE_FIRST, HOME_DOCTOR
from bot.programme import coordinator_card
from bot.programme.names import PROGRAMME_CALLED
from bot.setup.names import ADD, SETUP, TEST
from bot.setup.setup_steps import SetupStep, StepStatus
from bot.triggers.names import TRIGGER_LIST

MOST_NAMED = 4


def titles(words: Words) -> dict[SetupStep, str]:
    """The name of each step."""
    return texts_of(words, "setup.title", SetupStep)


def all_steps_card(
    words: Words, found: Sequence[StepStatus], *, open_messages: bool = False
) -> Card:
    """Every step and whether it is done; the main button leads to the first open one.

    A hospital that has chosen ``open_messages`` reads what that means.
    """
    warned = (Small(words("setup.open_messages")),) if open_messages else ()
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
        done = Text(words("setup.all_done"))
        return coordinator_card(words, SETUP, done, Items(rows), *warned, buttons=(doctor,))
    go_on = Button(SETUP.action, words("setup.button.go_on"), ahead.step, Weight.MAIN)
    text, buttons = Text(words("setup.text")), (go_on, doctor)
    return coordinator_card(words, SETUP, text, Items(rows), *warned, buttons=buttons)


def step_card(words: Words, found: Sequence[StepStatus], at: SetupStep, account: Account) -> Card:
    """One step: what is open, the form or the playbook lines for it, and where to go next."""
    status = next(each for each in found if each.step is at)
    title = Text(titles(words)[at])
    everything = Button(SETUP.action, words("setup.button.all"))
    after = _after(found, at)
    ahead = Button(SETUP.action, words("setup.button.next"), after.step) if after else None
    ways_on = (*((ahead,) if ahead else ()), everything)
    if status.is_done:
        done = Text(words("setup.is_done"))
        return coordinator_card(words, SETUP, title, done, buttons=ways_on, subject=at)
    parts: list[Part] = [title, Text(_why(words, status))]
    if status.in_playbook:
        parts.append(Text(words("setup.write")))
        parts.append(Items(_lines(words, status, account)))
        parts.append(Text(words("setup.apply")))
    buttons = (*_press(words, status), *ways_on)
    return coordinator_card(words, SETUP, *parts, buttons=buttons, subject=at)


def _after(found: Sequence[StepStatus], at: SetupStep) -> StepStatus | None:
    """The next open step; after the last step it starts again from the first."""
    order = [each.step for each in found]
    here = order.index(at)
    around = [*found[here + 1 :], *found[:here]]
    return next((each for each in around if not each.is_done), None)


def _why(words: Words, status: StepStatus) -> str:
    names = _some(words, status.open)
    if status.step is SetupStep.LINES and status.in_playbook:
        return words("setup.why.crisis")
    if status.step is SetupStep.CHANNEL and not status.in_playbook:
        return (
            words("setup.test.waits")
            if status.is_under_way
            else words("setup.test.why", names=names)
        )
    return {
        SetupStep.CHANNEL: words("setup.why.channel"),
        SetupStep.SUPPORTERS: words("setup.why.supporters", names=names),
        SetupStep.ON_CALL: words("setup.why.on_call", names=names),
        SetupStep.COVERAGE: words("setup.why.coverage", names=names),
        SetupStep.LINES: words("setup.why.lines", names=names),
        SetupStep.COUNSEL: words("setup.why.counsel"),
        SetupStep.LEADS: words("setup.why.leads", names=names),
        SetupStep.COVER: words("setup.why.cover", names=names),
        SetupStep.TRIGGERS: words("setup.why.triggers", names=names),
        SetupStep.ANNOUNCE: words("setup.why.announce"),
    }[status.step]


def _some(words: Words, names: Sequence[str]) -> str:
    shown, more = ", ".join(names[:MOST_NAMED]), len(names) - MOST_NAMED
    return words("programme.and_more", names=shown, more=more) if more > 0 else shown


def _lines(words: Words, status: StepStatus, account: Account) -> tuple[str, ...]:
    """The exact lines to write in the playbook, with a channel named as this platform does."""
    where = words.on(account.platform, "platform.channel", tenant=account.tenant)
    match status.step:
        case SetupStep.CHANNEL:
            return (words("setup.line.claims"), where)
        case SetupStep.ANNOUNCE:
            return (words("setup.line.announcements"), where)
        case SetupStep.COUNSEL:
            written = (words("setup.line.private"), words("setup.line.limits"))
            heads = [words("setup.line.kind", kind=key) for key in status.open]
            start = words("setup.line.supports")
            return tuple(line for head in heads for line in (start, head, *written))
        case _:
            return (words("setup.line.lines"), words("setup.line.crisis"))


def _press(words: Words, status: StepStatus) -> tuple[Button, ...]:
    if status.in_playbook:
        return ()
    match status.step:
        case SetupStep.CHANNEL:
            if status.is_under_way:
                return (Button(SETUP.action, words("setup.test.look"), status.step, Weight.MAIN),)
            return (Button(TEST, words("setup.test.post"), status.step, Weight.MAIN),)
        case SetupStep.COVERAGE:
            return (Button(DUTY_COVERAGE, words("setup.button.coverage"), weight=Weight.MAIN),)
        case SetupStep.LINES:
            label = words("programme.lines.called")
            return (Button(PROGRAMME_CALLED, label, status.about, Weight.MAIN, opens_form=True),)
        case SetupStep.TRIGGERS:
            label = words("setup.button.triggers")
            return (Button(TRIGGER_LIST.action, label, weight=Weight.MAIN),)
        case SetupStep.ANNOUNCE:
            label = words("setup.button.announce")
            return (Button(HOME_ANNOUNCE_FIRST, label, weight=Weight.MAIN),)
        case _:
            label = words("setup.button.name")
            return (Button(ADD, label, status.about, Weight.MAIN, opens_form=True),)
