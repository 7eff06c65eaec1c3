"""Names of the screens, actions and jobs of follow-ups."""

from bot.core.jobs import Urgency
from bot.core.messages import A_DAY, Message, at_once, by_day
from bot.core.names import Action, JobName, Screen

FOLLOW_UP_DAY = Message("follow_up.day", at_once(14 * A_DAY, urgency=Urgency.FOLLOW_UP))
"""The note that somebody asked for. They chose its hour, so it may come in the evening.

Later than that it comes by day, however long we were away: late is better than never for who asked.
"""
CHECK_IN_LATER_AT = Action("check_in.later_at")
ASK_LATER = Screen("check_in.later_ask")
"""Asks when to write again, where nobody knows when the reader's shift ends."""
FOLLOW_UP_MONTH = Message("follow_up.month", by_day(7 * A_DAY, urgency=Urgency.FOLLOW_UP))
FOLLOW_UP_NOTE = JobName("follow_up.note")
FOLLOW_UP_OK = Action("follow_up.ok")
FOLLOW_UP_STOP = Action("follow_up.stop")
FOLLOW_UP_STOP_LONGER = Action("follow_up.stop_longer")
FOLLOW_UP_TALK = Action("follow_up.talk")
FOLLOW_UP_THREE_DAYS = Message("follow_up.three_days", by_day(7 * A_DAY, urgency=Urgency.FOLLOW_UP))
FOLLOW_UP_WEEK = Message("follow_up.week", by_day(7 * A_DAY, urgency=Urgency.FOLLOW_UP))
AFTER_TALK = Message("follow_up.after_talk", by_day(2 * A_DAY, urgency=Urgency.FOLLOW_UP))
AFTER_TALK_NOTE = JobName("follow_up.after_talk_note")
AFTER_TALK_STOP = Action("follow_up.after_talk_stop")
