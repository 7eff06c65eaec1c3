"""``poster``: cards on paper, for people without the app. ``reminder``: lines for other systems."""

import argparse
import sys
from urllib.parse import urlsplit

from adapters.poster import UnknownLanguageError, chosen, page
from adapters.reminder import Typed, as_html, as_text, reminders
from adapters.settings import for_manifest, from_environment
from adapters.whole_files import write_whole
from adapters.wiring import deployed
from bot.core.lines import Lines
from bot.core.storage import in_one_work
from bot.programme import current


async def poster(arguments: argparse.Namespace) -> int:
    """Write the sheet, in the languages asked for, with the number the playbook gives."""
    try:
        cards = chosen(arguments.language)
    except UnknownLanguageError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    async with deployed(from_environment(), {}) as parts:
        programme = await in_one_work(parts.storage, current, reads_only=True)
    line = Lines(programme.lines).on_paper
    if line is None:
        sys.stderr.write(
            "No support line is known, so the card would have no number.\n"
            "  Add one under [[lines]] and apply the playbook.\n"
        )
        return 1
    write_whole(arguments.output, page(cards, line))
    sys.stdout.write(f"{arguments.output} is written: {len(cards)} cards, ready to print.\n")
    return 0


async def reminder(arguments: argparse.Namespace) -> int:
    """Print the lines for the incident form and for harm reviews, with what people type here."""
    link = arguments.link
    if link and urlsplit(link).scheme != "https":
        sys.stderr.write(f"{link} is no link to an app.\n  Write one that begins with https://.\n")
        return 2
    settings = for_manifest()
    try:
        found = reminders(arguments.language, Typed(settings.command, settings.admin_command))
    except UnknownLanguageError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    sys.stdout.write(as_html(found, link) if arguments.html else as_text(found, link))
    return 0
