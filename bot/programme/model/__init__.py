"""The programme as the playbook sets it: areas, units, shifts, roles, hours, and triggers.

It names people by reference only; the vault holds who they are.
"""

from bot.programme.model.default_kinds import (
    DEFAULT_KINDS,
    FIRST_KIND,
    OLD_ACTIONS,
    OLD_SCREENS,
    TYPED_ROLES,
)
from bot.programme.model.external_sources import TitleNames
from bot.programme.model.hours import Ladder, OffDutyRules, ServiceHours, Shift
from bot.programme.model.names import (
    ANNOUNCEMENTS,
    MILESTONES,
    PERSONAL,
    ChannelKey,
    ChannelOwner,
    Harm,
    Kind,
)
from bot.programme.model.paging import MAIL, NO_PAGING, PAGING, WEBHOOK, Paging, PagingWay
from bot.programme.model.places import Area, Unit, is_online
from bot.programme.model.programme import Programme
from bot.programme.model.records import (
    CURRENT,
    AppliedFile,
    AuditEntry,
    Configuration,
    ProgrammeVersion,
)
from bot.programme.model.reports import USUAL_REPORTS, Length, ReportRules
from bot.programme.model.rotas import Rota, RotaTurn, rota_key
from bot.programme.model.sources import USUAL_DIED_CODES, Source, SourceForm
from bot.programme.model.support_kinds import TRAINED_PEERS, KindWords, SupportKind, SupportTerms
from bot.programme.model.triggers import (
    LATER_NOTES,
    Audience,
    Calls,
    Check,
    Contradiction,
    Group,
    Offer,
    Trigger,
)
