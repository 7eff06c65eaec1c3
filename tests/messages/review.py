"""Every screen as its reader sees it, on one page: what a hospital's own reviewers read.

``make review`` writes ``messages/REVIEW.md``, which git ignores: it is made from the screens.
``python -m tests.messages.review es`` prints the page in Spanish, or in any other language.
"""

import re
import sys
from pathlib import Path

from bot.core.inputs import Choice, DayInput, Input, PeoplePicker, PhoneInput, Ticks
from bot.core.screens import Button, Card, Facts, Form, Heading, Items, Part, Row, Tiles, lines_of
from tests.messages import drawn
from tests.samples import Sample

PAGE = drawn.ROOT / "messages" / "REVIEW.md"
INTRO = """# Every screen, to be read aloud

Made from the screens themselves (`make review`), with made-up people and numbers. For each: who
sees it, what a lock screen shows, the words, and the buttons. What your hospital would say
otherwise goes into a file of its own (`README.md` beside this one tells how); numbers, names of
lines and counsel's words come from the playbook.
"""
WHO = {
    "note": "comes unasked, to one person alone",
    "card": "answers a press or a command, to one person alone",
    "form": "a dialog; it leaves no message behind",
    "channel": "hangs where several people read it",
    "page": "the home of one person",
}
ODD = re.compile(r"[\u0590-\u08ff\u202a-\u202e\U0001f300-\U0001faff]|<|[*_`]{2}|(\w)\1{9}")
"""What stands in a sample only to see that it does no harm."""


def page(language: str = "en") -> str:
    """The whole page: a chapter for each feature, a section for each screen with all its states."""
    chapters = [INTRO]
    for feature, samples in drawn.by_feature(language).items():
        chapters.append(f"## {feature.replace('_', ' ').capitalize()}\n")
        screens: dict[str, list[Sample]] = {}
        for sample in samples:
            screens.setdefault(drawn.name_of(sample.screen), []).append(sample)
        for name, states in screens.items():
            chapters.append(f"### `{name}`\n{WHO[states[0].kind]}\n")
            chapters.extend(_states(states))
    return "\n".join(chapters)


def _states(samples: list[Sample]) -> list[str]:
    """Each state once; those that differ in a number only are one."""
    told = [_told(sample.screen) for sample in samples]
    plain = [text for text in told if not ODD.search(text)] or told[:1]
    return list({re.sub(r"\d+", "0", text): text for text in reversed(plain)}.values())[::-1]


def _told(screen: Card | Form) -> str:
    if isinstance(screen, Card):
        head = f"*{screen.preview}*"
        body = [*_parts(screen.parts), *_buttons(screen.buttons)]
    else:
        head = f"**{screen.title}**"
        ways = [f"[{screen.submit}]"] * bool(screen.submit) + [f"[{screen.close}]"]
        inputs = [line for one in screen.inputs for line in _input(one)]
        body = [*_parts(screen.parts), *inputs, " ".join(ways)]
    return "\n".join([*(f"> {line}".rstrip() for line in _apart([head, *body])), ""])


def _apart(lines: list[str]) -> list[str]:
    """Lines with an empty one between paragraphs, so that they stay paragraphs."""
    found: list[str] = []
    for line in lines:
        if found and not (line.startswith("- ") and found[-1].startswith("- ")):
            found.append("")
        found.append(line)
    return found


def _parts(parts: tuple[Part, ...]) -> list[str]:
    found: list[str] = []
    for part in parts:
        match part:
            case Items(items=items):
                found += [f"- {item}" for item in items]
            case Facts():
                found += [f"- {line}" for line in lines_of(part)]
            case Row(buttons=buttons):
                found += _buttons(buttons)
            case Tiles(tiles=tiles):
                for tile in tiles:
                    found += [*tile.lines, *_buttons((tile.button,))]
            case Heading(text=text):
                found.append(f"**{text}**")
            case _:
                found += lines_of(part)
    return found


def _buttons(buttons: tuple[Button, ...]) -> list[str]:
    return [" ".join(f"[{button.label}]" for button in buttons)] if buttons else []


def _input(one: Input) -> list[str]:
    label = f"**{one.group}** {one.label}:" if one.group else f"{one.label}:"
    match one:
        case Choice(options=options) | Ticks(options=options):
            return [label, *(f"- {option.label}" for option in options)]
        case PeoplePicker():
            return [f"{label} (pick people)"]
        case DayInput():
            return [f"{label} (pick a day)"]
        case PhoneInput():
            return [f"{label} (a telephone number)"]
        case _:
            return [f"{label} (pick a time)"]


def main(languages: list[str], file: Path = PAGE) -> None:
    """Print the page in the language given, or write the English one to ``file``."""
    if languages:
        sys.stdout.write(page(languages[0]))
    else:
        file.write_text(page(), "utf-8")
        sys.stdout.write(f"{file} is written.\n")


if __name__ == "__main__":
    main(sys.argv[1:])
