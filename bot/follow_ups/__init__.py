"""Follow-ups: a few later notes at suitable moments, which the reader can stop."""

from bot.adverse_events.model import EpisodeEnded
from bot.check_ins.model import Answered, FirstNoteSent, LaterWanted
from bot.core.routes import Feature, Reaction
from bot.follow_ups import reactions
from bot.follow_ups.cadence import forget as forget_cadence
from bot.follow_ups.erasure_time import KEPT_AFTER_END, KEPT_AT_MOST, has_live_request, latest
from bot.follow_ups.handlers import ROUTES
from bot.follow_ups.jobs import JOBS
from bot.follow_ups.screens import DONE
from bot.follow_ups.views import VIEWS
from bot.milestones.model import MilestoneMessageGoes
from bot.requests.model import RequestEnded

FEATURE = Feature(
    routes=ROUTES,
    screens=VIEWS,
    notices=(DONE,),
    jobs=JOBS,
    reactions=(
        Reaction(FirstNoteSent, reactions.on_first_note),
        Reaction(Answered, reactions.on_answer),
        Reaction(LaterWanted, reactions.on_later),
        Reaction(MilestoneMessageGoes, reactions.on_milestone_message),
        Reaction(EpisodeEnded, reactions.on_episode_ended),
        Reaction(RequestEnded, reactions.on_request_ended),
    ),
)
