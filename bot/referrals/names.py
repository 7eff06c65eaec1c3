"""Names of this feature's dialogs and buttons that other features use."""

from bot.core.names import Action, Dialog

COLLEAGUE_NOTE = Dialog("colleague.note")
COLLEAGUE_NO_THANKS = Action("colleague.no_thanks")
REVIEW = Dialog("review.which")
REVIEW_ASK = Dialog("review.ask")
HOME_TALK = Action("home.talk")
OPEN_HOME_MORE = Action("home.more")
