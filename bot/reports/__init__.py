"""Reports: counts that identify nobody, written when something closes."""

from datetime import timedelta

from bot.adverse_events.model import EpisodeEnded
from bot.check_ins.model import FirstNoteSent
from bot.core.job_kinds import HOWEVER_LATE, JobKind
from bot.core.names import JobName
from bot.core.places import of_area
from bot.core.routes import Feature, Reaction, Sweep
from bot.follow_ups.model import CadenceEnded
from bot.reports import reactions
from bot.reports.counting import fold
from bot.reports.model import Counter
from bot.requests.model import RequestEnded, TalkDescribed, TalkRated
from bot.time_outs.model import TimeOutEnded

FOLD = JobName("report.fold")

FEATURE = Feature(
    jobs=(JobKind(FOLD, fold, HOWEVER_LATE),),
    reactions=(
        Reaction(FirstNoteSent, reactions.count_first_note),
        Reaction(CadenceEnded, reactions.count_answer),
        Reaction(EpisodeEnded, reactions.count_closed),
        Reaction(RequestEnded, reactions.count_request),
        Reaction(TalkDescribed, reactions.count_described),
        Reaction(TalkRated, reactions.count_rated),
        Reaction(TimeOutEnded, reactions.count_break),
    ),
    sweeps=(Sweep(FOLD, timedelta(hours=1)),),
    places=(of_area(Counter.area),),
)
