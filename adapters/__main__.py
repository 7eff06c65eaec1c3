"""The command line, ``support-timeout``: its commands and their options."""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from datetime import date
from importlib import import_module
from os import cpu_count
from pathlib import Path
from typing import Any

from adapters.catalogue import WordingError
from adapters.commands.init_questions import add_flags
from adapters.faults import NotReady
from adapters.platforms import APP_NAME, all_platforms
from adapters.settings import SettingsError
from adapters.version import VERSION
from adapters.whole_files import NO_ROOM
from bot.core.errors import StorageDown
from bot.programme.rosters.hr_records import ENCODINGS

NO_ROOM_FOR_FILE = (
    "{file} was not written: the disk is full.\n"
    "  Make room there, or name a file on another disk, and run it again.\n"
)
NO_ROOM_FOR_OUTPUT = (
    "Not all was written: the disk is full where the output or the database is.\n"
    "  Make room there, or write it somewhere else, and run it again.\n"
)
Command = Callable[[argparse.Namespace], Coroutine[Any, Any, int]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code (0 success, 1 failure, 2 wrong use)."""
    chosen = _parser().parse_args(arguments)
    try:
        code = asyncio.run(command(chosen.verb)(chosen))
        # What cannot be printed is found here, and not when the process ends.
        sys.stdout.flush()
        return code
    except (SettingsError, WordingError) as faults:
        sys.stderr.write(f"{faults}\n")
        return 2
    except NotReady as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    except (OSError, StorageDown) as fault:
        said = _said_of(fault)
        is_full = isinstance(fault, OSError) and fault.errno in NO_ROOM
        if said is None or (chosen.verb.startswith("serving.") and not is_full):
            # What a service did not expect is told whole.
            raise
        sys.stderr.write(said)
        return 1
    except KeyboardInterrupt:
        return 130


def _said_of(fault: OSError | StorageDown) -> str | None:
    """What to tell the person at the terminal; ``None`` for what only a traceback explains."""
    if isinstance(fault, StorageDown):
        # Imported only now, as it loads the database's drivers.
        said_of: Callable[[StorageDown], str] = import_module("adapters.commands.trouble").said_of
        return said_of(fault)
    if isinstance(fault, BrokenPipeError) or (fault.errno in NO_ROOM and not fault.filename):
        _give_up_output()
        return "" if isinstance(fault, BrokenPipeError) else NO_ROOM_FOR_OUTPUT
    if fault.errno in NO_ROOM:
        return NO_ROOM_FOR_FILE.format(file=fault.filename)
    if fault.filename is None:
        return None
    return (
        f"{fault.filename}: {fault.strerror}.\n"
        "  Name a file or folder that is there and that you may use.\n"
    )


def _give_up_output() -> None:
    """Let what was not printed go nowhere, or Python tries once more when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def command(verb: str) -> Command:
    """Import ``module.function`` from ``adapters.commands``.

    It is imported only when it runs, so that checking a playbook does not load a database driver.
    """
    module, _, function = verb.partition(".")
    found: Command = getattr(import_module(f"adapters.commands.{module}"), function)
    return found


class _Verbs:
    """Commands, or the steps of one command."""

    def __init__(self, parser: argparse.ArgumentParser, metavar: str) -> None:
        self._parsers = parser.add_subparsers(required=True, metavar=metavar)

    def add(self, name: str, do: str, summary: str) -> argparse.ArgumentParser:
        """A command that runs ``do``, a ``module.function`` of ``adapters.commands``."""
        one = self._parsers.add_parser(name, help=summary, description=summary)
        one.set_defaults(verb=do)
        return one

    def group(self, name: str, summary: str, metavar: str = "STEP") -> "_Verbs":
        """A command with steps of its own."""
        return _Verbs(self.add(name, "", summary), metavar)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="support-timeout",
        description="Support for the people who cared for a patient, after something hard.",
    )
    parser.add_argument("--version", action="version", version=VERSION)
    verbs = _Verbs(parser, "COMMAND")
    _add_demo(verbs)
    first = verbs.add(
        "init", "init.begin", "write a first playbook and settings, by a few questions"
    )
    first.add_argument("folder", type=Path, nargs="?", default=Path(), help="where; here without")
    add_flags(first)
    verbs.add("web", "serving.web", "serve HTTP; on SQLite the worker runs with it")
    verbs.add("worker", "serving.worker", "run the worker alone")
    verbs.add("migrate", "administration.migrate", "bring the database's schema to head")
    keys = verbs.group("keys", "make or wrap the keys of SUPPORT_KEYS with your key service")
    keys.add("new", "keys.new", "have a key made and print it wrapped, for SUPPORT_KEYS")
    keys.add("wrap", "keys.wrap", "print SUPPORT_KEYS with its plain keys wrapped")
    do = "print SUPPORT_KEYS wrapped with the newest version of the service's key"
    keys.add("renew", "keys.renew", do)
    again = verbs.add(
        "rewrap", "administration.rewrap", "wrap every key with the first of SUPPORT_KEYS"
    )
    again.add_argument(
        "--wait", type=float, default=20, metavar="SECONDS", help="before counting again"
    )
    release = verbs.add(
        "release", "administration.release", "send again after a database was restored"
    )
    release.add_argument("--yes", action="store_true", help="do not ask")
    doctor = verbs.add("doctor", "administration.doctor", "say what is amiss and how to mend it")
    doctor.add_argument("--json", action="store_true", help="for machines")
    _add_report(verbs)
    _add_simulate(verbs)
    _add_jobs(verbs)
    log = verbs.group("audit", "who changed the configuration and roles, and what")
    do = "add the changes that a file lacks, a line of JSON each; print all without a file"
    log.add("export", "audit.export", do).add_argument("file", type=Path, nargs="?")
    _add_playbook(
        verbs.group("playbook", "check, apply or export the playbook; go back to a version")
    )
    drawn = verbs.add("icons", "manifest.icons", "draw the app's icons, in all their sizes")
    drawn.add_argument("folder", type=Path, nargs="?", default=Path(), help="where; here without")
    _add_manifest(verbs.group("manifest", "what a platform wants to know of the app", "PLATFORM"))
    _add_paper(verbs)
    _add_intake(verbs.group("intake", "what hospital systems send: listen for it, or rehearse it"))
    _add_roster(verbs.group("roster", "who works here, by HR's file"))
    return parser


def _add_report(verbs: _Verbs) -> None:
    numbers = verbs.add("report", "report.printed", "the published numbers of a period")
    numbers.add_argument(
        "period", nargs="?", default="", help="2026-10, 2026Q3, 2026H1 or 2026; the last month"
    )
    numbers.add_argument("--language", default="", help="such as es; the hospital's without")
    shape = numbers.add_mutually_exclusive_group()
    shape.add_argument("--csv", action="store_true", help="for spreadsheets")
    shape.add_argument("--json", action="store_true", help="for machines")
    shape.add_argument("--pdf", type=Path, metavar="FILE", help="the page for a board")
    shape.add_argument("--pictures", type=Path, metavar="FOLDER", help="its charts, a PNG each")
    numbers.add_argument(
        "--paper", default="", choices=("a4", "us-letter"), help="what is usual there, without"
    )


def _add_paper(verbs: _Verbs) -> None:
    """What is printed, shown on screens, or copied into other systems."""
    paper = verbs.add("poster", "poster.poster", "cards on paper, for people without the app")
    paper.add_argument(
        "--language", action="append", default=[], help="such as es; once for each; all without"
    )
    paper.add_argument("--output", type=Path, default=Path("support-cards.html"))
    kit = verbs.add("kit", "kit.written", "posters, cards, leaflets, slides and posts, in a folder")
    kit.add_argument("folder", type=Path, help="where to write it, such as awareness-kit")
    kit.add_argument("--languages", default="", help="such as en,es; all without")
    kit.add_argument(
        "--paper", choices=("a4", "letter"), default="", help="your time zone's without"
    )
    kit.add_argument("--name", default=APP_NAME, help="what your app is called there")
    kit.add_argument("--area", default="", help="with the helplines of this area, by its key")
    case = verbs.add(
        "business-case", "business_case.written", "a page on what the program costs and may save"
    )
    case.add_argument("numbers", type=Path, nargs="?", help="your numbers; prints a form without")
    case.add_argument("--output", type=Path, default=Path("business-case.pdf"))
    case.add_argument("--language", default="en", help="en or es")
    case.add_argument("--paper", choices=("a4", "letter"), default="letter")
    look = verbs.add(
        "self-assessment", "self_assessment.written", "a page on how your program stands"
    )
    look.add_argument("--output", type=Path, default=Path("self-assessment.pdf"))
    look.add_argument("--language", default="en", help="en or es")
    look.add_argument(
        "--paper", choices=("a4", "letter"), default="", help="your time zone's without"
    )
    reminder = verbs.add(
        "reminder", "poster.reminder", "lines for your incident form and for harm reviews"
    )
    reminder.add_argument(
        "--language", action="append", default=[], help="such as es; once for each; all without"
    )
    reminder.add_argument("--link", default="", help="a link that opens the app")
    reminder.add_argument("--html", action="store_true", help="for systems that take HTML")


def _add_demo(verbs: _Verbs) -> None:
    play = verbs.add("demo", "demo.run", "play a sample hospital in the browser; needs no settings")
    play.add_argument("--headless", action="store_true", help="play the story and print it")
    play.add_argument("--port", type=int, default=8000, help="another one is taken if it is busy")
    play.add_argument(
        "--language", default="en", help="the hospital's language, such as es; English without"
    )
    play.add_argument(
        "--day",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="begin on another day than today",
    )


def _add_simulate(verbs: _Verbs) -> None:
    play = verbs.add(
        "simulate", "simulate.simulate", "how a playbook would do, over weeks of a made-up hospital"
    )
    play.add_argument("playbook", type=Path, help='"-" for standard input')
    often = play.add_mutually_exclusive_group()
    often.add_argument(
        "--events",
        type=Path,
        metavar="FILE",
        help="what `report --csv` wrote of your events",
    )
    often.add_argument("--per-year", type=float, metavar="N", help="events in a year")
    play.add_argument("--runs", type=int, default=13, metavar="N", help="13 without")
    play.add_argument("--weeks", type=int, default=4, metavar="N", help="of each run; 4 without")
    play.add_argument("--seed", type=int, default=1, metavar="N", help="the first run's chance")
    play.add_argument(
        "--per-unit", type=int, default=8, metavar="N", help="people to add to each unit"
    )
    play.add_argument(
        "--as-it-is",
        dest="one_more",
        action="store_false",
        help="leave out one more supporter at night, which takes half the time",
    )
    play.add_argument("--json", type=Path, metavar="FILE", help="write all figures to it as well")
    play.add_argument("--pdf", type=Path, metavar="FILE", help="write pages with charts as well")
    play.add_argument(
        "--processes", type=int, default=cpu_count() or 1, metavar="N", help="one a processor"
    )


def _add_jobs(verbs: _Verbs) -> None:
    jobs = verbs.add("jobs", "jobs.listed", "what was not delivered, and what is held up by what")
    jobs.add_argument("--json", action="store_true", help="for machines")
    steps = jobs.add_subparsers(metavar="retry")
    again = steps.add_parser("retry", help="send one again", description="send one again")
    again.add_argument("reference")
    again.set_defaults(verb="jobs.send_again")


def _add_manifest(platforms: _Verbs) -> None:
    for each in all_platforms():
        if each.manifest is not None:
            one = platforms.add(each.name, "manifest.write", f"for {each.name}")
            one.add_argument("--name", default=APP_NAME, help="what people see; keep it neutral")
            each.manifest.add_options(one)
            one.set_defaults(manifest=each.manifest)


def _add_roster(steps: _Verbs) -> None:
    take = steps.add("import", "roster.take", "take HR's file (CSV) whole, or nothing of it")
    take.add_argument("file", type=Path)
    take.add_argument("--dry-run", action="store_true", help="print what would change")
    take.add_argument(
        "--allow-leavers", action="store_true", help="even if more than 20 per cent would leave"
    )
    take.add_argument("--encoding", default="", choices=ENCODINGS, help="if it is not UTF-8")


def _add_playbook(steps: _Verbs) -> None:
    check = "say all that is wrong, with line and remedy"
    steps.add("check", "playbook_check.check_file", check).add_argument(
        "file", type=Path, help='"-" for standard input'
    )
    do = "print the commented playbook of the sample hospital, to begin from"
    steps.add("sample", "playbook_check.sample", do)
    do = "make everything as a file says, or nothing"
    applying = steps.add("apply", "playbook.apply_chosen", do)
    applying.add_argument("file", type=Path, help='"-" for standard input')
    applying.add_argument("--dry-run", action="store_true", help="print what would change")
    printed = 'such as hospital.playbook.toml, which git ignores; printed without one, or with "-"'
    do = "the playbook as things stand, ready to apply"
    export = steps.add("export", "playbook.export_chosen", do)
    export.add_argument("file", type=Path, nargs="?", help=printed)
    export.add_argument("--version", type=int, help="as things stood in this one of the versions")
    export.add_argument("--force", action="store_true", help="replace the file that is there")
    steps.add("versions", "playbook.versions", "which versions are kept, and what changed in each")
    do = "apply a version again, with the people of today"
    restore = steps.add("restore", "playbook.restore", do)
    restore.add_argument("version", type=int)
    restore.add_argument("--dry-run", action="store_true", help="print what would change")


def _add_intake(steps: _Verbs) -> None:
    do = "listen for HL7 over MLLP in a process of its own (PostgreSQL)"
    steps.add("listen", "serving.listen", do)
    do = "print what would have been reported from files of messages; never whom it is about"
    rehearse = steps.add("rehearse", "intake.rehearse", do)
    rehearse.add_argument("files", type=Path, nargs="+", metavar="file")
    rehearse.add_argument("--each", action="store_true", help="what becomes of each message, too")
    do = "the older name of rehearse --each, for one file"
    replay = steps.add("replay", "intake.replay", do)
    replay.add_argument("file", type=Path)
    replay.add_argument("--dry-run", action="store_true", help="tell nobody; there is no other way")
    for step in (rehearse, replay):
        step.add_argument("--source", default="", help="the key of the source in the playbook")
        step.add_argument("--playbook", type=Path, help="a file, in place of what is applied")


if __name__ == "__main__":
    sys.exit(main())
