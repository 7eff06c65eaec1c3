"""Names of this feature's dialogs and buttons that other features use."""

from bot.core.names import Action, Dialog

GROUP_PLAN = Dialog("group.plan")
OFFER_BREAKS = Dialog("time_out.offer_breaks")
UNIT_LEAD_ASK_GROUP = Action("unit_lead.ask_group")
UNIT_LEAD_HAND_ON = Action("unit_lead.hand_on")
