"""What this feature's screens, buttons and jobs are called, where other features name them."""

from bot.core.names import Action, Screen

OPEN_REQUEST_ENOUGH = Action("request.enough")
REQUEST_CLAIM = Action("request.claim")
REQUEST_DONE = Action("request.done")
REQUEST_KEEP_ASKING = Action("request.keep_asking")
REQUEST_MINE = Screen("request.mine")
REQUEST_NOT_ME = Action("request.not_me")
REQUEST_ON_CALL = Action("request.on_call")
REQUEST_OVERVIEW = Screen("request.overview")
REQUEST_PASS = Action("request.pass")
REQUEST_QUEUE = Screen("request.queue")
REQUEST_REACHED = Action("request.reached")
REQUEST_RELEASE = Action("request.release")
REQUEST_TRIED = Action("request.tried")
REQUEST_URGENT = Action("request.urgent")
REQUEST_WITHDRAW = Action("request.withdraw")
