"""All features together, lowest first."""

from bot import housekeeping
from bot.adverse_events import FEATURE as ADVERSE_EVENTS
from bot.check_ins import FEATURE as CHECK_INS
from bot.colleagues import FEATURE as COLLEAGUES
from bot.drills import FEATURE as DRILLS
from bot.follow_ups import FEATURE as FOLLOW_UPS
from bot.group_sessions import FEATURE as GROUP_SESSIONS
from bot.home import FEATURE as HOME
from bot.job_kinds import CORE_JOBS
from bot.privacy import FEATURE as PRIVACY
from bot.programme import FEATURE as PROGRAMME
from bot.reports import FEATURE as REPORTS
from bot.routes import Feature, Registry
from bot.setting_up import FEATURE as SETTING_UP
from bot.support_requests import FEATURE as SUPPORT_REQUESTS
from bot.supporter_care import FEATURE as SUPPORTER_CARE
from bot.supporters import FEATURE as SUPPORTERS
from bot.time_outs import FEATURE as TIME_OUTS
from bot.triggers import FEATURE as TRIGGERS
from bot.unit_leads import FEATURE as UNIT_LEADS

FEATURES = (
    PROGRAMME,
    SUPPORTERS,
    ADVERSE_EVENTS,
    CHECK_INS,
    TRIGGERS,
    UNIT_LEADS,
    COLLEAGUES,
    GROUP_SESSIONS,
    DRILLS,
    SUPPORT_REQUESTS,
    SUPPORTER_CARE,
    TIME_OUTS,
    FOLLOW_UPS,
    HOME,
    PRIVACY,
    REPORTS,
    SETTING_UP,
)


def make_registry() -> Registry:
    """The registry of everything the bot does. Raises ``ValueError`` on a name claimed twice."""
    holder: list[Registry] = []
    registry = Registry((Feature(jobs=CORE_JOBS), housekeeping.core(holder), *FEATURES))
    holder.append(registry)
    return registry
