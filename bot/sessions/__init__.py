"""Group sessions: planned by coordinators, led by a facilitator, open to everybody invited."""

from bot.adverse_events.model import AudienceJoined, EpisodeEnded
from bot.core.commands import EVERY_DAY, HelpLine
from bot.core.context import drawn
from bot.core.people import Role
from bot.core.places import of_area, of_unit
from bot.core.routes import (
    Feature,
    OnCommand,
    OnPress,
    OnSubmission,
    Reaction,
    answers,
    replace_card,
    say,
)
from bot.sessions import (
    facilitator_handlers,
    invitation_handlers,
    names,
    offer,
    planning_handlers,
    reminders,
)
from bot.sessions.invitation_handlers import forget, held
from bot.sessions.model import GroupSession, SessionState
from bot.sessions.screens import STAY_AWAY, coming_card, declined_card, invite_card
from bot.sessions.session_calendar import SessionEntry, session_behind
from bot.unit_leads.names import GROUP_PLAN

_COORDINATORS = Role.COORDINATOR

_AHEAD = GroupSession.state.one_of((SessionState.ASKED, SessionState.OPEN))

FEATURE = Feature(
    routes=(
        OnCommand(
            "support-admin group",
            answers(say(names.SESSIONS)),
            _COORDINATORS,
            reads_only=True,
            help=HelpLine(EVERY_DAY, 60, "home.admin_help.group"),
        ),
        OnPress(
            names.SESSIONS.action, answers(say(names.SESSIONS)), _COORDINATORS, reads_only=True
        ),
        OnPress(names.GROUP_SHOW, planning_handlers.show_one, _COORDINATORS, reads_only=True),
        OnPress(GROUP_PLAN, planning_handlers.open_plan, _COORDINATORS, reads_only=True),
        OnSubmission(GROUP_PLAN, planning_handlers.send_plan, _COORDINATORS),
        OnSubmission(names.CONFIRM, planning_handlers.confirm, _COORDINATORS),
        OnPress(names.CHANGE, planning_handlers.open_change, _COORDINATORS, reads_only=True),
        OnSubmission(names.CHANGE, planning_handlers.send_change, _COORDINATORS),
        OnPress(names.PICK, planning_handlers.open_pick, _COORDINATORS, reads_only=True),
        OnSubmission(names.PICK, planning_handlers.send_pick, _COORDINATORS),
        OnPress(names.CANCEL, planning_handlers.call_off, _COORDINATORS),
        # The session or the invitation decides who may press these, not a role.
        OnPress(names.LEAD_DETAILS, facilitator_handlers.open_details, reads_only=True),
        OnPress(names.GROUP_YES, facilitator_handlers.yes),
        OnPress(names.GROUP_NO, facilitator_handlers.no),
        OnPress(names.DETAILS, invitation_handlers.open_details, reads_only=True),
        OnSubmission(names.DETAILS, invitation_handlers.come),
        OnPress(
            STAY_AWAY,
            invitation_handlers.stay_away,
            gone=answers(replace_card(names.DECLINED)),
        ),
    ),
    screens={
        names.OFFER: planning_handlers.draw_offer,
        names.SESSION: planning_handlers.draw_session,
        names.SESSIONS: planning_handlers.draw_sessions,
        names.LEAD: facilitator_handlers.draw_lead,
        names.INVITE: invitation_handlers.draws(invite_card),
        names.COMING: invitation_handlers.draws(coming_card),
        names.REMINDER: reminders.draw,
        names.DECLINED: drawn(declined_card),
    },
    forms={
        GROUP_PLAN: planning_handlers.draw_plan,
        names.CONFIRM: planning_handlers.draw_confirm,
        names.CHANGE: planning_handlers.draw_change,
        names.PICK: planning_handlers.draw_pick,
        names.LEAD_DETAILS: facilitator_handlers.draw_details,
        names.DETAILS: invitation_handlers.draw_details,
    },
    jobs=(*offer.JOBS, *invitation_handlers.JOBS, *reminders.JOBS),
    reactions=(
        Reaction(AudienceJoined, offer.on_joined),
        Reaction(EpisodeEnded, invitation_handlers.on_episode_ended),
    ),
    sweeps=invitation_handlers.SWEEPS,
    places=(
        of_area(GroupSession.area, "group sessions ahead", _AHEAD),
        of_unit(GroupSession.unit, "group sessions ahead", _AHEAD),
    ),
)
