"""Reports: counts that cannot expose anyone, written when something closes."""

from datetime import timedelta

from bot.adverse_events.model import CareEnded
from bot.check_ins.model import FirstNoteSent
from bot.core.job_kinds import JobKind
from bot.core.names import JobName
from bot.core.routes import Feature, Reaction, Sweep
from bot.follow_ups.model import CadenceEnded
from bot.reports.counting import fold, how_many
from bot.reports.reactions import (
    count_answer,
    count_break,
    count_closed,
    count_described,
    count_first_note,
    count_request,
)
from bot.requests.model import RequestEnded, TalkDescribed
from bot.time_outs.model import TimeOutEnded

__all__ = ["FEATURE", "how_many"]

FOLD = JobName("report.fold")

FEATURE = Feature(
    jobs=(JobKind(FOLD, fold),),
    reactions=(
        Reaction(FirstNoteSent, count_first_note),
        Reaction(CadenceEnded, count_answer),
        Reaction(CareEnded, count_closed),
        Reaction(RequestEnded, count_request),
        Reaction(TalkDescribed, count_described),
        Reaction(TimeOutEnded, count_break),
    ),
    sweeps=(Sweep(FOLD, timedelta(hours=1)),),
)
