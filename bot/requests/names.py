"""What this feature's screens, buttons and jobs are called, where other features name them."""

from datetime import timedelta

from bot.core.messages import A_DAY, AN_HOUR, TWO_MINUTES, Message, at_once, by_day
from bot.core.names import Action, Dialog, Screen

REQUEST_CLAIM = Action("request.claim")
REQUEST_DONE = Action("request.done")
REQUEST_KEEP_ASKING = Action("request.keep_asking")
REQUEST_MINE = Screen("request.mine")
REQUEST_NOT_ME = Action("request.not_me")
REQUEST_ON_CALL = Action("request.on_call")
REQUEST_OVERVIEW = Screen("request.overview")
REQUEST_PASS = Action("request.pass")
REQUEST_QUEUE = Screen("request.queue")
REQUEST_REACHED = Action("request.reached")
REQUEST_RELEASE = Action("request.release")
REQUEST_TRIED = Action("request.tried")
REQUEST_URGENT = Action("request.urgent")
REQUEST_WITHDRAW = Action("request.withdraw")
CLAIM_CARD = Message(
    "request.claim_card", at_once(3 * A_DAY, repeats_after=TWO_MINUTES, complete=True)
)
MOVED = Screen("request.moved")
"""What a claim card shows in a channel in which the request does not hang any more."""
REMINDER = Message(
    "request.reminder", at_once(timedelta(hours=4), repeats_after=TWO_MINUTES, complete=True)
)
NEEDS_SOMEONE = Message(
    "request.needs_someone", at_once(timedelta(hours=4), repeats_after=TWO_MINUTES, complete=True)
)
CONTACT = Dialog("request.contact")
TRIED = Dialog("request.tried_so_far")
"""What was tried for a request that waits, for those who answer for the programme."""
HELD_CARD = Message("request.held", at_once(3 * A_DAY, repeats_after=TWO_MINUTES, complete=True))
SAID_YES = Message("request.said_yes", at_once(3 * A_DAY, repeats_after=TWO_MINUTES, complete=True))
RETURNED = Message("request.returned", at_once(A_DAY, repeats_after=AN_HOUR))
HAND_OFF = Dialog("request.hand_off")
HANDED_CARD = Message("request.handed", at_once(A_DAY, repeats_after=TWO_MINUTES, complete=True))
CALL = Dialog("request.call")
CALL_COMING = Message("request.call_coming", by_day(A_DAY, repeats_after=AN_HOUR))
"""Says once that a peer will call somebody who did not ask for it."""
REQUEST_NO_CALL = Action("request.no_call")
REACH = Dialog("request.reach")
ESCALATE = Dialog("request.escalate")
PREFERENCES_FORM = Dialog("request.preferences")
DONE_CARD = Screen("request.done_card")
SUITS_CARD = Message(
    "request.suits_card", at_once(3 * A_DAY, repeats_after=TWO_MINUTES, complete=True)
)
