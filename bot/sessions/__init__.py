"""Group sessions: offered to coordinators, led by who agreed to, open to whoever likes to come."""

from bot.adverse_events.model import AudienceJoined, CareEnded
from bot.core.people import Role
from bot.core.routes import Feature, OnCommand, OnPress, OnSubmission, Reaction
from bot.sessions import facilitator_handlers, invitation_handlers, offer, planning_handlers
from bot.sessions.invitation_handlers import forget, held
from bot.sessions.names import (
    CANCEL,
    CHANGE,
    COMING,
    CONFIRM,
    DECLINED,
    DETAILS,
    GROUP_SHOW,
    INVITE,
    LEAD,
    LEAD_DETAILS,
    OFFER,
    PICK,
    SESSION,
    SESSIONS,
)
from bot.sessions.screens import NO, STAY_AWAY, YES
from bot.sessions.session_calendar import SessionEntry, session_behind
from bot.unit_leads.names import GROUP_PLAN

__all__ = ["FEATURE", "SessionEntry", "forget", "held", "session_behind"]

_COORDINATORS = Role.COORDINATOR

FEATURE = Feature(
    routes=(
        OnCommand(
            "support-admin group", planning_handlers.show_all, _COORDINATORS, reads_only=True
        ),
        OnPress(SESSIONS.action, planning_handlers.all_by_button, _COORDINATORS, reads_only=True),
        OnPress(GROUP_SHOW, planning_handlers.show_one, _COORDINATORS, reads_only=True),
        OnPress(GROUP_PLAN, planning_handlers.open_plan, _COORDINATORS, reads_only=True),
        OnSubmission(GROUP_PLAN, planning_handlers.send_plan, _COORDINATORS),
        OnSubmission(CONFIRM, planning_handlers.confirm, _COORDINATORS),
        OnPress(CHANGE, planning_handlers.open_change, _COORDINATORS, reads_only=True),
        OnSubmission(CHANGE, planning_handlers.send_change, _COORDINATORS),
        OnPress(PICK, planning_handlers.open_pick, _COORDINATORS, reads_only=True),
        OnSubmission(PICK, planning_handlers.send_pick, _COORDINATORS),
        OnPress(CANCEL, planning_handlers.call_off, _COORDINATORS),
        # Who may press these is decided by the session and the invitation, not by a role.
        OnPress(LEAD_DETAILS, facilitator_handlers.open_details, reads_only=True),
        OnPress(YES, facilitator_handlers.yes),
        OnPress(NO, facilitator_handlers.no),
        OnPress(DETAILS, invitation_handlers.open_details, reads_only=True),
        OnSubmission(DETAILS, invitation_handlers.come),
        OnPress(STAY_AWAY, invitation_handlers.stay_away),
    ),
    screens={
        OFFER: planning_handlers.draw_offer,
        SESSION: planning_handlers.draw_session,
        SESSIONS: planning_handlers.draw_sessions,
        LEAD: facilitator_handlers.draw_lead,
        INVITE: invitation_handlers.draw_invite,
        COMING: invitation_handlers.draw_coming,
        DECLINED: invitation_handlers.draw_declined,
    },
    forms={
        GROUP_PLAN: planning_handlers.draw_plan,
        CONFIRM: planning_handlers.draw_confirm,
        CHANGE: planning_handlers.draw_change,
        PICK: planning_handlers.draw_pick,
        LEAD_DETAILS: facilitator_handlers.draw_details,
        DETAILS: invitation_handlers.draw_details,
    },
    jobs=(*offer.JOBS, *invitation_handlers.JOBS),
    reactions=(
        Reaction(AudienceJoined, offer.on_joined),
        Reaction(CareEnded, invitation_handlers.on_care_ended),
    ),
    sweeps=invitation_handlers.SWEEPS,
)
