"""``business-case``: one page on what the program costs and may save, from local numbers."""

import argparse
import sys

from adapters.business_case import TEMPLATE, NumbersError, read_case, values_of
from adapters.kit import Paper
from adapters.printing import typeset
from adapters.whole_files import write_whole


async def written(chosen: argparse.Namespace) -> int:
    """Write the page from a file of numbers; without one, print the file to fill in."""
    if chosen.numbers is None:
        sys.stdout.write(TEMPLATE)
        return 0
    try:
        case = read_case(chosen.numbers.read_text("utf-8"))
        values = values_of(case, chosen.language, Paper.chosen(chosen.paper, ""))
    except (NumbersError, OSError, UnicodeDecodeError) as fault:
        sys.stderr.write(f"{chosen.numbers}: {fault}\n")
        return 2
    (page,) = await typeset("business_case", values)
    write_whole(chosen.output, page)
    sys.stdout.write(f"{chosen.output} is written: an estimate from the numbers you gave.\n")
    return 0
