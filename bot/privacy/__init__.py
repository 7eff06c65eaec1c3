"""Privacy: what is held, forgetting it, pauses from notes, and erasing when it is time."""

from bot.adverse_events.model import CareBegun, CareEnded, EraseWanted
from bot.core.routes import Feature, Reaction
from bot.privacy import legal_hold
from bot.privacy.account_merge import JOBS as JOINING
from bot.privacy.erasure import (
    AUDITS,
    JOBS,
    SWEEPS,
    on_care_begun,
    on_care_ended,
    on_erase_wanted,
)
from bot.privacy.handlers import ROUTES
from bot.privacy.views import VIEWS

__all__ = ["FEATURE"]

FEATURE = Feature(
    routes=(*ROUTES, *legal_hold.ROUTES),
    screens={**VIEWS, **legal_hold.VIEWS},
    jobs=(*JOBS, *JOINING),
    reactions=(
        Reaction(CareBegun, on_care_begun),
        Reaction(CareEnded, on_care_ended),
        Reaction(EraseWanted, on_erase_wanted),
    ),
    sweeps=SWEEPS,
    audits=AUDITS,
)
