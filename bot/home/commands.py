"""The commands that help tells about, each with the key of its line.

A test compares them with the routes there are, both ways: what is not built is absent here.
"""

COMMON = {
    "now": "home.help.now",
    "break": "home.help.break",
    "talk": "home.help.talk",
    "colleague": "home.help.colleague",
    "crisis": "home.help.crisis",
    "urgent": "home.help.urgent",
    "snooze": "home.help.snooze",
    "stop": "home.help.stop",
    "resume": "home.help.resume",
    "settings": "home.help.settings",
    "mydata": "home.help.mydata",
    "forget": "home.help.forget",
}

SUPPORTERS = {
    "duty": "home.help.duty",
    "duty week": "home.help.duty_week",
    "queue": "home.help.queue",
    "mine": "home.help.mine",
    "claim": "home.help.claim",
    "release": "home.help.release",
    "hand off": "home.help.hand_off",
    "escalate": "home.help.escalate",
    "done": "home.help.done",
}

ADMIN = {
    "activate": "home.admin_help.activate",
    "undo": "home.admin_help.undo",
    "open": "home.admin_help.open",
    "coverage": "home.admin_help.coverage",
    "assign": "home.admin_help.assign",
    "group": "home.admin_help.group",
    "retention": "home.admin_help.retention",
    "pause all": "home.admin_help.pause",
    "resume all": "home.admin_help.resume",
}

ADMIN_SETUP = {
    "setup": "home.admin_help.setup",
    "people": "home.admin_help.people",
    "lines": "home.admin_help.lines",
    "roster": "home.admin_help.roster",
    "trigger": "home.admin_help.trigger",
    "followup": "home.admin_help.followup",
    "announce": "home.admin_help.announce",
    "audit": "home.admin_help.audit",
    "drill": "home.admin_help.drill",
    "doctor": "home.admin_help.doctor",
}
"""What there is to set up and to look after; a page of its own, as one would be too long."""
