"""Group sessions: offered to coordinators, led by who agreed to, open to whoever likes to come."""

from bot.adverse_events.model import AudienceJoined, CareEnded
from bot.group_sessions import inviting, leading, offering, planning
from bot.group_sessions.calendar import SessionEntry, session_behind
from bot.group_sessions.inviting import forget, held
from bot.group_sessions.names import (
    CANCEL,
    CHANGE,
    COMING,
    CONFIRM,
    DECLINED,
    DETAILS,
    INVITE,
    LEAD,
    LEAD_DETAILS,
    OFFER,
    PICK,
    PLAN,
    SESSION,
    SESSIONS,
)
from bot.group_sessions.screens import NO, STAY_AWAY, YES
from bot.people import Role
from bot.routes import Feature, OnCommand, OnPress, OnSubmission

__all__ = ["FEATURE", "SessionEntry", "forget", "held", "session_behind"]

_COORDINATORS = Role.COORDINATOR

FEATURE = Feature(
    routes=(
        OnCommand("support-admin group", planning.show_all, _COORDINATORS, reads_only=True),
        OnPress(SESSIONS, planning.all_by_button, _COORDINATORS, reads_only=True),
        OnPress("group.show", planning.show_one, _COORDINATORS, reads_only=True),
        OnPress(PLAN, planning.open_plan, _COORDINATORS, reads_only=True),
        OnSubmission(PLAN, planning.send_plan, _COORDINATORS),
        OnSubmission(CONFIRM, planning.confirm, _COORDINATORS),
        OnPress(CHANGE, planning.open_change, _COORDINATORS, reads_only=True),
        OnSubmission(CHANGE, planning.send_change, _COORDINATORS),
        OnPress(PICK, planning.open_pick, _COORDINATORS, reads_only=True),
        OnSubmission(PICK, planning.send_pick, _COORDINATORS),
        OnPress(CANCEL, planning.call_off, _COORDINATORS),
        # Who may press these is decided by the session and the invitation, not by a role.
        OnPress(LEAD_DETAILS, leading.open_details, reads_only=True),
        OnPress(YES, leading.yes),
        OnPress(NO, leading.no),
        OnPress(DETAILS, inviting.open_details, reads_only=True),
        OnSubmission(DETAILS, inviting.come),
        OnPress(STAY_AWAY, inviting.stay_away),
    ),
    screens={
        OFFER: planning.draw_offer,
        SESSION: planning.draw_session,
        SESSIONS: planning.draw_sessions,
        LEAD: leading.draw_lead,
        INVITE: inviting.draw_invite,
        COMING: inviting.draw_coming,
        DECLINED: inviting.draw_declined,
    },
    forms={
        PLAN: planning.draw_plan,
        CONFIRM: planning.draw_confirm,
        CHANGE: planning.draw_change,
        PICK: planning.draw_pick,
        LEAD_DETAILS: leading.draw_details,
        DETAILS: inviting.draw_details,
    },
    jobs=(*offering.JOBS, *inviting.JOBS),
    reactions=((AudienceJoined, offering.on_joined), (CareEnded, inviting.on_care_ended)),
    sweeps=inviting.SWEEPS,
)
