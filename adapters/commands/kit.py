"""``kit``: everything on paper and screens that says the app exists, in a folder."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from adapters.faults import NotReady
from adapters.kit import Kit, Made, Paper, chosen_words, make
from adapters.kit.sheets import helplines_for
from adapters.poster import UnknownLanguageError
from adapters.settings import Settings, from_environment
from adapters.wiring import deployed
from bot.core.lines import Lines
from bot.core.storage import in_one_work
from bot.programme import current
from bot.programme.model import Programme


async def written(arguments: argparse.Namespace) -> int:
    """Write the kit in the languages asked for; say what was left out and what would add it."""
    try:
        words = chosen_words([code for code in arguments.languages.split(",") if code])
    except UnknownLanguageError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    settings = from_environment()
    async with deployed(settings, {}) as parts:
        programme = await in_one_work(parts.storage, current, reads_only=True)
    kit = kit_of(programme, settings, arguments)
    if arguments.folder.exists() and not arguments.folder.is_dir():
        raise NotReady(f"{arguments.folder} is a file.\n  Name a folder for the kit.")
    for each in words:
        made = await make(kit, each, arguments.folder)
        sys.stdout.write("".join(f"{line}\n" for line in report_of(made)))
    sys.stdout.write("".join(f"{line}\n" for line in notes_on(kit)))
    return 0


def kit_of(programme: Programme, settings: Settings, chosen: argparse.Namespace) -> Kit:
    """What the kit says in this deployment. Raises ``NotReady`` without a helpline to print."""
    if chosen.area and programme.area(chosen.area) is None:
        known = ", ".join(area.key for area in programme.areas)
        raise NotReady(f'There is no area "{chosen.area}".\n  Use one of: {known}.')
    lines = helplines_for(Lines(programme.within(chosen.area).lines))
    if lines is None:
        raise NotReady(
            "No helpline is for everybody, so the kit would have no number.\n"
            "  Add one under [[lines]] and apply the playbook, or make the kit of one --area."
        )
    ways = tuple(way for each in settings.platforms for way in each.ways_in(settings.command))
    return Kit(
        hospital=programme.name,
        language=programme.language,
        app=chosen.name,
        command=settings.command,
        first=lines.first,
        crisis=lines.crisis,
        lines=lines.all,
        ways=ways,
        paper=Paper.chosen(chosen.paper, programme.zone),
    )


def report_of(made: Made) -> Iterator[str]:
    """What was written in one language, and what was not."""
    name = made.words.card.name
    files = ", ".join(file.name for file in made.files)
    folder = made.files[0].parent
    yield f"{name}: {files} in {folder}"
    if made.lacking:
        yield (
            f'  No font on this machine has the letters "{made.lacking}", so {name} has no'
            " posters and slides."
        )
        yield f"  Install the package {made.font_package}, then run this again."
        yield f"  Until then a browser can print {Path(folder, 'cards.html')}."


def notes_on(kit: Kit) -> Iterator[str]:
    """What would make the kit better, each with the setting that does it."""
    for way in kit.ways:
        if not way.link:
            yield f"There is no QR code for {way.place}: set {way.lacking}, then run this again."
    if not kit.ways:
        yield (
            "There is no QR code: no platform is set up here. Set one up, then run this again"
            " with the same settings as the service."
        )
    if kit.links:
        yield "Scan each QR code with a phone of somebody who works here before you print many."
    yield "Have your language service read the languages that you cannot read yourself."
