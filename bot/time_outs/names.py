"""Names of the actions and dialogs of time-outs."""

from bot.core.names import Action, Dialog

TIME_OUT_ACCEPT = Action("time_out.accept")
TIME_OUT_BACK = Action("time_out.back")
TIME_OUT_BEGIN = Action("time_out.begin")
TIME_OUT_CANCEL = Action("time_out.cancel")
TIME_OUT_CANNOT = Action("time_out.cannot")
TIME_OUT_DECLINE = Action("time_out.decline")
TIME_OUT_HANDED_OVER = Action("time_out.handed_over")
"""On cards of older versions, where both sides had to press before a break began."""
TIME_OUT_LONGER = Action("time_out.longer")
TIME_OUT_NOBODY_CAME = Action("time_out.nobody_came")
TIME_OUT_PASS = Action("time_out.pass")
TIME_OUT_TALK = Action("time_out.talk")
ASK = Dialog("time_out.ask")
ASK_LIST = Dialog("time_out.ask_list")
ASK_ONE = Dialog("time_out.ask_one")
COVER = Dialog("time_out.cover")
SOON_FORM = Dialog("time_out.soon")
