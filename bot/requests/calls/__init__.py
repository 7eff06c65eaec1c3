"""Calls: a coordinator asks peers to call the people of an event, who did not ask for it.

Each call is a request of its own, claimed and marked like any other; its person may say no at any
time. Coordinators see totals alone, and never who was reached or said no.
"""

from bot.adverse_events.model import EpisodeEnded, NoMoreWanted
from bot.adverse_events.names import ADVERSE_EVENT_CALLS
from bot.check_ins.model import CallDue, NotesStopped
from bot.core.job_kinds import HOWEVER_LATE, JobKind
from bot.core.routes import Audit, Feature, OnPress, Reaction, opens
from bot.requests import next_step
from bot.requests.call_screens import CALL_TAKEN, NO_CALL
from bot.requests.calls import handlers, opening, totals
from bot.requests.names import CALL_COMING, REQUEST_NO_CALL
from bot.requests.views import call_coming

CALLS = Feature(
    routes=(
        OnPress(REQUEST_NO_CALL, handlers.no_call, gone=handlers.no_call_at_all),
        OnPress(ADVERSE_EVENT_CALLS, opens(ADVERSE_EVENT_CALLS), reads_only=True),
    ),
    screens={CALL_COMING: call_coming},
    notices=(NO_CALL, CALL_TAKEN),
    left_over=(CALL_TAKEN.screen,),
    forms={ADVERSE_EVENT_CALLS: totals.draw},
    jobs=(
        JobKind(
            next_step.CALL_LINE,
            opening.announce,
            HOWEVER_LATE,
            delivered=opening.announced,
            without_account=opening.announced,
            given_up=opening.announced,
            unknown=opening.announced,
        ),
    ),
    audits=(Audit("calls_against_a_stop", handlers.against_a_stop, handlers.stop_after_all),),
    reactions=(
        Reaction(CallDue, opening.open_call),
        Reaction(EpisodeEnded, handlers.end_with_episode),
        Reaction(NoMoreWanted, handlers.end_unwanted),
        Reaction(NotesStopped, handlers.stop_with_notes),
    ),
)
