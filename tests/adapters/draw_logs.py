"""Writes the page of all log events for the docs, from the calls in the code: ``make states``."""

import ast
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from adapters.logs import FOREIGN

ROOT = Path(__file__).parents[2]
PLACE = ROOT / "docs" / "it" / "logs.md"
MEANINGS = Path(__file__).with_name("log_events.toml")
LEVELS = {
    "debug": "debug",
    "info": "info",
    "warning": "warning",
    "error": "error",
    "exception": "error",
    "critical": "critical",
}
HEAD = """# Log lines

For IT. After reading this page you know what a line in the log says, and whether to do something. Written from the calls in the
code by `make states`; a test keeps it up to date.

Each line is one event, as text or (`LOG_FORMAT=json`) as JSON, on standard error:

```
{"time": "2026-11-30T08:15:00.123+00:00", "level": "warning", "event": "not_delivered", "logger": "bot.core.outcomes", "job": "4f…", "kind": "core.post", "reason": "expired"}
```

- `event` is a fixed name from the table below, `logger` the module, and the other fields are references, codes and counts. No
  field is for a person, an account, a unit or a text, and whatever does not look like a reference is written as `withheld`.
- A reference such as `job` leads to a row of your database. It leads to a person only with `SUPPORT_KEYS`.
- An error has its class (`error`), what caused it (`cause`), and where it was raised (`at`, the innermost first), never its
  text. The makers can use these lines; they may be sent to them as they are.
- Requests are not logged. Let your reverse proxy keep no access log of the service either: the address of somebody's calendar
  holds its secret.

`info` is how things go. `warning` mends itself, or waits for somebody without haste. `error` and `critical` want a look; whether
anybody may be left alone is said by [the metrics](monitoring.md), not by the log.

"""  # noqa: E501 - the docs have longer lines
AUDIT = """
## The log of changes
Who changed the configuration and who may do what is not in this log but in the database, each entry with a digest over the one
before it. For a SIEM, let a timer run

```
support-timeout audit export /var/lib/support-timeout/audit.jsonl
```

It adds what the file does not have yet, one line of JSON for each change, and ends with 1 if somebody edited the log by hand:

```
{"number": 12, "at": "2026-11-30T08:15:00+00:00", "who": "9c…", "what": "all notes paused", "digest": "…"}
```

`who` is a reference, or a word such as `command line`. `/support-admin audit` shows the same with names. Who asked, who answered and
who looked at a contact are in neither, so nobody can demand them.
"""  # noqa: E501 - the docs have longer lines


@dataclass
class Event:
    """An event, as the code logs it."""

    levels: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)


def calls(tree: ast.AST) -> Iterator[tuple[str, str, list[str]]]:
    """Event, level and fields of each log call."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="log" | "logger"), attr=method),
                args=[ast.Constant(value=str(event))],
                keywords=keywords,
            ) if method in LEVELS:
                names = [
                    str(key.value)
                    for keyword in keywords
                    if isinstance(keyword.value, ast.Dict)
                    for key in keyword.value.keys
                    if isinstance(key, ast.Constant)
                ]
                yield event, LEVELS[method], names


def events() -> dict[str, Event]:
    """Every event that the program can log."""
    found: dict[str, Event] = defaultdict(Event)
    for folder in ("adapters", "bot"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for event, level, names in calls(ast.parse(path.read_text("utf-8"))):
                found[event].levels.add(level)
                found[event].fields.update(names)
    found[FOREIGN].levels.add("any")
    return found


def meanings() -> dict[str, list[str]]:
    """What each event says, and what to do about it."""
    return tomllib.loads(MEANINGS.read_text("utf-8"))


def page() -> str:
    """The page of all events."""
    told = meanings()
    rows = ["| event | level | what it says | what to do | fields |\n|---|---|---|---|---|\n"]
    for name, event in sorted(events().items()):
        says, mend = told[name]
        fields = ", ".join(f"`{each}`" for each in sorted(event.fields))
        levels = ", ".join(sorted(event.levels))
        rows.append(f"| `{name}` | {levels} | {says} | {mend} | {fields} |\n")
    return HEAD + "".join(rows) + AUDIT


if __name__ == "__main__":
    PLACE.write_text(page(), "utf-8")
