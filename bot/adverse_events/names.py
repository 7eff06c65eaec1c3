"""Names of the jobs, screens, dialogs and buttons of this feature."""

from datetime import timedelta

from bot.core.jobs import Urgency
from bot.core.messages import A_DAY, AN_HOUR, Message, at_once, by_day
from bot.core.names import Action, Dialog, JobName, Screen
from bot.core.notices import Notice

UNMAPPED_CODE = "unmapped_code"
"""The cause of a finding: a code that nobody explained."""

RELEASE = JobName("adverse_event.release")
JOIN = JobName("adverse_event.join")
"""Lets the next people of a released report join; an older program leaves it to a newer one."""
FORGET_REPORT = JobName("adverse_event.forget_report")
ASK_FOR_PEOPLE = JobName("adverse_event.ask_for_people")
UNANSWERED = JobName("adverse_event.unanswered")
SHOW_PROGRESS = JobName("adverse_event.show_progress")
CLOSE = JobName("adverse_event.close")
FORGET_STATEMENTS = JobName("adverse_event.forget_said")
FORGET_UNREAD = JobName("adverse_event.forget_unread")
FORGET_CODES = JobName("adverse_event.forget_codes")
FORGET_BRAKES = JobName("adverse_event.forget_brakes")
SETTLE_BRAKE = JobName("adverse_event.settle_brake")
"""Carries out what a coordinator decided about reports that waited, some at a time."""
REMIND_BRAKE = JobName("adverse_event.remind_brake")
SHOW_BRAKE = JobName("adverse_event.show_brake")

PROGRESS = Message(
    "adverse_event.progress",
    at_once(A_DAY, repeats_after=AN_HOUR, urgency=Urgency.ANSWER, complete=True),
)
READY = Screen("adverse_event.ready")
DISCARDED = Notice(
    Screen("adverse_event.discarded"),
    "adverse_event.discarded",
    "adverse_event.preview",
    has_line=False,
)
"""What a draft becomes when it is discarded."""
WHICH = Screen("adverse_event.undo_which")
HELD_GRAVE = Screen("adverse_event.held_grave")
"""The reports about whose people a coordinator can still ask for calls."""
NOBODY = Message("adverse_event.nobody", by_day(timedelta(hours=36), repeats_after=AN_HOUR))
LIMITED = Message(
    "adverse_event.limited", by_day(A_DAY, repeats_after=AN_HOUR, urgency=Urgency.ANSWER)
)
CORRECTED = Message(
    "adverse_event.corrected", by_day(A_DAY, repeats_after=AN_HOUR, urgency=Urgency.ANSWER)
)
BRAKE = Message(
    "adverse_event.brake", at_once(A_DAY, repeats_after=AN_HOUR, urgency=Urgency.ANSWER)
)
"""Asks coordinators about the reports of a source that suddenly makes far more than usual."""
BRAKE_AGAIN = Message("adverse_event.brake_again", at_once(AN_HOUR, urgency=Urgency.ANSWER))
BRAKE_STILL = Message(
    "adverse_event.brake_still", by_day(A_DAY, repeats_after=AN_HOUR, urgency=Urgency.ANSWER)
)
"""Reminders: the first ones at any hour, the later ones by day."""
BRAKE_PAGE = Message("adverse_event.brake_page", at_once(AN_HOUR, complete=True))
BRAKE_PAGE_MAIL = Message("adverse_event.brake_page_mail", at_once(AN_HOUR, complete=True))
"""To the hospital's paging. None is repeated: a reminder with a page of its own follows soon."""
PICK_FORM = Dialog("adverse_event.pick")
UNREACHED = Dialog("adverse_event.unreached")
"""Opened from here, drawn by ``check_ins``, which knows the words of the first note."""

MILESTONE_PLAN = Dialog("milestone.plan")
MILESTONE_PREVIEW = Dialog("milestone.preview")
"""Both are drawn by ``milestones``, which knows the words of the messages."""

ADVERSE_EVENT_DISCARD = Action("adverse_event.discard")
ADVERSE_EVENT_LEAVE_OUT = Action("adverse_event.leave_out")
ADVERSE_EVENT_LET_GO = Action("adverse_event.let_go")
BRAKE_LEAVE_OUT = Action("adverse_event.brake_leave_out")
BRAKE_LET_GO = Action("adverse_event.brake_let_go")
BRAKE_SOME = Dialog("adverse_event.brake_some")
ADVERSE_EVENT_REPORT = Dialog("adverse_event.report")
STAFF_DEATH_PLAN = Action("staff_death.plan")
"""Opens the plan for a co-worker's death, which ``unit_leads`` draws."""
ADVERSE_EVENT_CALLS = Dialog("adverse_event.calls")
"""How the calls of an event stand, in totals; drawn by ``requests``, which knows of them."""
ADVERSE_EVENT_STOP_ASKING = Action("adverse_event.stop_asking")
ADVERSE_EVENT_UNDO = Action("adverse_event.undo")
ADVERSE_EVENT_WHAT = Dialog("adverse_event.what")
"""Asks what happened once the unit is known, so that its usual kinds can stand first."""
CHECK_IN_PREVIEW = Dialog("check_in.preview")
