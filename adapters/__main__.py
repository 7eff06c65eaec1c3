"""The command line, ``support-timeout``: its commands and their options."""

import argparse
import asyncio
import sys
from collections.abc import Callable, Coroutine, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from adapters.catalogue import WordingError
from adapters.faults import NotReady
from adapters.platforms import all_platforms
from adapters.settings import SettingsError
from bot.programme.hr_records import ENCODINGS

Command = Callable[[argparse.Namespace], Coroutine[Any, Any, int]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code (0 success, 1 failure, 2 wrong use)."""
    chosen = _parser().parse_args(arguments)
    try:
        return asyncio.run(command(chosen.verb)(chosen))
    except (SettingsError, WordingError) as faults:
        sys.stderr.write(f"{faults}\n")
        return 2
    except NotReady as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def command(verb: str) -> Command:
    """Import ``module.function`` from ``adapters.commands``.

    It is imported only when it runs, so that checking a playbook does not load a database driver.
    """
    module, _, function = verb.partition(".")
    found: Command = getattr(import_module(f"adapters.commands.{module}"), function)
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="support-timeout",
        description="Support for the people who cared for a patient, after something hard.",
    )
    verbs = parser.add_subparsers(required=True, metavar="COMMAND")

    def verb(name: str, do: str, summary: str) -> argparse.ArgumentParser:
        one = verbs.add_parser(name, help=summary, description=summary)
        one.set_defaults(verb=do)
        return one

    play = verb("demo", "demo.run", "play a sample hospital in the browser; needs no settings")
    play.add_argument("--headless", action="store_true", help="play the story and print it")
    play.add_argument("--port", type=int, default=8000, help="another one is taken if it is busy")
    play.add_argument(
        "--day",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="begin on another day than today",
    )
    verb("web", "serving.web", "serve HTTP; on SQLite the worker runs with it")
    verb("worker", "serving.worker", "run the worker alone")
    verb("migrate", "administration.migrate", "bring the database's schema to head")
    again = verb("rewrap", "administration.rewrap", "wrap every key with the first of SUPPORT_KEYS")
    again.add_argument(
        "--wait", type=float, default=20, metavar="SECONDS", help="before counting again"
    )
    release = verb("release", "administration.release", "send again after a database was restored")
    release.add_argument("--yes", action="store_true", help="do not ask")
    doctor = verb("doctor", "administration.doctor", "say what is amiss and how to mend it")
    doctor.add_argument("--json", action="store_true", help="for machines")
    _add_playbook(verbs)
    _add_manifest(verbs)
    paper = verb("poster", "poster.poster", "cards on paper, for people without the app")
    paper.add_argument(
        "--language", action="append", default=[], help="such as es; once for each; all without"
    )
    paper.add_argument("--output", type=Path, default=Path("support-cards.html"))
    _add_intake(verbs)
    _add_roster(verbs)
    return parser


def _add_manifest(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    summary = "what a platform wants to know of the app"
    platforms = verbs.add_parser("manifest", help=summary, description=summary).add_subparsers(
        required=True, metavar="PLATFORM"
    )
    for each in all_platforms():
        if each.manifest is not None:
            one = platforms.add_parser(each.name, help=f"for {each.name}")
            one.add_argument(
                "--name", default="Peer Support", help="what people see; keep it neutral"
            )
            each.manifest.add_options(one)
            one.set_defaults(verb="manifest.write", manifest=each.manifest)


def _add_roster(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    summary = "who works here, by HR's file"
    steps = verbs.add_parser("roster", help=summary, description=summary).add_subparsers(
        required=True, metavar="STEP"
    )
    summary = "take HR's file (CSV) whole, or nothing of it"
    take = steps.add_parser("import", help=summary, description=summary)
    take.add_argument("file", type=Path)
    take.add_argument("--dry-run", action="store_true", help="print what would change")
    take.add_argument(
        "--allow-leavers", action="store_true", help="even if more than 20 per cent would leave"
    )
    take.add_argument("--encoding", default="", choices=ENCODINGS, help="if it is not UTF-8")
    take.set_defaults(verb="roster.take")


def _add_playbook(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    summary = "check, apply or export the programme's playbook; go back to a version"
    steps = verbs.add_parser("playbook", help=summary, description=summary).add_subparsers(
        required=True, metavar="STEP"
    )

    def step(name: str, do: str, summary: str) -> argparse.ArgumentParser:
        one = steps.add_parser(name, help=summary, description=summary)
        one.set_defaults(verb=do)
        return one

    checking = step(
        "check", "playbook_check.check_file", "say all that is wrong, with line and remedy"
    )
    checking.add_argument("file", type=Path, help='"-" for standard input')
    applying = step("apply", "playbook.apply_chosen", "make everything as a file says, or nothing")
    applying.add_argument("file", type=Path, help='"-" for standard input')
    applying.add_argument("--dry-run", action="store_true", help="print what would change")
    printed = 'such as hospital.playbook.toml, which git ignores; printed without one, or with "-"'
    export = step(
        "export", "playbook.export_chosen", "the playbook as things stand, ready to apply"
    )
    export.add_argument("file", type=Path, nargs="?", help=printed)
    export.add_argument("--version", type=int, help="as things stood in this one of the versions")
    export.add_argument("--force", action="store_true", help="replace the file that is there")
    step("versions", "playbook.versions", "which versions are kept, and what changed in each")
    restore = step("restore", "playbook.restore", "apply a version again, with the people of today")
    restore.add_argument("version", type=int)
    restore.add_argument("--dry-run", action="store_true", help="print what would change")


def _add_intake(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    summary = "what hospital systems send: listen for it, or rehearse it"
    steps = verbs.add_parser("intake", help=summary, description=summary).add_subparsers(
        required=True, metavar="STEP"
    )
    summary = "listen for HL7 over MLLP in a process of its own (PostgreSQL)"
    listen = steps.add_parser("listen", help=summary, description=summary)
    listen.set_defaults(verb="serving.listen")
    summary = "print what a file of messages would lead to; never whom it is about"
    replay = steps.add_parser("replay", help=summary, description=summary)
    replay.add_argument("file", type=Path)
    replay.add_argument("--dry-run", action="store_true", help="tell nobody; there is no other way")
    replay.add_argument("--source", default="", help="the key of the source in the playbook")
    replay.add_argument("--playbook", type=Path, help="a file, in place of what is applied")
    replay.set_defaults(verb="intake.replay")


if __name__ == "__main__":
    sys.exit(main())
