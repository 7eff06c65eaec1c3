"""The guide and what is behind its buttons."""

from bot.core.lines import Lines
from bot.core.texts import Words
from bot.unit_leads.screens import (
    group_card,
    guide_card,
    paper_form,
    pause_form,
    say_form,
)
from bot.unit_leads.staff_death import plan_card, words_form
from tests.samples import Sample

EVENT = "7a" * 16


def samples(words: Words, lines: Lines) -> list[Sample]:
    """One or more of each."""
    return [
        *(
            Sample(
                "note",
                guide_card(
                    words,
                    lines,
                    EVENT,
                    handed_on=handed_on,
                    group_asked=group_asked,
                    breaks_offered=breaks_offered,
                ),
            )
            for handed_on in (False, True)
            for group_asked in (False, True)
            for breaks_offered in (False, True)
        ),
        Sample("note", group_card(words, lines, EVENT, "ICU")),
        Sample("form", say_form(words)),
        Sample("form", words_form(words)),
        *(
            Sample("card", plan_card(words, lines, "", event=event, plans_sessions=plans))
            for event, plans in (("", False), (EVENT, False), (EVENT, True))
        ),
        *(
            Sample("form", pause_form(words, EVENT, group_asked=asked))
            for asked in (False, True, None)
        ),
        Sample("form", paper_form(words, lines)),
        Sample("form", paper_form(words, Lines())),
    ]
