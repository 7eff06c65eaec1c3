"""The page on which one plays everybody, or takes a part: its texts, in one language."""

import html
import json
import re

from adapters.packaged import text_of
from bot.core.texts import Words

TEXTS = {
    "title": "practice.page.title",
    "nobody_real": "practice.page.nobody_real",
    "skip": "practice.page.skip",
    "ways": "practice.page.ways",
    "watch": "practice.page.watch",
    "guided": "practice.page.guided",
    "free": "practice.page.free",
    "parts": "practice.page.parts",
    "clock": "practice.page.clock",
    "run": "practice.page.run",
    "pause": "practice.page.pause",
    "next": "practice.page.next",
    "day": "practice.page.day",
    "story": "practice.page.story",
    "change": "practice.page.change",
    "bar": "practice.page.bar",
    "show_me": "practice.page.show_me",
    "play_as": "practice.page.play_as",
    "again": "practice.page.again",
    "another_part": "practice.page.another_part",
    "pick_part": "practice.page.pick_part",
    "several": "practice.page.several",
    "ready": "practice.page.ready",
    "phone_of": "practice.page.phone_of",
    "your_phone": "practice.page.your_phone",
    "people": "practice.page.people",
    "on_phone": "practice.page.on_phone",
    "messages": "practice.page.messages",
    "messages_new": "practice.page.messages_new",
    "home": "practice.page.home",
    "type_instead": "practice.page.type_instead",
    "commands": "practice.page.commands",
    "type_command": "practice.page.type_command",
    "send": "practice.page.send",
    "print": "practice.page.print",
    "print_own": "practice.page.print_own",
    "peers": "practice.page.peers",
    "peers_see": "practice.page.peers_see",
    "press_as": "practice.page.press_as",
    "in_channel": "practice.page.in_channel",
    "channels": "practice.page.channels",
    "channel": "practice.page.channel",
    "nobody_asked": "practice.page.nobody_asked",
    "database": "practice.page.database",
    "rows": "practice.page.rows",
    "rows_none": "practice.page.rows_none",
    "rows_some": "practice.page.rows_some",
    "marks": "practice.page.marks",
    "others": "practice.page.others",
    "sealed": "practice.page.sealed",
    "seen": "practice.page.seen",
    "no_script": "practice.page.no_script",
    "trouble": "practice.page.trouble",
    "link_gone": "practice.page.link_gone",
    "only_them": "practice.page.only_them",
    "only_you": "practice.page.only_you",
    "message_at": "practice.page.message_at",
    "glance": "practice.page.glance",
    "choose": "practice.page.choose",
    "nobody": "practice.page.nobody",
    "optional": "practice.page.optional",
    "home_waits": "practice.page.home_waits",
    "no_messages": "practice.page.no_messages",
    "shift": "practice.page.shift",
    "new_message": "practice.page.new_message",
    "news": "practice.page.news",
    "news_channel": "practice.page.news_channel",
    "setting_up": "practice.page.setting_up",
    "which_story": "practice.page.which_story",
    "stories": "practice.page.stories",
    "parts_of": "practice.page.parts_of",
    "taken": "practice.page.taken",
    "not_taken": "practice.page.not_taken",
    "fresh.title": "practice.page.fresh.title",
    "fresh.text": "practice.page.fresh.text",
    "fresh.yes": "practice.page.fresh.yes",
    "fresh.no": "practice.page.fresh.no",
    "paper.head": "practice.page.paper.head",
    "paper.about": "practice.page.paper.about",
    "paper.card": "practice.page.paper.card",
    "paper.locked": "practice.page.paper.locked",
    "paper.dialog": "practice.page.paper.dialog",
    "paper.did": "practice.page.paper.did",
    "role.coordinator": "practice.page.role.coordinator",
    "role.counsel": "practice.page.role.counsel",
    "role.unit_lead": "practice.page.role.unit_lead",
    "table.care": "practice.page.table.care",
    "table.support_request": "practice.page.table.support_request",
    "table.time_out": "practice.page.table.time_out",
    "table.cadence": "practice.page.table.cadence",
    "table.note_wishes": "practice.page.table.note_wishes",
    "table.report": "practice.page.table.report",
    "table.adverse_event": "practice.page.table.adverse_event",
    "table.duty": "practice.page.table.duty",
    "table.duty_week": "practice.page.table.duty_week",
    "table.turn_change": "practice.page.table.turn_change",
    "table.calendar_address": "practice.page.table.calendar_address",
    "table.asked_lately": "practice.page.table.asked_lately",
    "table.shown_card": "practice.page.table.shown_card",
    "table.job": "practice.page.table.job",
    "table.vault": "practice.page.table.vault",
    "field.reference": "practice.page.field.reference",
    "field.begun_at": "practice.page.field.begun_at",
    "field.first_note_at": "practice.page.field.first_note_at",
    "field.asked_at": "practice.page.field.asked_at",
    "field.ends_at": "practice.page.field.ends_at",
    "field.sent_stage": "practice.page.field.sent_stage",
    "field.quiet_until": "practice.page.field.quiet_until",
    "field.reported_at": "practice.page.field.reported_at",
    "field.occurred_at": "practice.page.field.occurred_at",
    "field.due_at": "practice.page.field.due_at",
}
"""The name under which the page has each text, and its key."""
GAPS = {
    "play_as": ("name",),
    "your_phone": ("name",),
    "messages_new": ("count_of",),
    "channel": ("name",),
    "rows_none": ("name",),
    "rows_some": ("name", "count_of"),
    "marks": ("count_of",),
    "others": ("count_of",),
    "only_them": ("name",),
    "message_at": ("time",),
    "optional": ("label",),
    "shift": ("name",),
    "news": ("name", "text"),
    "parts_of": ("names",),
    "paper.head": ("name",),
}
"""What the page itself fills in, by the name of the text."""

_PLACE = re.compile(r"\{\{(\w+)\}\}")
"""Where a text goes in the page, by its name in ``TEXTS``."""


def texts_in(words: Words) -> dict[str, str]:
    """All texts in a language, by their names."""
    return {
        name: words(key, **{gap: f"{{{gap}}}" for gap in GAPS.get(name, ())})
        for name, key in TEXTS.items()
    }


def page(words: Words) -> str:
    """The page in a language, with all its texts for its scripts."""
    texts = texts_in(words)
    given = {**texts, "lang": words.language, "texts": json.dumps(texts)}
    empty = text_of("adapters.practice", "page", "play.html")
    return _PLACE.sub(lambda found: html.escape(given[found[1]]), empty)
