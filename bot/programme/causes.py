"""What can be wrong with the programme: one cause each, with who can mend it."""

from bot.core.health import Cause, Mender

COORDINATOR, IT = Mender.COORDINATOR, Mender.IT


def _cause(code: str, what: str, mend: str, who: Mender = COORDINATOR) -> Cause:
    return Cause(code, who, what, mend)


def _broken(code: str, what: str, mend: str, who: Mender = COORDINATOR) -> Cause:
    return Cause(code, who, what, mend, broken=True)


NOT_SET_UP = _broken("not_set_up", "programme.finding.not_set_up", "programme.mend.apply", IT)
NO_CRISIS_LINE = _broken(
    "no_crisis_line", "programme.finding.no_crisis_line", "programme.mend.crisis"
)
NO_CHANNEL = _broken("no_channel", "programme.finding.no_channel", "programme.mend.channel")
AREA_NO_CHANNEL = _broken(
    "area_no_channel", "programme.finding.area_no_channel", "programme.mend.channel"
)
NO_SUPPORTERS = _broken(
    "no_supporters", "programme.finding.no_supporters", "programme.mend.supporters"
)
NO_PRIVACY = _broken("no_privacy", "programme.finding.no_privacy", "programme.mend.privacy")
NO_TAKERS = _broken("no_takers", "programme.finding.no_takers", "programme.mend.takers")
NO_COORDINATOR = _broken(
    "no_coordinator", "programme.finding.no_coordinator", "programme.mend.coordinator"
)
COORDINATORS_LOST = _broken(
    "coordinators_lost", "programme.finding.coordinators_lost", "programme.mend.accounts"
)
SUPPORTERS_LOST = _broken(
    "supporters_lost", "programme.finding.supporters_lost", "programme.mend.accounts"
)
KIND_LOST = _broken("kind_lost", "programme.finding.kind_lost", "programme.mend.accounts")
NOT_APART = _broken("not_apart", "programme.finding.not_apart", "programme.mend.apart")
AUDIT_BROKEN = _broken("audit_broken", "programme.finding.audit", "programme.mend.audit", IT)
PEOPLE_LOST = _cause("people_lost", "programme.finding.people_lost", "programme.mend.accounts")
UNCONFIRMED = _cause("unconfirmed", "programme.finding.unconfirmed", "programme.mend.unconfirmed")
TRAINING_OVER = _cause("training_over", "programme.finding.training", "programme.mend.training")
LINES_LATE = _cause("lines_late", "programme.finding.lines_late", "programme.mend.lines")
KIND_NO_CHANNEL = _cause(
    "kind_no_channel", "programme.finding.kind_channel", "programme.mend.channel"
)
KIND_LANGUAGE = _cause(
    "kind_language", "programme.finding.kind_language", "programme.mend.kind_language"
)
FEW_SUPPORTERS = _cause(
    "few_supporters", "programme.finding.few_supporters", "programme.mend.supporters"
)
NO_ON_CALL = _cause("no_on_call", "programme.finding.no_on_call", "programme.mend.on_call")
NO_LEAD = _cause("no_lead", "programme.finding.no_lead", "programme.mend.lead")
NO_COVER = _cause("no_cover", "programme.finding.no_cover", "programme.mend.cover")
NO_TRIGGER = _cause("no_trigger", "programme.finding.no_trigger", "programme.mend.trigger")
LISTS_LATE = _cause("lists_late", "programme.finding.lists_late", "programme.mend.lists", IT)
HR_FAULTY = _cause("hr_faulty", "programme.finding.hr_faulty", "programme.mend.hr_file", IT)
SEATS_LEFT = _cause("seats_left", "programme.finding.seats_left", "programme.mend.seats")
PAUSED = _cause("paused", "programme.finding.paused", "programme.mend.resume")

CAUSES = tuple(each for each in tuple(globals().values()) if isinstance(each, Cause))
