"""What people see keeps to the rules: every drawn sample of every screen."""

import sys

from bot.check_ins.names import NOTE
from bot.core.names import ENVELOPE_LETTER
from bot.features import make_registry
from tests.bot.check_ins.samples import SIGNED
from tests.messages import drawn, rules

POSTED = ("note", "card", "channel")

# Dialogs that hold more than they say themselves, each with the reason.
HOLDS_MORE = {
    "report.page": "each number says how it was made and what it cannot say",
    "milestone.preview": "it shows the exact words of two messages, which are counted as notes",
    "trigger.list": "a coordinator reads through all of them, and each is a sentence",
    "check_in.preview": "it shows the exact words of the notes, which are counted as notes",
}
# Cards that show values of the hospital's, each with the reason; never a person.
SHOWS_VALUES = {
    "adverse_event.brake": "a coordinator looks at the units of the reports that wait",
    "adverse_event.brake_again": "a coordinator looks at the units of the reports that wait",
    "adverse_event.brake_still": "a coordinator looks at the units of the reports that wait",
    "home.crisis": "it shows every support line, with its hours and its cost",
    "home.urgent": "it shows the hospital's own plan",
    "home.settings": "it names the app in which notes come",
    "privacy.retention": "counsel has to see which area is on hold",
    "setup.step": "a coordinator looks for the unit or area that lacks somebody",
    "setup.changed": "a coordinator looks at the unit or area",
    "setup.notes": "a trigger goes by the name a coordinator gave it",
    "report.page": "it shows the numbers of areas, and days on which they come",
    "survey.overview": "a coordinator looks for the month whose report has the totals",
    "supporters.coverage": "a coordinator looks for the area that lacks somebody",
    "supporters.gaps": "a coordinator looks for the area that lacks somebody",
    "roster.show": "a coordinator looks for the list that was not read",
    "programme.doctor": "a coordinator looks for the unit or area that lacks somebody",
}


def known_words() -> frozenset[str]:
    """All words of the catalogue, of the lines, of the playbook, of commands, and of times."""
    ours = [form.plain for each in drawn.english().values() for form in each.forms.values()]
    times = ["AM PM Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"]
    return rules.vocabulary(ours + drawn.words_of_the_hospital() + times)


DRAW_IT = "nothing draws it here; draw it in samples.py of its feature under tests/bot"


def test_every_screen_has_a_sample() -> None:
    # The words inside a closed message are another screen's.
    missing = sorted(make_registry().screens.keys() - names() - {ENVELOPE_LETTER})
    drawn.none([f"{name}: {DRAW_IT}" for name in missing])


def test_every_form_has_a_sample() -> None:
    # One view may draw a dialog under several names: that of the press that opens it, those of
    # what it sends.
    forms = make_registry().forms
    views = {view for name, view in forms.items() if name in names()}
    missing = sorted(name for name, view in forms.items() if view not in views)
    drawn.none([f"{name}: {DRAW_IT}" for name in missing])


def names() -> set[str]:
    return {drawn.name_of(screen) for screen in drawn.screens()}


def test_every_note_ends_with_the_lines_number() -> None:
    number = drawn.LINES.all[0].number
    drawn.none([c.screen for c in drawn.cards("note") if rules.lacks_line(c, number)])


def test_every_note_has_a_way_out() -> None:
    line = drawn.line_text()
    offenders = [card for card in drawn.cards("note") if rules.lacks_way_out(card, line)]
    drawn.none([f"{c.screen}: {rules.prose(c, line)}" for c in offenders])


def test_every_way_out_is_a_button_that_leads_somewhere() -> None:
    drawn.none(sorted(rules.WAYS_OUT - make_registry().presses.keys()))


def test_no_preview_tells_a_passer_by_what_it_is_about() -> None:
    offenders = [(c, word) for c in drawn.cards(*POSTED) for word in rules.telling(c.preview)]
    drawn.none([f"{card.screen}: {word} in: {card.preview}" for card, word in offenders])


def test_no_posted_card_names_anyone_but_its_reader() -> None:
    # Of the first message alone, a peer lead's name is part of the hospital's own text.
    known, signed = known_words(), rules.vocabulary([SIGNED])
    offenders = [
        f"{card.screen}: {', '.join(found)}"
        for card in drawn.cards("note", "card")
        if card.screen not in SHOWS_VALUES
        and (found := rules.strangers(card, known | signed if card.screen == NOTE else known))
    ]
    drawn.none(offenders)


def test_no_channel_card_names_anyone() -> None:
    known = known_words()
    offenders = [(card, rules.strangers(card, known)) for card in drawn.cards("channel")]
    drawn.none([f"{card.screen}: {', '.join(found)}" for card, found in offenders if found])
    drawn.none([c.screen for c in drawn.cards("channel") if rules.greets(c)])


def test_no_sentence_that_is_drawn_is_too_long() -> None:
    line = drawn.line_text()
    offenders = [
        f"{drawn.name_of(screen)}: {sentence}"
        for screen in drawn.screens()
        for sentence in rules.long_sentences(rules.prose(screen, line))
    ]
    drawn.none(offenders)


def test_no_message_is_too_long() -> None:
    line = drawn.line_text()
    offenders = [
        f"{name}: {words} words"
        for screen in drawn.screens()
        if (name := drawn.name_of(screen)) not in HOLDS_MORE
        and (words := rules.length(screen, line, drawn.counsels())) > rules.MOST_WORDS_A_MESSAGE
    ]
    drawn.none(offenders)


def test_no_message_is_hard_to_read() -> None:
    drawn.none(above(rules.HIGHEST_GRADE))


def test_what_is_harder_to_read_than_wished_is_listed() -> None:
    """For information: ``pytest -rP tests/messages`` shows the list."""
    listed = above(rules.WISHED_GRADE)
    sys.stdout.write("\n".join(listed) + "\n")
    assert set(above(rules.HIGHEST_GRADE)) <= set(listed)


def above(most: float) -> list[str]:
    line = drawn.line_text()
    offenders = [
        f"{drawn.name_of(screen)}: grade {rules.grade(text):.1f}: {text}"
        for screen in drawn.screens()
        if (text := rules.prose(screen, line)) and rules.is_above(text, most)
    ]
    return list(dict.fromkeys(offenders))


def test_every_exception_is_still_needed() -> None:
    line, known = drawn.line_text(), known_words()
    long = {
        drawn.name_of(screen)
        for screen in drawn.screens()
        if rules.length(screen, line) > rules.MOST_WORDS_A_MESSAGE
    }
    naming = {card.screen for card in drawn.cards("card") if rules.strangers(card, known)}
    assert long >= HOLDS_MORE.keys()
    assert naming >= SHOWS_VALUES.keys()
