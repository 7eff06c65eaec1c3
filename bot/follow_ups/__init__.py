"""Follow-ups: a few later notes at suitable moments, which the reader can stop."""

from bot.adverse_events.model import EpisodeEnded
from bot.check_ins.model import Answered, FirstNoteSent
from bot.check_ins.names import CHECK_IN_OPTIONS
from bot.core.routes import Feature, Reaction
from bot.follow_ups import after_talks, reactions
from bot.follow_ups.cadence import forget as forget_cadence
from bot.follow_ups.cadence import redraw_later
from bot.follow_ups.erasure_time import KEPT_AFTER_END, KEPT_AT_MOST, has_live_request, latest
from bot.follow_ups.handlers import ROUTES, decline
from bot.follow_ups.jobs import JOBS
from bot.follow_ups.names import AFTER_TALK
from bot.follow_ups.screens import AFTER_TALK_STOPPED, DONE, OLD_OPTIONS
from bot.follow_ups.views import VIEWS
from bot.milestones.model import MilestoneMessageGoes
from bot.requests.model import RequestEnded

FEATURE = Feature(
    routes=(*ROUTES, *after_talks.ROUTES),
    screens={**VIEWS, AFTER_TALK: after_talks.draw},
    notices=(DONE, AFTER_TALK_STOPPED),
    old_screens={OLD_OPTIONS: CHECK_IN_OPTIONS},
    jobs=(*JOBS, *after_talks.JOBS),
    reactions=(
        Reaction(FirstNoteSent, reactions.on_first_note),
        Reaction(Answered, reactions.on_answer),
        Reaction(MilestoneMessageGoes, reactions.on_milestone_message),
        Reaction(EpisodeEnded, reactions.on_episode_ended),
        Reaction(RequestEnded, reactions.on_request_ended),
    ),
)
