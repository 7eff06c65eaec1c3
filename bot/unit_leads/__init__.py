"""Unit leads: the first tier of support, with a guide, a team pause and a printed card."""

from bot.adverse_events.model import EventReleased
from bot.core.places import of_area, of_unit
from bot.core.routes import Feature, Reaction
from bot.unit_leads import guide_jobs, staff_death
from bot.unit_leads.breaks import (
    guide_to_offer_from,
    guides_to_offer_from,
    note_breaks_offered,
)
from bot.unit_leads.model import LeadGuide
from bot.unit_leads.screens import SAY

FEATURE = Feature(
    routes=(*guide_jobs.ROUTES, *staff_death.ROUTES),
    screens=guide_jobs.VIEWS | staff_death.VIEWS,
    forms=guide_jobs.FORMS | staff_death.FORMS,
    jobs=guide_jobs.JOBS,
    reactions=(Reaction(EventReleased, guide_jobs.on_released),),
    sweeps=guide_jobs.SWEEPS,
    places=(of_area(LeadGuide.area), of_unit(LeadGuide.unit)),
)
