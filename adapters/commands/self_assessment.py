"""``self-assessment``: a page that says of each part of the program whether there is evidence."""

import argparse
import sys
from collections import Counter
from collections.abc import Mapping
from typing import Any

from adapters.faults import NotReady
from adapters.kit import Paper
from adapters.packaged import table_of
from adapters.printing import typeset
from adapters.settings import from_environment
from adapters.whole_files import write_whole
from adapters.wiring import deployed
from bot.core.storage import Work, in_one_work
from bot.programme import current
from bot.programme.model import Programme
from bot.setup.self_assessment import Finding, Heading, Item, assess

MOST_NAMES = 5
"""So many names of what is missing stand on the page."""


async def written(chosen: argparse.Namespace) -> int:
    """Write the page. Raises ``NotReady`` for a language that there are no words in."""
    words = words_in(chosen.language)

    async def read(work: Work) -> tuple[Programme, tuple[Item, ...]]:
        return await current(work), await assess(work)

    async with deployed(from_environment(), {}) as parts:
        programme, items = await in_one_work(parts.storage, read, reads_only=True)
    paper = Paper.chosen(chosen.paper, programme.zone)
    common = {"language": chosen.language, "right_to_left": False, "paper": paper}
    values = common | values_of(words, programme.name, items)
    (page,) = await typeset("self_assessment", values)
    write_whole(chosen.output, page)
    sys.stdout.write(f"{chosen.output} is written: {values['tally']}.\n")
    return 0


def words_in(language: str) -> Mapping[str, Any]:
    """The words of the page. Raises ``NotReady`` for a language there is none in."""
    known = table_of("messages", "paper", "self_assessment.toml")
    if language not in known:
        raise NotReady(f'There is no page in "{language}".\n  Use one of: {", ".join(known)}.')
    words: Mapping[str, Any] = known[language]
    return words


def values_of(words: Mapping[str, Any], hospital: str, items: tuple[Item, ...]) -> dict[str, Any]:
    """The values of the page's template."""
    counted = Counter(item.finding for item in items)
    tally = words["tally"].format(**{each: counted[each] for each in Finding})
    return {
        "title": words["title"],
        "hospital": hospital,
        "tally": tally,
        "about": words["about"],
        "source": words["source"],
        "parts": [
            {
                "title": words["heading"][heading],
                "rows": [_row(words, item) for item in items if item.heading is heading],
            }
            for heading in Heading
        ],
    }


def _row(words: Mapping[str, Any], item: Item) -> Mapping[str, str]:
    said = words["item"][item.name]
    says = said[item.finding]
    names = ", ".join(item.names[:MOST_NAMES])
    if "{names}" in says and not names:
        says = words["none"]
    if (more := len(item.names) - MOST_NAMES) > 0:
        names = words["more"].format(names=names, count=more)
    filled = {"names": names, "count": item.count, "all": item.all, "period": item.period}
    return {
        "ask": said["ask"],
        "finding": item.finding,
        "label": words[item.finding],
        "says": says.format(**filled),
    }
