"""Privacy: shows and forgets what is held, pauses notes, and erases names in time."""

from bot.adverse_events.model import EpisodeBegun, EpisodeEnded, EraseWanted
from bot.core.routes import Feature, Reaction
from bot.privacy import legal_hold
from bot.privacy.account_merge import JOBS as JOINING
from bot.privacy.erasure import (
    AUDITS,
    JOBS,
    SWEEPS,
    on_episode_begun,
    on_episode_ended,
    on_erase_wanted,
)
from bot.privacy.handlers import ROUTES, forget_again
from bot.privacy.views import VIEWS

FEATURE = Feature(
    routes=(*ROUTES, *legal_hold.ROUTES),
    screens={**VIEWS, **legal_hold.VIEWS},
    jobs=(*JOBS, *JOINING),
    reactions=(
        Reaction(EpisodeBegun, on_episode_begun),
        Reaction(EpisodeEnded, on_episode_ended),
        Reaction(EraseWanted, on_erase_wanted),
    ),
    sweeps=SWEEPS,
    audits=AUDITS,
)
