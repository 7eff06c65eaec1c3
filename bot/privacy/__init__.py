"""Privacy: what is held, forgetting it, pauses from notes, and erasing when it is time."""

from bot.adverse_events.model import CareBegun, CareEnded, EraseWanted
from bot.privacy import hold
from bot.privacy.erasing import (
    AUDITS,
    JOBS,
    SWEEPS,
    on_care_begun,
    on_care_ended,
    on_erase_wanted,
)
from bot.privacy.handlers import ROUTES
from bot.privacy.joining import JOBS as JOINING
from bot.privacy.views import VIEWS
from bot.routes import Feature

__all__ = ["FEATURE"]

FEATURE = Feature(
    routes=(*ROUTES, *hold.ROUTES),
    screens={**VIEWS, **hold.VIEWS},
    jobs=(*JOBS, *JOINING),
    reactions=(
        (CareBegun, on_care_begun),
        (CareEnded, on_care_ended),
        (EraseWanted, on_erase_wanted),
    ),
    sweeps=SWEEPS,
    audits=AUDITS,
)
