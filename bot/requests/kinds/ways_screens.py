"""The cards on which somebody chooses whom to talk with: one press asks. Pure.

Each way says in one line what it is and when it can be had. That whoever says yes sees the name
stands above the buttons, and so do counsel's words.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import ceil

from bot.check_ins.names import (
    CHECK_IN_OPTIONS,
    CHECK_IN_OTHERS,
    CHECK_IN_PEER,
    CHECK_IN_PEER_WHO_FIRST,
    CHECK_IN_TALK,
    CHECK_IN_WHERE,
)
from bot.core.limits import LONGEST_TEXT, MOST_BUTTONS
from bot.core.lines import Lines, LineTopic, SupportLine, reaching
from bot.core.names import CRISIS_SHOW, Action, Screen
from bot.core.notices import with_line
from bot.core.people import Employment
from bot.core.phones import numbers_in
from bot.core.screens import Button, Card, Part, Row, Small, Text, Weight, call
from bot.core.texts import Words, texts_of
from bot.duty import Availability
from bot.programme import (
    about_kind,
    ask_label,
    call_label,
    hours_told,
    name_of_kind,
    one_of,
    privacy_of,
)
from bot.programme.model import SupportKind
from bot.requests.contact_inputs import call_button
from bot.requests.kinds.names import ASK, ASK_NOW, ASK_WHO_FIRST, KIND, KindSubject, kind_screen
from bot.requests.kinds.ways import MOST_ON_THE_CARD, Way
from bot.requests.names import CALL
from bot.requests.screens import when

OTHERS = Screen("request.others")
MINUTES_TO_TELL = timedelta(hours=2)
"""Up to this, a time is told in minutes; above, in whole hours."""


def ways_card(words: Words, lines: Lines, now: datetime, episode: str, ways: Sequence[Way]) -> Card:
    """Draw the first choice: every way there is, and the presses that ask."""
    small = [
        *(_who_first(words, way, episode) for way in ways if way.is_first),
        _where(words, episode),
        _small(CHECK_IN_OTHERS, words("support_requests.ways.more"), episode),
    ]
    texts = _texts(words, now, ways)
    buttons = (*_buttons(words, ways, episode), *small)
    return _card(words, lines, CHECK_IN_OPTIONS, episode, texts, buttons)


def others_card(
    words: Words, lines: Lines, now: datetime, episode: str, ways: Sequence[Way]
) -> Card:
    """Draw the rest behind "More": further ways, and the lines that are for one thing."""
    few = len(ways) <= MOST_ON_THE_CARD
    # Of many, each has its own card; two screens of text are read by nobody.
    abouts = tuple(Text(about_kind(words, way.kind)) for way in ways)
    texts = (
        *(() if not ways else _texts(words, now, ways) if few else abouts),
        *(_topic(words, line) for line in lines.topical),
    )
    looks = (
        Button(KIND.action, name_of_kind(words, way.kind), str(KindSubject(way.kind.key, episode)))
        for way in ways
    )
    buttons = (
        *(_buttons(words, ways, episode) if few else looks),
        Button(CRISIS_SHOW, words("support_requests.button.crisis")),
        _small(CHECK_IN_TALK, words("support_requests.others.back"), episode),
    )
    text = words("support_requests.others.text" if texts else "support_requests.others.no_more")
    return _card(words, lines, OTHERS, episode, (Text(text), *texts), buttons)


def kind_card(words: Words, lines: Lines, now: datetime, episode: str, way: Way) -> Card:
    """Draw one way alone, as it is typed or found behind an older button."""
    kind, facts = way.kind, []
    if kind.open_to:
        facts.append(words("support_requests.kind.for_whom", who=for_whom(words, kind.open_to)))
    buttons = [*_buttons(words, (way,), episode)]
    calls = any(button.action == CALL for button in buttons)
    if kind.operator and way.can.can_ask and not calls:
        buttons.append(call_button(words, kind))
    if kind.who_first and way.can.can_ask:
        buttons.append(_who_first(words, way, episode))
    buttons += [
        _where(words, episode),
        _small(CRISIS_SHOW, words("support_requests.button.crisis"), ""),
        _small(CHECK_IN_TALK, words("support_requests.ways.all"), episode),
    ]
    texts = (*_texts(words, now, (way,)), *(Small(fact) for fact in facts))
    return _card(words, lines, kind_screen(kind.key), episode, texts, buttons)


def not_for_card(words: Words, lines: Lines, episode: str, kind: SupportKind) -> Card:
    """Say that a kind is for others than its reader, and lead to those that are open to them."""
    name, who = name_of_kind(words, kind), for_whom(words, kind.open_to)
    text = Text(words("support_requests.kind.not_for", name=name, who=who))
    buttons = (
        Button(CHECK_IN_TALK, words("support_requests.ways.all"), episode),
        Button(CRISIS_SHOW, words("support_requests.button.crisis")),
    )
    return _card(words, lines, kind_screen(kind.key), episode, (text,), buttons)


def _card(
    words: Words,
    lines: Lines,
    screen: Screen,
    episode: str,
    texts: Iterable[Part],
    buttons: Sequence[Button],
) -> Card:
    main = [each for each in buttons if each.weight is not Weight.SMALL]
    rows: list[Part] = []
    if len(main) > MOST_BUTTONS:
        starts = range(0, len(main), MOST_BUTTONS)
        rows = [Row(tuple(main[start : start + MOST_BUTTONS])) for start in starts]
        buttons = [each for each in buttons if each.weight is Weight.SMALL]
    parts = (*texts, *rows, *with_line(words, lines))
    return Card(screen, episode, words("core.preview"), parts, tuple(buttons))


def _texts(words: Words, now: datetime, ways: Sequence[Way]) -> tuple[Part, ...]:
    return (
        *(_told(words, now, way) for way in ways),
        Text(f"{_consent(words, ways)} {words('support_requests.ways.feelings')}".strip()),
        *(Small(paragraph) for paragraph in _privacy(words, [way.kind for way in ways])),
    )


def _consent(words: Words, ways: Sequence[Way]) -> str:
    """What a press that asks brings about, and after which time others are asked instead."""
    latest = [way.contact_within for way in ways if way.can.can_ask]
    if not latest:
        return ""
    return words("support_requests.ways.consent_within", call=within(words, max(latest)))


def _privacy(words: Words, kinds: Sequence[SupportKind]) -> tuple[str, ...]:
    """Counsel's words; one kind after the other where together they are too long for a card."""
    together = privacy_of(words, kinds)
    if max(map(len, together), default=0) <= LONGEST_TEXT:
        return together
    return tuple(paragraph for kind in kinds for paragraph in privacy_of(words, (kind,)))


def _told(words: Words, now: datetime, way: Way) -> Text:
    """One line about a way; a number in it can be tapped."""
    kind = way.kind
    if kind.external and kind.how:
        told = (_service(words, kind), hours_told(words, kind), words.translate(kind.private))
        text = " ".join(filter(None, told))
        return Text(text, tuple(map(call, numbers_in(text))))
    about, line = about_kind(words, kind), way.line
    if way.asked:
        about = f"{about} {words('support_requests.ways.asked', one=one_of(words, kind))}"
    if line is not None:
        return reaching(words, f"{about} {_number(words, line)}", line)
    if way.asked:
        return Text(about)
    return Text(f"{about} {_time(words, now, way.can)}".strip())


def _service(words: Words, kind: SupportKind) -> str:
    name, how = name_of_kind(words, kind), words.translate(kind.how)
    if not kind.service:
        return words("support_requests.ways.external_plain", name=name, how=how)
    service = words.translate(kind.service)
    return words("support_requests.ways.external", name=name, service=service, how=how)


def _number(words: Words, line: SupportLine) -> str:
    how = words.translate(line.how)
    return words(
        "support_requests.ways.line",
        how=f"{how[:1].upper()}{how[1:]}",
        number=line.number,
        hours=words.translate(line.hours),
        cost=words.translate(line.cost),
    )


def _topic(words: Words, line: SupportLine) -> Text:
    """A line that is for one thing, such as alcohol and drugs."""
    about = texts_of(words, "support_requests.topic", LineTopic)[LineTopic(line.topic)]
    said = f"{about} {words.translate(line.name)}. {_number(words, line)}"
    return reaching(words, said, line)


def _time(words: Words, now: datetime, can: Availability) -> str:
    """When it can truly be had; a time that nobody can promise is left out."""
    if not can.can_ask and not can.number:
        return words("support_requests.ways.nobody") if not can.kind.external else ""
    if can.says_yes_within is not None:
        yes = within(words, can.says_yes_within)
        if can.measured:
            return words("support_requests.ways.usually", yes=yes)
        return words("support_requests.ways.says_yes", yes=yes)
    if can.awake and can.until is not None:
        return words("support_requests.ways.until", time=when(words, can.until, now))
    if can.awake:
        return words("support_requests.ways.awake")
    if can.opens_at is not None:
        return words("support_requests.ways.opens", time=when(words, can.opens_at, now))
    return words("support_requests.ways.unknown")


def within(words: Words, time: timedelta) -> str:
    """A span of time in words, rounded up, as nobody may come later than was said."""
    if time <= MINUTES_TO_TELL:
        return words("support_requests.age.minutes", count=ceil(time / timedelta(minutes=1)))
    return words("support_requests.age.hours", count=ceil(time / timedelta(hours=1)))


def _buttons(words: Words, ways: Iterable[Way], episode: str) -> tuple[Button, ...]:
    found = (way_button(words, way, episode) for way in ways)
    return tuple(button for button in found if button is not None)


def way_button(words: Words, way: Way, episode: str) -> Button | None:
    """The press that asks for a way, or that opens its number; ``None`` without either."""
    kind, subject = way.kind, str(KindSubject(way.kind.key, episode))
    if way.is_first:
        return Button(CHECK_IN_PEER, ask_label(words, kind), episode)
    if way.line is not None and way.can.can_ask and not way.asked:
        return Button(ASK, call_label(words, kind), subject, opens_form=True)
    if way.line is None and way.can.can_ask:
        return Button(ASK_NOW, ask_label(words, kind), subject)
    if way.line is not None or way.can.number:
        # Who asked to be called back may still call.
        return Button(CALL, call_label(words, kind), kind.key, opens_form=True)
    return None


def _who_first(words: Words, way: Way, episode: str) -> Button:
    label = words("support_requests.button.who_first")
    if way.is_first:
        return _small(CHECK_IN_PEER_WHO_FIRST, label, episode)
    return _small(ASK_WHO_FIRST, label, str(KindSubject(way.kind.key, episode)))


def _where(words: Words, episode: str) -> Button:
    label = words("support_requests.button.where")
    return Button(CHECK_IN_WHERE, label, episode, Weight.SMALL, opens_form=True)


def _small(action: Action, label: str, subject: str) -> Button:
    return Button(action, label, subject, Weight.SMALL)


def for_whom(words: Words, open_to: Sequence[Employment]) -> str:
    """Those a kind is for, in words; empty if it is for all."""
    names = texts_of(words, "support_requests.for", Employment)
    *some, last = [names[each] for each in open_to] or [""]
    if not some:
        return last
    return words("support_requests.for.and", some=", ".join(some), last=last)
