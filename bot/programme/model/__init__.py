"""The programme: areas, units, shifts, roles, hours, triggers. Set by the playbook.

People stand here by reference only; who they are is in the vault.
"""

from bot.programme.model.hours import Ladder, ServiceHours, Shift
from bot.programme.model.names import (
    ANNOUNCEMENTS,
    CHANNELS,
    CHAPLAINS,
    CLAIMS,
    EAP_DESK,
    OF_AREA,
    OF_UNIT,
    PRIVATE,
    Harm,
    Kind,
    Option,
)
from bot.programme.model.options import CHANNEL_OF, OUTSIDE, Rota, RotaTurn, TalkOption
from bot.programme.model.places import Area, Unit
from bot.programme.model.programme import Programme
from bot.programme.model.records import CURRENT, AuditEntry, Configuration, ProgrammeVersion
from bot.programme.model.sources import Source, SourceForm
from bot.programme.model.triggers import (
    LATER_NOTES,
    Audience,
    Check,
    Contradiction,
    Group,
    Offer,
    Trigger,
)

__all__ = [
    "ANNOUNCEMENTS",
    "CHANNELS",
    "CHANNEL_OF",
    "CHAPLAINS",
    "CLAIMS",
    "CURRENT",
    "EAP_DESK",
    "LATER_NOTES",
    "OF_AREA",
    "OF_UNIT",
    "OUTSIDE",
    "PRIVATE",
    "Area",
    "Audience",
    "AuditEntry",
    "Check",
    "Configuration",
    "Contradiction",
    "Group",
    "Harm",
    "Kind",
    "Ladder",
    "Offer",
    "Option",
    "Programme",
    "ProgrammeVersion",
    "Rota",
    "RotaTurn",
    "ServiceHours",
    "Shift",
    "Source",
    "SourceForm",
    "TalkOption",
    "Trigger",
    "Unit",
]
