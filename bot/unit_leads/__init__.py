"""Unit leads: tier 1, help at once by the people around; a guide, a pause, a card on paper."""

from bot.adverse_events.model import EventReleased
from bot.routes import Feature
from bot.unit_leads import guiding

FEATURE = Feature(
    routes=guiding.ROUTES,
    screens=guiding.VIEWS,
    forms=guiding.FORMS,
    jobs=guiding.JOBS,
    reactions=((EventReleased, guiding.on_released),),
    sweeps=guiding.SWEEPS,
)
