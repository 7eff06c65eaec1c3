"""Lists of three hundred: a page at a time, the same way in every list and on every platform."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from adapters.practice.render import card_json as practice_card
from adapters.practice.render import form_json as practice_form
from adapters.slack.render import card_blocks, form_modal
from adapters.teams.opening import phrases_in
from adapters.teams.render import card_json, form_dialog
from bot.core.jobs import Job, JobState
from bot.core.names import Dialog
from bot.core.pages import FIRST_PAGE, PageOf, page_of
from bot.core.screens import Button, Card, Form, Row, lines_of
from bot.duty.coverage import Coverage
from bot.duty.coverage_screens import coverage_card
from bot.programme.model import Area
from bot.programme.model.external_sources import StaffList
from bot.programme.people.reach import Count
from bot.programme.rosters.list_status import GROUP, Stand
from bot.programme.rosters.screens import lists_form, units_form
from bot.programme.screens import Holders
from bot.programme.screens import names_form as roles_form
from bot.programme.undelivered_list import undelivered_form
from bot.requests.claims.list_screens import overview_card, queue_card
from bot.setup.audit_log import MOST_SHOWN, Entry, log_form
from bot.supporters.training_screens import Named, names_form
from bot.supporters.trainings_screens import trainings_form
from tests.adapters.teams.drawn import content
from tests.bot.duty.samples import PEER
from tests.bot.requests.samples import OPEN, PROGRAMME
from tests.messages import drawn
from tests.slack_api.blocks import faults_of_message, faults_of_view
from tests.some import some
from tests.teams_api.cards import faults_of_card
from tests.world import ZONE

NOW = datetime(2026, 3, 2, 16, tzinfo=UTC)
WORDS = drawn.words()
EVERY = [f"Person-{number:03} Surname" for number in range(300)]
READ = StaffList(reference="x", as_of=NOW, people=12)
UNITS = [Count(name, 12, 3) for name in EVERY]
LISTS = [Stand(GROUP, name, READ, late=False, platform="slack") for name in EVERY]
ENTRIES = [Entry(NOW, name, "trigger near-miss live") for name in EVERY]
ENDING = [Named(name, date(2026, 3, 9), over=False) for name in EVERY]
TRAINED = [(name, name, ()) for name in EVERY]
ROLES = [Holders("Peers", tuple((name, True) for name in EVERY)), Holders("Chaplains", ())]
LONG_NAMES = [Holders("Peers", tuple((f"{name} {'long ' * 8}", True) for name in EVERY))]
AREAS = [Coverage(Area(f"a{number}", name), PEER) for number, name in enumerate(EVERY)]
REQUESTS = [replace(OPEN, reference=name, code=name) for name in EVERY]
JOBS = [
    Job(reference=name, kind="core.post", key=name, due_at=NOW, state=JobState.DEAD)
    for name in EVERY
]

Drawn = Callable[[PageOf], Card | Form]
LONG: dict[str, Drawn] = {
    "requests waiting": lambda place: queue_card(WORDS, REQUESTS, NOW, place),
    "requests open": lambda place: overview_card(WORDS, REQUESTS, PROGRAMME, NOW, place),
    "people with a role": lambda place: roles_form(WORDS, ROLES, place),
    "people with long names": lambda place: roles_form(WORDS, LONG_NAMES, place),
    "units": lambda place: units_form(WORDS, UNITS, 0, place),
    "lists": lambda place: lists_form(WORDS, LISTS, place),
    "trainings": lambda place: trainings_form(WORDS, TRAINED, ZONE, place),
    "trainings that end": lambda place: names_form(WORDS, ENDING, place, ZONE),
    "coverage": lambda place: coverage_card(WORDS, AREAS, ZONE, 0, place),
    "not delivered": lambda place: undelivered_form(WORDS, JOBS, place),
    "the log": lambda place: log_form(WORDS, page_of(ENTRIES, MOST_SHOWN, place), 30, whole=True),
}
every_list = pytest.mark.parametrize("name", LONG)


def buttons(screen: Card | Form) -> list[Button]:
    if isinstance(screen, Card):
        return list(screen.all_buttons)
    return [button for part in screen.parts if isinstance(part, Row) for button in part.buttons]


def after(screen: Card | Form) -> PageOf | None:
    """The next page, by the button that leads there."""
    label = WORDS("core.pages.after")
    found = [button.subject for button in buttons(screen) if button.label == label]
    return PageOf.of_subject(found[0]) if found else None


def pages(name: str) -> list[Card | Form]:
    found: list[Card | Form] = []
    place: PageOf | None = FIRST_PAGE
    while place is not None:
        found.append(LONG[name](place))
        place = after(found[-1])
    return found


def text(screen: Card | Form) -> str:
    return "\n".join(line for part in screen.parts for line in lines_of(part))


@every_list
def test_every_one_of_three_hundred_is_on_one_page_and_on_one_alone(name: str) -> None:
    shown = [text(page) for page in pages(name)]
    assert len(shown) > 3
    own = [person[:10] for person in EVERY]
    assert [person for person in own if sum(person in page for page in shown) != 1] == []


@every_list
def test_every_page_fits_on_every_platform(name: str) -> None:
    for page in some(pages(name)):
        if isinstance(page, Card):
            assert faults_of_message(card_blocks(page)) == []
            assert faults_of_card(card_json(page)) == []
            assert practice_card(page)
        else:
            assert faults_of_view(form_modal(page)) == []
            assert faults_of_card(content(form_dialog(page, phrases_in(WORDS))), "dialog") == []
            assert practice_form(page)


@every_list
def test_a_page_says_which_part_it_is_and_leads_back(name: str) -> None:
    first, second, *_ = pages(name)
    assert " of 300" in text(first) or name == "people with a role"
    before = WORDS("core.pages.before")
    assert before not in [button.label for button in buttons(first)]
    back = next(button.subject for button in buttons(second) if button.label == before)
    assert LONG[name](PageOf.of_subject(back)) == first


def test_a_list_that_fits_on_one_page_says_nothing_of_pages() -> None:
    page = page_of(EVERY[:40], 40)
    assert page.where(WORDS) == ()
    assert page.buttons(WORDS, Dialog("x.list")) == ()


@pytest.mark.parametrize("asked", [-1, 0, 9, 99])
def test_a_page_that_is_not_there_is_the_nearest_one(asked: int) -> None:
    page = page_of(EVERY[:90], 40, PageOf("", asked))
    assert page.place.number == (1 if asked < 1 else 3)


def test_a_subject_of_an_older_card_is_its_first_page() -> None:
    assert PageOf.of_subject("") == FIRST_PAGE
    assert PageOf.of_subject("30") == PageOf("30")
    assert PageOf.of_subject("main:2") == PageOf("main", 2)
