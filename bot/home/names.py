"""Names of the screens and actions of home."""

from datetime import timedelta

from bot.core.jobs import Urgency
from bot.core.messages import Message, at_once
from bot.core.names import Action

CARD_REFRESH = Action("card.refresh")
HOME_ANNOUNCEMENT = Message(
    "home.announcement", at_once(timedelta(hours=12), urgency=Urgency.ANSWER, complete=True)
)
HOME_ANNOUNCE_FIRST = Action("home.announce_first")
HOME_DOCTOR = Action("home.doctor")
HOME_DUTY_OFF = Action("home.duty_off")
HOME_DUTY_ON = Action("home.duty_on")
HOME_LOOK = Action("home.look")
HOME_MINE = Action("home.mine")
HOME_OPEN = Action("home.open")
HOME_PREFER = Action("home.prefer")
HOME_QUEUE = Action("home.queue")
HOME_READ = Action("home.read")
OPEN_HOME_ADMIN_HELP = Action("home.admin_help")
OPEN_HOME_ANNOUNCE = Action("home.announce")
OPEN_HOME_HELP = Action("home.help")
OPEN_HOME_HELP_SUPPORTERS = Action("home.help_supporters")
OPEN_HOME_SETTINGS = Action("home.settings")
OPEN_HOME_SUPPORTER = Action("home.supporter")
OPEN_SETUP_STEP = Action("setup.step")
OPEN_TRIGGER_LIST = Action("trigger.list")
HOME_ADMIN_SETUP_HELP = Action("home.admin_setup_help")
