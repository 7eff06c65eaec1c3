"""Names of the screens, actions, dialogs and jobs of check-ins."""

from datetime import timedelta

from bot.core.jobs import Urgency
from bot.core.messages import A_DAY, AN_HOUR, Message, at_once, by_day
from bot.core.names import Action, Dialog, JobName, Screen
from bot.core.notices import Notice, NoticeButton

TIDY = JobName("check_in.tidy")

NOTE = Message("check_in.note", by_day(7 * A_DAY, repeats_after=AN_HOUR, urgency=Urgency.NOTE))
AMBIENT = Message("check_in.ambient", at_once(timedelta(hours=12), complete=True))
MENU = Screen("check_in.menu")
LATER = Screen("check_in.later")
STOPPED = Notice(Screen("check_in.stopped"), "check_in.stopped", "check_in.preview_short")
"""Confirms "No thanks"."""

CHECK_IN_BACK = Action("check_in.back")
CHECK_IN_BREAK = Action("check_in.break")
CHECK_IN_FIRST_NOTE = JobName("check_in.first_note")
CHECK_IN_MORE = Action("check_in.more")
CHECK_IN_NO_THANKS = Action("check_in.no_thanks")
CHECK_IN_OPTIONS = Screen("check_in.options")
CHECK_IN_OTHERS = Action("check_in.others")
CHECK_IN_PEER = Action("check_in.peer")
CHECK_IN_PEER_WHO_FIRST = Action("check_in.peer_who_first")
CHECK_IN_TALK = Action("check_in.talk")
CHECK_IN_WHAT_WE_KEEP = Dialog("check_in.what_we_keep")
CHECK_IN_WHERE = Dialog("check_in.where")
OPEN_CHECK_IN_LATER = Action("check_in.later")
PRIVACY_CLEAR = Action("privacy.clear")

CLOSED_NOTE = Notice(
    Screen("check_in.closed"),
    "check_in.closed",
    "check_in.preview_short",
    (
        NoticeButton(CHECK_IN_BREAK, "check_in.button.break", opens_form=True),
        NoticeButton(CHECK_IN_TALK, "check_in.button.talk"),
        NoticeButton(CHECK_IN_MORE, "check_in.button.more"),
    ),
)
"""What a first note becomes once its episode has ended; what it offered is still there."""
