"""Requests to talk with somebody of a support kind, from the wish until it ends.

``transition_table`` says what can happen to a request. The packages beside it are what people do:
choosing a kind, preferences, claims, hand-offs, callback times, and feedback.
"""

from datetime import timedelta

from bot.check_ins.names import CHECK_IN_OPTIONS, CHECK_IN_PEER, CHECK_IN_PEER_WHO_FIRST
from bot.core.job_kinds import HOWEVER_LATE, JobKind
from bot.core.places import of_area
from bot.core.routes import (
    Audit,
    Feature,
    OnPress,
    OnSubmission,
    Reaction,
    Sweep,
    answers,
    replace_card,
    say,
)
from bot.core.seen import CardGone
from bot.requests import escalation, handlers, hanging, jobs, next_step, paging, screens, views
from bot.requests.call_screens import no_call_button
from bot.requests.callbacks import CALLBACKS
from bot.requests.calls import CALLS
from bot.requests.claims import CLAIMS
from bot.requests.feedback import FEEDBACK
from bot.requests.feedback.asker import forget_questions
from bot.requests.handoffs import HANDOFFS
from bot.requests.kinds import KINDS
from bot.requests.model import LIVE, QueueMoved, SupportRequest
from bot.requests.names import REQUEST_KEEP_ASKING, REQUEST_ON_CALL, REQUEST_WITHDRAW
from bot.requests.paging import answer_page
from bot.requests.preferences import PREFERENCES
from bot.requests.privacy import forget, holdings
from bot.requests.queries import calls_to_come, claimable, held_by, live_of, open_in
from bot.requests.screens import ACCEPT, SOMEONE_ELSE, STATUS, WHO

_CHOICES = answers(say(CHECK_IN_OPTIONS))
"""Whoever still would like to talk once their request is over sees all there is."""

REQUESTS = Feature(
    routes=(
        OnPress(CHECK_IN_PEER, handlers.any_one),
        OnPress(CHECK_IN_PEER_WHO_FIRST, handlers.who_first),
        OnPress(REQUEST_WITHDRAW, handlers.withdraw, gone=answers(replace_card(screens.WITHDRAWN))),
        OnPress(WHO, handlers.see_who, reads_only=True),
        OnSubmission(ACCEPT, handlers.accept),
        OnPress(SOMEONE_ELSE, handlers.someone_else, gone=_CHOICES),
        OnSubmission(SOMEONE_ELSE, handlers.someone_else_by_form),
        OnPress(REQUEST_ON_CALL, handlers.want_on_call, gone=_CHOICES),
        OnPress(REQUEST_KEEP_ASKING, handlers.keep_asking, gone=_CHOICES),
    ),
    screens={
        STATUS: views.status,
        screens.STILL_THERE: views.still_there,
        screens.OLDER: views.older,
        paging.PAGE: paging.draw_page,
        paging.PAGE_MAIL: paging.draw_page,
    },
    left_over=(screens.OLDER,),
    notices=(screens.SHOWN_BELOW,),
    forms={WHO: views.who, ACCEPT: views.who, SOMEONE_ELSE: views.who, screens.NOTED: views.noted},
    jobs=(
        JobKind(
            next_step.HANG,
            jobs.hang,
            HOWEVER_LATE,
            delivered=jobs.hung,
            given_up=jobs.channel_gone,
        ),
        JobKind(next_step.LADDER, escalation.ladder, HOWEVER_LATE),
        JobKind(
            next_step.CALL_FOR, escalation.call_for, HOWEVER_LATE, delivered=escalation.was_told
        ),
        JobKind(
            next_step.OFFER_REMINDER,
            jobs.offer_reminder,
            HOWEVER_LATE,
            delivered=jobs.reminder_sent,
        ),
        JobKind(next_step.WORD, jobs.word, HOWEVER_LATE, by_day=True, delivered=jobs.word_sent),
        JobKind(next_step.OFFER_END, jobs.offer_end, HOWEVER_LATE),
        JobKind(next_step.CONFIRM, jobs.confirm, HOWEVER_LATE),
        JobKind(next_step.CLOSE, jobs.close, HOWEVER_LATE),
        JobKind(next_step.LOOSEN, escalation.loosen, HOWEVER_LATE),
        JobKind(next_step.HANDED_END, jobs.handed_end, HOWEVER_LATE),
        JobKind(next_step.UNSURE_END, jobs.unsure_end, HOWEVER_LATE),
        JobKind(paging.SEND_PAGE, paging.send_page, HOWEVER_LATE, delivered=paging.page_taken),
        JobKind(jobs.TIDY, jobs.tidy, HOWEVER_LATE),
    ),
    reactions=(Reaction(CardGone, jobs.card_gone),),
    sweeps=(Sweep(jobs.TIDY, timedelta(hours=24)),),
    audits=(
        Audit("requests_hanging_nowhere", hanging.hangs_nowhere, hanging.hang_again),
        Audit("requests_without_next_step", jobs.without_next_step, jobs.give_next_step),
        Audit("claims_of_people_who_left", jobs.held_by_who_left, jobs.take_back),
        Audit("requests_of_people_who_left", jobs.asked_by_who_left, jobs.end_for_who_left),
    ),
    places=(
        of_area(
            SupportRequest.area,
            "requests that have not ended",
            SupportRequest.state.one_of(LIVE),
        ),
    ),
)
FEATURES = (REQUESTS, KINDS, PREFERENCES, CLAIMS, HANDOFFS, CALLBACKS, CALLS, FEEDBACK)
