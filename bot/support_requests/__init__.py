"""Requests to talk with a peer: two doors, claims, and the ladder under those who wait."""

from datetime import timedelta

from bot.job_kinds import JobKind, OnUnknown
from bot.people import Role
from bot.routes import Audit, Feature, OnCommand, OnPress, OnSubmission, Sweep
from bot.support_requests import (
    asking,
    claiming,
    commands,
    jobs,
    list_screens,
    screens,
    steps,
    supporter_screens,
    views,
)
from bot.support_requests.finding import claimable, held_by, live_of, open_in
from bot.support_requests.model import QueueMoved
from bot.support_requests.privacy import forget, holdings
from bot.support_requests.screens import STATUS

__all__ = [
    "FEATURE",
    "STATUS",
    "QueueMoved",
    "claimable",
    "forget",
    "held_by",
    "holdings",
    "live_of",
    "open_in",
]

FEATURE = Feature(
    routes=(
        OnCommand("support talk peer", asking.talk_peer, reads_only=True),
        OnPress("check_in.peer", asking.any_peer),
        OnPress("check_in.peer_who_first", asking.who_first),
        OnPress("request.withdraw", asking.withdraw),
        OnPress("request.who", asking.see_who, reads_only=True),
        OnSubmission("request.accept", asking.accept),
        OnPress("request.someone_else", asking.someone_else),
        OnSubmission("request.someone_else", asking.someone_else_by_form),
        OnPress("request.on_call", asking.want_on_call),
        # Who may claim is decided by the request, not by a role: the person on call may as well,
        # and every refusal reads the same.
        OnPress("request.claim", claiming.claim, reads_only=True),
        OnSubmission("request.take", claiming.take),
        OnPress("request.pass", claiming.leave_it, reads_only=True),
        OnPress("request.contact", claiming.contact, reads_only=True),
        OnPress("request.reached", claiming.reached),
        OnPress("request.tried", claiming.tried),
        OnPress("request.release", claiming.release),
        OnPress("request.done", claiming.done),
        OnCommand("support queue", commands.queue, Role.SUPPORTER, reads_only=True),
        OnCommand("support mine", commands.mine, Role.SUPPORTER, reads_only=True),
        OnCommand("support claim", commands.claim, Role.SUPPORTER, reads_only=True),
        OnCommand("support release", commands.release, Role.SUPPORTER),
        OnCommand("support done", commands.done, Role.SUPPORTER),
        OnCommand("support-admin open", commands.overview, Role.COORDINATOR, reads_only=True),
    ),
    screens={
        screens.DOORS: views.doors,
        screens.STATUS: views.status,
        screens.STILL_THERE: views.still_there,
        supporter_screens.CLAIM_CARD: views.claim_card,
        supporter_screens.REMINDER: views.reminder,
        supporter_screens.NEEDS_SOMEONE: views.needs_someone,
        supporter_screens.HELD_CARD: views.held,
        supporter_screens.SAID_YES: views.said_yes,
        supporter_screens.RETURNED: views.returned,
        list_screens.QUEUE: views.queue,
        list_screens.MINE: views.mine,
        list_screens.OVERVIEW: views.overview,
    },
    forms={
        screens.WHO: views.who,
        screens.ACCEPT: views.who,
        screens.SOMEONE_ELSE: views.who,
        screens.NOTED: views.noted,
        supporter_screens.TAKE: views.take,
        supporter_screens.CONTACT: views.contact,
    },
    jobs=(
        JobKind(steps.HANG, jobs.hang, unreachable=jobs.channel_gone),
        JobKind(steps.LADDER, jobs.ladder),
        JobKind(steps.OFFER_REMINDER, jobs.offer_reminder, on_unknown=OnUnknown.DROP),
        JobKind(steps.OFFER_END, jobs.offer_end),
        JobKind(steps.CONFIRM, jobs.confirm),
        JobKind(steps.CLOSE, jobs.close),
        JobKind(jobs.TIDY, jobs.tidy),
    ),
    sweeps=(Sweep(jobs.TIDY, timedelta(hours=24)),),
    audits=(
        Audit("requests_without_next_step", jobs.without_next_step, jobs.give_next_step),
        Audit("claims_of_people_who_left", jobs.held_by_who_left, jobs.take_back),
    ),
)
