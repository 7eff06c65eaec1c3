"""How somebody wants to be reached: the inputs of a form, and the button to call directly."""

from bot.core.context import Context
from bot.core.conversation import Submission
from bot.core.errors import FormRefused
from bot.core.inputs import Choice, Input, PhoneInput
from bot.core.inputs import Option as Pick
from bot.core.phones import read_number
from bot.core.screens import Button
from bot.core.texts import Words
from bot.programme.model import SupportKind
from bot.requests.model import Reach
from bot.requests.names import CALL


def call_button(words: Words, kind: SupportKind) -> Button:
    """The way to the numbers with which a kind is called or paged."""
    label = words("support_requests.call.title")
    return Button(CALL, label, kind.key, opens_form=True)


def reach_choice(words: Words, chosen: Reach) -> Input:
    """How somebody would like to be reached."""
    picks = (
        Pick(Reach.ANY, words("support_requests.reach.any")),
        Pick(Reach.APP, words("support_requests.reach.app")),
        Pick(Reach.PHONE, words("support_requests.reach.phone")),
        Pick(Reach.IN_PERSON, words("support_requests.reach.in_person")),
        Pick(Reach.VIDEO, words("support_requests.reach.video")),
    )
    return Choice("reach", words("support_requests.ask.reach"), picks, chosen=chosen)


def number_input(words: Words, number: str) -> Input:
    """A telephone number for this talk alone."""
    return PhoneInput("number", words("support_requests.ask.number"), number, optional=True)


async def reach_in(
    context: Context, submission: Submission, usual: Reach = Reach.ANY
) -> tuple[Reach, str]:
    """How to be reached, and the number typed for it; raises ``FormRefused`` without any.

    ``usual`` is meant where the form did not ask.
    """
    reach = submission.choice("reach", Reach) or usual
    typed = submission.one("number").strip()
    number = read_number(typed) if typed else ""
    if number is None:
        raise FormRefused({"number": "support_requests.fault.number"})
    if reach is Reach.PHONE and not number:
        known = await context.work.vault.open(context.actor.phone)
        if not known:
            raise FormRefused({"number": "support_requests.fault.number_missing"})
    return reach, "" if reach is Reach.APP else number
