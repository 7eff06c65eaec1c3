"""The numbers of a simulation, as lines of a table."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from statistics import median

from adapters.simulation.clinicians import LATER_NOTES
from adapters.simulation.days import Played
from adapters.simulation.diary import Talk
from bot.check_ins.names import NOTE

Line = tuple[str, str]
A_DAY = timedelta(days=1)


def numbers_of(played: Played) -> list[Line]:
    """What happened in one simulation: what it is, and how often or how long."""
    diary, staff = played.diary, played.hospital.staff
    new = [each for each in played.hospital.mailbox.shown if each.is_new and not each.is_answer]
    notes = [each for each in new if each.card.screen == NOTE]
    talks = list(diary.talks.values())
    load = Counter(talk.taken_by for talk in talks if talk.is_answered)
    takers = [user for user, each in staff.items() if each.takes]
    return [
        ("people who work here", str(len(staff))),
        ("events reported", str(len(diary.events))),
        ("of these by a unit lead's form", str(sum(each.by_form for each in diary.events))),
        ("first messages", str(len(notes))),
        ("people they reached", str(len({each.where for each in notes}))),
        *(
            (f"first or later messages answered with: {what}", str(times))
            for what, times in sorted(diary.answers.items())
        ),
        *_of_talks(talks),
        ("breaks asked for", str(len(diary.breaks))),
        ("breaks with cover", _share(each.covered_at for each in diary.breaks.values())),
        ("breaks begun", str(sum(each.begun_at is not None for each in diary.breaks.values()))),
        ("later messages", str(sum(each.card.screen in LATER_NOTES for each in new))),
        ("people who had everything deleted", str(len(diary.forgotten))),
        ("people who take requests", str(len(takers))),
        ("talks of the busiest supporter", str(max(load.values(), default=0))),
        ("talks of a supporter who had any, median", f"{median(load.values() or [0]):g}"),
        ("messages in all", str(len(new))),
    ]


def _of_talks(talks: list[Talk]) -> list[Line]:
    promised = [talk for talk in talks if talk.yes_by is not None]
    in_time = [
        talk.taken_at is not None and talk.yes_by is not None and talk.taken_at <= talk.yes_by
        for talk in promised
    ]
    return [
        ("talks asked for", str(len(talks))),
        ("talks that came about", _share(talk.reached_at for talk in talks)),
        ("talks for which a time was promised", str(len(promised))),
        ("of these taken within the promise", f"{sum(in_time)}"),
        ("people told that nobody had taken it yet", _share(talk.told_at for talk in talks)),
        ("people who then took it back", str(sum(bool(t.ended_by_person_at) for t in talks))),
        ("asked to taken, median", _median(t.taken_at - t.asked_at for t in talks if t.taken_at)),
        (
            "asked to talked, median",
            _median(t.reached_at - t.asked_at for t in talks if t.reached_at),
        ),
        (
            "talked within a day",
            str(sum(t.reached_at - t.asked_at <= A_DAY for t in talks if t.reached_at)),
        ),
    ]


def _share(found: Iterable[object]) -> str:
    each = [one is not None for one in found]
    return f"{sum(each)} of {len(each)}"


def _median(times: Iterable[timedelta]) -> str:
    minutes = [time.total_seconds() / 60 for time in times]
    return f"{median(minutes):.0f} min" if minutes else "none"
