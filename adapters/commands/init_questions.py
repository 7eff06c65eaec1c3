"""What ``init`` asks, how each answer is read, and how it is asked again."""

import argparse
import re
import zoneinfo
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from email.utils import getaddresses
from typing import Any

from adapters import setting_parsers as parsers
from adapters.clock import SystemClock
from adapters.faults import Fault, Wrong
from adapters.platforms import AnyPlatform, all_platforms

_SPAN = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d")
_COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True)
class Someone:
    """Somebody who takes part in the trial."""

    name: str
    email: str


@dataclass(frozen=True)
class Telephone:
    """A line with its name."""

    name: str
    number: str


Read = Callable[[str], Any]


@dataclass(frozen=True)
class Question:
    """A question, which a flag may answer."""

    name: str
    text: str
    read: Read
    example: str = ""
    usual: str = ""
    """The answer if none is given."""
    needed: bool = True
    platform: str = ""
    """The platform without which it is not asked."""

    @property
    def flag(self) -> str:
        """The flag that answers it."""
        return f"--{self.name.replace('_', '-')}"


def own_platforms() -> dict[str, AnyPlatform]:
    """The platforms that a hospital can use, by name."""
    return {each.name: each for each in all_platforms() if each.open is not None}


def questions() -> list[Question]:
    """All questions, in the order in which they are asked."""
    return [*_of_the_trial(), *_of_what_is_shown()]


def _of_the_trial() -> list[Question]:
    """Which hospital, where its people are, and who takes part."""
    platforms = own_platforms()
    names = ", ".join(platforms)
    return [
        Question("hospital", "What is the hospital called?", _words, "Mercy Hospital"),
        Question("zone", "On which clock is it, by its time zone?", _zone, "America/Denver"),
        Question("platforms", f"What do people use ({names})?", _platforms, next(iter(platforms))),
        *(_claims(each) for each in platforms.values()),
        Question("coordinators", "Who coordinates support?", _people, _SOMEONE),
        Question("peers", "Which trained peers take requests?", _people, _SOMEONE),
        Question("peer_hours", "When are they on duty, every day?", _span, usual="07:00-22:00"),
        Question("unit", "Which unit tries it first?", _words, "Intensive care"),
        Question("leads", "Who leads that unit?", _people, _SOMEONE),
    ]


def _of_what_is_shown() -> list[Question]:
    """What people read who need help, and where the service is reached."""
    return [
        Question(
            "facts_contact",
            "Who can people talk to about what happened, apart from support?",
            _words,
            "The patient safety office, extension 4400",
        ),
        Question("country", "In which country do you call?", _country, usual="US"),
        Question(
            "crisis_line",
            "Which crisis line is free and answers day and night?",
            _line,
            "988 Lifeline = 988",
        ),
        Question("emergency_line", "And in an emergency?", _line, "Emergency = 911"),
        Question(
            "called",
            "On which day did somebody last check both numbers (the crisis line by a call)?",
            _past_day,
            "2026-11-30",
        ),
        Question(
            "private",
            "What stays private, in counsel's words? (Leave it empty until counsel has said so.)",
            _words,
            "A peer keeps your talk private.",
            needed=False,
        ),
        Question(
            "limits",
            "And what may not stay private, in counsel's words?",
            _words,
            "If someone may be in danger, they may have to get help.",
            needed=False,
        ),
        Question(
            "url",
            "Where will the service be reached from outside? (Empty if it is not.)",
            parsers.https,
            "https://support.hospital.org",
            needed=False,
        ),
    ]


_SOMEONE = "Kit Laszlo <kit@hospital.org>, Ngozi Adeyemi <ngozi@hospital.org>"


def _claims(platform: AnyPlatform) -> Question:
    return Question(
        f"{platform.name}_channel",
        f"In which private channel do peers see requests ({platform.name})?",
        platform.addresses.channel,
        platform.addresses.channel_example,
        platform=platform.name,
    )


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add a flag for each question."""
    for each in questions():
        parser.add_argument(each.flag, metavar="ANSWER", help=each.text)


def asked(question: Question, answers: Mapping[str, Any]) -> bool:
    """Whether a question is asked, after these answers."""
    return not question.platform or question.platform in answers.get("platforms", ())


def answered(given: Mapping[str, str | None]) -> tuple[dict[str, Any], list[Fault]]:
    """The answers by question, and what is missing or wrong in them, all together."""
    answers: dict[str, Any] = {}
    faults = []
    for question in questions():
        text = given.get(question.name) or question.usual
        if not asked(question, answers):
            continue
        if not text and question.needed:
            remedy = f"Say it, as in {question.flag} '{question.example}'."
            faults.append(Fault(question.flag, "is not answered", remedy))
            continue
        try:
            answers[question.name] = question.read(text) if text else ""
        except Wrong as wrong:
            faults.append(Fault(question.flag, wrong.problem, wrong.remedy))
    return answers, faults


def ask_all(
    given: Mapping[str, str | None], ask: Callable[[str], str], say: Callable[[str], object]
) -> dict[str, str | None]:
    """Ask what the flags leave open, each question until its answer can be read."""
    texts = dict(given)
    answers: dict[str, Any] = {}
    for question in questions():
        if not asked(question, answers):
            continue
        while True:
            text = texts.get(question.name) or ask(_prompt(question)).strip() or question.usual
            if not text and not question.needed:
                break
            try:
                if not text:
                    raise Wrong("is needed", f"For example: {question.example}")
                answers[question.name] = question.read(text)
            except Wrong as wrong:
                say(f"  That {wrong.problem}. {wrong.remedy}\n")
                texts[question.name] = None
                continue
            texts[question.name] = text
            break
    return texts


def _prompt(question: Question) -> str:
    usual = f" [{question.usual}]" if question.usual else ""
    example = f"\n  such as: {question.example}" if question.example else ""
    return f"{question.text}{usual}{example}\n> "


def _words(text: str) -> str:
    if not text.isprintable():
        raise Wrong("has signs in it that cannot be typed", "Write it in one line.")
    return text.strip()


def _zone(text: str) -> str:
    if text not in zoneinfo.available_timezones():
        raise Wrong("is not a time zone", "Write it like America/Denver or Europe/Berlin.")
    return text


def _platforms(text: str) -> tuple[str, ...]:
    known = own_platforms()
    named = tuple(dict.fromkeys(each.strip().casefold() for each in text.split(",")))
    if not set(named) <= known.keys():
        raise Wrong("is not what it works with", f"Use {' or '.join(known)}, or {','.join(known)}.")
    return named


def _people(text: str) -> tuple[Someone, ...]:
    remedy = f"Write names and work e-mails, with commas between: {_SOMEONE}."
    found = []
    for name, address in getaddresses([text]):
        if not name or not name.isprintable():
            raise Wrong("names somebody without a name", remedy)
        try:
            found.append(Someone(name, parsers.email(address).casefold()))
        except Wrong:
            raise Wrong("names somebody without an e-mail address", remedy) from None
    if not found:
        raise Wrong("names nobody", remedy)
    return tuple(found)


def _span(text: str) -> str:
    if not _SPAN.fullmatch(text):
        raise Wrong("is not a time", "Write it like 07:00-22:00, or 00:00-00:00 for day and night.")
    return text


def _country(text: str) -> str:
    if not _COUNTRY.fullmatch(text.upper()):
        raise Wrong("is not a country", "Write its two letters, like US or DE.")
    return text.upper()


def _line(text: str) -> Telephone:
    name, sign, number = (part.strip() for part in text.rpartition("="))
    if not sign or not name or not any(each.isdigit() for each in number):
        raise Wrong("is not a line", "Write its name and number, like 988 Lifeline = 988.")
    return Telephone(_words(name), _words(number))


def _past_day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Wrong("is not a day", "Write it like 2026-11-30.") from None
    if day > SystemClock().now().date():
        raise Wrong("is in the future", "Call the number, and write that day.")
    return day


def roles(answers: Mapping[str, Any]) -> Sequence[tuple[Someone, bool]]:
    """Everybody once, each with whether they lead the unit."""
    leads = {each.email for each in answers["leads"]}
    everybody = {
        each.email: each for name in ("coordinators", "peers", "leads") for each in answers[name]
    }
    return [(each, email in leads) for email, each in everybody.items()]
