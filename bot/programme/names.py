"""The names of this feature's screens, dialogs, and jobs that other features use."""

from bot.core.names import Dialog, JobName, Screen

PROGRAMME_CALLED = Dialog("programme.called")
PROGRAMME_DOCTOR = Screen("programme.doctor")
PROGRAMME_NAMES = Dialog("programme.names")
PROGRAMME_UNDELIVERED = Dialog("programme.undelivered")
PROGRAMME_UNASKED = JobName("programme.unasked")
REMIND_OF_PAUSE = JobName("programme.still_paused")
