"""What staff read is plain: each text by itself, and each message as a whole."""

import re

from tests.messages import drawn, rules
from tests.messages.test_texts import texts

STAFF = {
    "adverse_event",
    "check_in",
    "colleague",
    "core",
    "drill",
    "follow_up",
    "group",
    "home",
    "milestone",
    "practice",
    "privacy",
    "stage",
    "supporter_care",
    "supporters",
    "supports",
    "support_requests",
    "time_out",
    "unit_lead",
    "survey",
}
"""Sections whose texts are read at work, by anybody: at most the sixth school year."""
OFFICE = {
    "health",
    "platform",
    "programme",
    "reports",
    "review",
    "roster",
    "setup",
    "slack",
    "staff_death",
    "teams",
    "trigger",
}
"""Sections for coordinators and IT, in their trade's own terms: at most the eighth, by screen."""

HARDER = {
    "adverse_event.finding.reports_wait": "for coordinators: the source and its unit by name",
    "adverse_event.typed.kind": "an example of what is typed",
    "home.crisis.emergency_unknown": "an emergency number is called that",
    "home.urgent.emergency_unknown": "an emergency number is called that",
    "survey.overview.longer": "for coordinators: two questionnaires by their names",
}
"""Texts for staff that are harder, and why they stay so."""
TYPED = re.compile(r"/support(-admin)?( [a-z]+)*|support-timeout \w+")


def plain(text: str) -> str:
    """The text with one short word for each command: what is typed is not read."""
    return TYPED.sub("it", text)


def section(key: str) -> str:
    return key.partition(".")[0]


def harder() -> dict[str, str]:
    return {
        key: text
        for key, text in texts()
        if section(key) in STAFF and rules.is_above(plain(text), rules.WISHED_GRADE)
    }


def test_no_text_for_staff_is_harder_than_the_sixth_school_year() -> None:
    drawn.none([f"{key}: {text}" for key, text in harder().items() if key not in HARDER])


def test_every_exception_is_still_harder() -> None:
    assert harder().keys() >= HARDER.keys()


def test_every_section_is_for_staff_or_for_the_office() -> None:
    sections = {section(key) for key, _ in texts()} - {"fact", "said"}
    assert sections == STAFF | OFFICE


def test_no_unasked_message_is_harder_as_a_whole() -> None:
    line = drawn.line_text()
    read = [(card.screen, rules.prose(card, line)) for card in drawn.cards("note")]
    drawn.none([f"{s}: {t}" for s, t in read if t and rules.is_above(plain(t), rules.WISHED_GRADE)])
    assert len(read) > 10


def test_a_command_does_not_decide_the_grade() -> None:
    assert plain("Type /support mydata. Run support-timeout kit.") == "Type it. Run it."
