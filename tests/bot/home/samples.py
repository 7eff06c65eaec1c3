"""The menu and everything that hangs on it."""

from datetime import UTC, date, datetime

from bot.core.commands import ADMIN_PAGES, SUPPORT_PAGES
from bot.core.lines import Lines, SupportLine
from bot.core.people import Account
from bot.core.screens import Card
from bot.core.texts import Words
from bot.features import make_registry
from bot.home.emergency_screens import crisis_card, urgent_card
from bot.home.kit import kit_card
from bot.home.onboarding import (
    announce_card,
    announcement_card,
    not_announced_card,
    nowhere_card,
    welcome_card,
)
from bot.home.page import Coordinating, Front, Supporting, home_card, own_card
from bot.home.screens import (
    ADMIN_HELP,
    HELP,
    Settings,
    admin_card,
    help_card,
    menu_card,
    settings_card,
    unknown_card,
)
from tests.samples import Sample

DAY = datetime(2026, 5, 3, 16, tzinfo=UTC)
EAP = SupportLine(
    key="eap",
    name="EAP",
    country="US",
    number="555 0100",
    how="call",
    hours="8 to 6 on weekdays",
    cost="free",
    source="the hospital",
    last_verified=date(2026, 2, 1),
)
FRONTS = (
    Front(),
    Front(reports=True),
    Front(supporting=Supporting(on_duty=False, waiting=0, held=1)),
    Front(supporting=Supporting(on_duty=True, waiting=1, held=0)),
    Front(supporting=Supporting(on_duty=True, waiting=0, held=0, calls=1)),
    Front(supporting=Supporting(on_duty=True, waiting=0, held=0, calls=2)),
    Front(supporting=Supporting(on_duty=True, waiting=2, held=2, until="7:00 PM")),
    Front(reports=True, coordinating=Coordinating(open=0, to_mend=0, triggers=8, drafts=2)),
    Front(
        reports=True,
        coordinating=Coordinating(
            open=0, to_mend=1, triggers=1, brakes=(("5e" * 16, "1 report from Admissions waits."),)
        ),
    ),
    Front(
        reports=True,
        coordinating=Coordinating(
            open=0,
            to_mend=1,
            triggers=1,
            brakes=(
                ("5e" * 16, "4 reports from Admissions have been waiting for you since 2:10 AM."),
                ("6e" * 16, "1 report from Incident has been waiting for you since 2:10 AM."),
            ),
            codes=(("Does it mean died?", 'lives = ["EXPIRED"]'),) * 3,
        ),
    ),
    Front(
        reports=True,
        supporting=Supporting(on_duty=True, waiting=3, held=1),
        coordinating=Coordinating(
            open=1,
            to_mend=1,
            triggers=1,
            paused=True,
            undelivered=3,
            gaps=2,
            since="May 3, 2:30 PM",
            first="Notes end with no number.",
        ),
    ),
)


def _help_pages(words: Words, lines: Lines) -> list[Card]:
    registry = make_registry()
    return [
        help_card(words, lines, screen, pages, page, registry.help_on(page))
        for screen, pages in ((HELP, SUPPORT_PAGES), (ADMIN_HELP, ADMIN_PAGES))
        for page in pages
    ]


def samples(words: Words, lines: Lines) -> list[Sample]:
    """One or more of each."""
    both = ("slack", "teams")
    cards = [
        menu_card(words, lines, supporter=False),
        menu_card(words, lines, supporter=True),
        *_help_pages(words, lines),
        admin_card(words, lines, reports=False, coordinator=False),
        admin_card(words, lines, reports=True, coordinator=False),
        admin_card(words, lines, reports=True, coordinator=True),
        unknown_card(words, lines, "support", ()),
        unknown_card(words, lines, "support", ("talk peer", "stop", "snooze")),
        unknown_card(words, lines, "support-admin", ("undo",)),
        settings_card(words, lines, Settings()),
        settings_card(words, lines, Settings(platforms=("slack",))),
        settings_card(words, lines, Settings(stopped=True, platforms=both)),
        settings_card(words, lines, Settings(quiet_until=DAY, prefers="teams", platforms=both)),
        settings_card(words, lines, Settings(platforms=("elsewhere", "practice"))),
        crisis_card(words, lines),
        crisis_card(words, Lines((*lines.all, EAP))),
        crisis_card(words, Lines()),
        urgent_card(words, Lines()),
        urgent_card(words, Lines(lines.all, ("Call extension 4911.", "Stay with them."))),
        own_card(words, lines, {}),
        own_card(words, lines, {"K7QM": "r1", "P2XW": "r2"}),
    ]
    return [
        *(Sample("card", card) for card in cards),
        Sample("card", announce_card(words, lines)),
        Sample("card", not_announced_card(words)),
        Sample("card", kit_card(words, lines)),
        Sample("card", kit_card(words, Lines())),
        Sample("card", nowhere_card(words, Account("practice", "practice", ""))),
        Sample("card", nowhere_card(words, Account("teams", "a-tenant", ""))),
        Sample("channel", announcement_card(words, lines)),
        Sample("note", welcome_card(words, lines, "Sam Rivera")),
        Sample("note", welcome_card(words, lines, "")),
    ] + [Sample("page", home_card(words, lines, front)) for front in FRONTS]
