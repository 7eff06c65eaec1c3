"""All features together, lowest first."""

from bot.adverse_events import FEATURE as ADVERSE_EVENTS
from bot.check_ins import FEATURE as CHECK_INS
from bot.core import housekeeping
from bot.core.envelope_handlers import ENVELOPES
from bot.core.job_kinds import CORE_JOBS
from bot.core.places import BelongsTo
from bot.core.routes import Feature, Registry
from bot.drills import FEATURE as DRILLS
from bot.duty import FEATURE as DUTY
from bot.follow_ups import FEATURE as FOLLOW_UPS
from bot.home import FEATURE as HOME
from bot.milestones import FEATURE as MILESTONES
from bot.privacy import FEATURE as PRIVACY
from bot.programme import FEATURE as PROGRAMME
from bot.referrals import FEATURE as COLLEAGUES
from bot.reports import FEATURE as REPORTS
from bot.requests import FEATURES as REQUESTS
from bot.sessions import FEATURE as GROUP_SESSIONS
from bot.setup import FEATURE as SETTING_UP
from bot.supporter_care import FEATURE as SUPPORTER_CARE
from bot.supporters import FEATURE as SUPPORTERS
from bot.surveys import FEATURE as SURVEYS
from bot.time_outs import FEATURE as TIME_OUTS
from bot.triggers import FEATURE as TRIGGERS
from bot.unit_leads import FEATURE as UNIT_LEADS

FEATURES = (
    PROGRAMME,
    SUPPORTERS,
    DUTY,
    ADVERSE_EVENTS,
    CHECK_INS,
    MILESTONES,
    SURVEYS,
    TRIGGERS,
    UNIT_LEADS,
    COLLEAGUES,
    GROUP_SESSIONS,
    DRILLS,
    *REQUESTS,
    SUPPORTER_CARE,
    TIME_OUTS,
    FOLLOW_UPS,
    HOME,
    PRIVACY,
    REPORTS,
    SETTING_UP,
)

FINAL = frozenset(
    {
        "adverse_event.close",
        "adverse_event.forget_report",
        "adverse_event.forget_said",
        "adverse_event.forget_unread",
        "check_in.tidy",
        "colleague.erase",
        "colleague.tidy",
        "core.tidy",
        "drill.over",
        "drill.tidy",
        "feedback.tidy",
        "group.over",
        "group.tidy",
        "home.tidy",
        "milestone.tidy_own_days",
        "privacy.erase",
        "privacy.erase_latest",
        "privacy.sweep",
        "programme.tidy_lists",
        "report.publish",
        "request.close",
        "request.tidy",
        "request.unsure_end",
        "supporter_care.erase",
        "supporter_care.tidy",
        "supporters.tidy",
        "survey.tidy",
        "time_out.clean",
        "time_out.offer_erase",
        "unit_lead.tidy",
    }
)
"""The kinds of job that erase or close something; after a leap of the clock they wait."""


def all_places() -> tuple[BelongsTo, ...]:
    """Everything that belongs to an area or a unit of the playbook."""
    return tuple(each for feature in FEATURES for each in feature.places)


def make_registry() -> Registry:
    """The registry of everything the bot does. Raises ``ValueError`` on a name claimed twice."""
    holder: list[Registry] = []
    core = (Feature(jobs=CORE_JOBS), ENVELOPES, housekeeping.core(holder, FINAL))
    registry = Registry((*core, *FEATURES))
    holder.append(registry)
    return registry
