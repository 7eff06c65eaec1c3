"""One word for one thing, no promise that nobody can keep, and each fact told in one text."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest

from adapters.catalogue import FACTS, load_catalogues
from bot.check_ins.names import NOTE
from bot.core.screens import Weight
from bot.features import make_registry
from tests.messages import drawn, rules
from tests.some import some

MOST_WORDS_FIRST, MOST_BUTTONS_FIRST = 50, 3
TOLD = ("practice.", "stage.")
"""The practice page tells a story about the bot, and is not the bot."""

ANOTHER_WORD = {
    r"notes?": "message",
    r"(support |crisis |county )?lines?": "helpline",
    r"desks?": "staff",
    r"holds?|holding": "have, keep, or legal hold",
    r"turns?( of duty)?": "duty shift",
    r"near(by)?": "may have been there",
    r"goes|go(es)? (out|by itself|on)": "is sent, is deleted, continues",
    r"mend(s|ed|ing)?": "fix",
    r"leave (it|this)( here)?": "ignore",
    r"the one who|whom": "your peer, the person who, who",
    r"doors?|ladders?|rungs?": "name the thing",
    r"erase[sd]?|erasing": "delete",
    r"next in line": "deputy",
    r"told of|(is|are) no one here|with no name here": "not on our staff list",
    r"the bot": "I",
}
"""What a text may not say, and what it says in its place (``messages/README.md``)."""

ANOTHER_SENSE = {
    "notes": (
        r"take no notes",
        "what a supporter does not write down",
    ),
    "lines": (
        r"log lines?|older lines?|lines verify|the lines are|\[\[lines\]\]",
        "lines of a file, or a command",
    ),
    "line": (r"the log line|older line", "a line of a file"),
    "hold": (
        r"legal hold|SUPPORT_KEYS does not hold",
        "what counsel sets, and what a setting has",
    ),
    "holds": (r"legal holds", "what counsel sets"),
    "turn": (r"turn(s|ed)? .{0,30}\bon\b|turn sockets on|turn on", "to switch on"),
    "near": (r"near miss", "the trade's own term, on forms for reporters"),
    "goes": (r"how it goes|it goes well", "how a day is"),
    "go on": (r"go on (and off )?duty|go on with their work", "to begin duty, to carry on"),
    "leave it": (r"leave it (out|to someone else)", "to leave out, to pass on"),
    "leave this": (r"leave this one to someone else", "to pass on"),
    "the bot": (r"Bot User OAuth Token", "as Slack calls it"),
}
"""Where such a word stands for something else."""

PROMISES = (
    r"no one (here |else |in any role here )?(sees|knows|learns|hears|is told|will|can see)"
    r"|nobody|never|anonym\w+|guarante\w+|confidential\w*|nothing (is|gets) (stored|kept|saved)"
    r"|100 ?%|completely (private|safe)|strictly"
)
TRUE_ALL_THE_SAME = {
    "milestone.progress.held": "the undo window is kept by the job that writes",
    "milestone.after.media_attention": "of people in the news, and no promise",
    "privacy.mydata.kept_back": "sealed under a key that no role can use",
    "privacy.forgotten.held_until": "sealed under a key that no role can use",
    "supporters.off_duty.may.never": "a choice of the reader's",
    "time_out.offer.if_no": "a declined offer is written nowhere",
    "time_out.offering.offered": "an offer to one person is refused",
    "time_out.offering.too_few": "an offer to one person is refused",
}
"""Promises that the code keeps, each with what keeps it."""

ONLY_IN_FACTS = {
    "copies": r"may keep (\w+ )?copies|work app (may|can)",
    "names": r"learn your name",
    "yes": r"whoever says yes sees",
    "number": r"if you type a (phone|telephone) number",
    "typed": r"keep (no|none of the) (messages|words) (that )?(you|people) type",
    "buttons": r"only (read|understand) buttons",
    "on_its_way": r"on its way may still",
    "cover": r"someone needs cover",
    "guarded": r"the law usually protects",
    "who_first": r"see your name only if",
    "apart": r"apart from your name",
    "no_notes": r"take no notes\. on voicemail",
    "too_well": r"know each other too well",
    "hard_day": r"today is hard for you",
    "other_app": r"operator can connect",
}
"""The facts, each with the words by which a text would tell it on its own."""


def texts() -> Iterator[tuple[str, str]]:
    for key, message in drawn.english().items():
        if not key.startswith(TOLD):
            yield from ((key, form.written) for form in message.forms.values())


def spoken(text: str) -> str:
    """The text without its values."""
    return re.sub(r"\{\w+\}", " ", text)


def other_words(text: str) -> list[str]:
    """The words in a text for which there is another, each with that."""
    plain = spoken(text)
    for allowed, _ in ANOTHER_SENSE.values():
        plain = re.sub(allowed, " ", plain, flags=re.IGNORECASE)
    return [
        f"{found.group()} (say: {better})"
        for words, better in ANOTHER_WORD.items()
        for found in re.finditer(rf"(?<![\w.])({words})(?!\w)", plain, re.IGNORECASE)
    ]


def promises(text: str) -> list[str]:
    return [found.group() for found in re.finditer(rf"\b({PROMISES})\b", text, re.IGNORECASE)]


def test_one_thing_has_one_word() -> None:
    drawn.none([f"{key}: {word}" for key, text in texts() for word in other_words(text)])


@pytest.mark.parametrize(
    "text",
    [
        "You get a note.",
        "Call the line below.",
        "If it does not fit, just leave it.",
        "Who may have been near?",
        "It goes by May 3.",
        "You hold two.",
        "Your next turn.",
        "Things to mend.",
        "The one who took it.",
    ],
)
def test_a_second_word_for_a_thing_is_reported(text: str) -> None:
    assert other_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "Turn messages on.",
        "A near miss.",
        "Start a legal hold.",
        "Call the helpline.",
        "Listen, and take no notes.",
        "{turn} and {notes}",
    ],
)
def test_another_sense_of_such_a_word_is_fine(text: str) -> None:
    assert not other_words(text)


def test_every_other_sense_is_still_said() -> None:
    said = "\n".join(text for _, text in texts())
    unused = [
        word
        for word, (allowed, _) in ANOTHER_SENSE.items()
        if not re.search(allowed, said, re.IGNORECASE)
    ]
    drawn.none(unused)


def test_nothing_is_promised_that_nobody_can_keep() -> None:
    drawn.none(
        [
            f"{key}: {word}"
            for key, text in texts()
            if key not in TRUE_ALL_THE_SAME
            for word in promises(text)
        ]
    )


@pytest.mark.parametrize(
    "text", ["No one sees who does.", "We never tell.", "It is anonymous.", "Nothing is stored."]
)
def test_a_promise_is_reported(text: str) -> None:
    assert promises(text)


def test_every_promise_that_is_let_through_is_still_made() -> None:
    made = {key for key, text in texts() if promises(text)}
    drawn.none(sorted(TRUE_ALL_THE_SAME.keys() - made))


# ---- facts ----


def raw(language: str) -> dict[str, Any]:
    return tomllib.loads((drawn.ROOT / "messages" / f"{language}.toml").read_text("utf-8"))


def leaves(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        key = f"{above}.{name}" if above else name
        if isinstance(value, dict):
            yield from leaves(value, key)
        else:
            yield key, value


@pytest.mark.parametrize("language", sorted(load_catalogues()))
def test_every_fact_is_said_by_several_texts_and_every_language_has_it(language: str) -> None:
    tables = raw(language)
    facts = tables.pop(FACTS)
    said = " ".join(text for _, text in leaves(tables))
    drawn.none([name for name in facts if said.count(f"{{{FACTS}.{name}}}") < 2])
    assert facts.keys() == raw("en")[FACTS].keys()


def test_a_fact_is_told_in_its_own_words_alone() -> None:
    tables = raw("en")
    facts = tables.pop(FACTS)
    assert facts.keys() == ONLY_IN_FACTS.keys()
    drawn.none(
        [
            name
            for name, words in ONLY_IN_FACTS.items()
            if not re.search(words, facts[name], re.IGNORECASE)
        ]
    )
    drawn.none(
        [
            f"{key} tells {name} in words of its own"
            for key, text in leaves(tables)
            if not key.startswith(TOLD)
            for name, words in ONLY_IN_FACTS.items()
            if re.search(words, text, re.IGNORECASE)
        ]
    )


@pytest.mark.parametrize("language", sorted(load_catalogues().keys() - {"en"}))
def test_a_translation_tells_the_same_facts_in_the_same_texts(language: str) -> None:
    theirs = dict(leaves(raw(language)))
    named = re.compile(rf"\{{{FACTS}\.(\w+)\}}")
    drawn.none(
        [
            f"{key}: {sorted(set(named.findall(text)) ^ set(named.findall(theirs[key])))}"
            for key, text in leaves(raw("en"))
            if key in theirs and set(named.findall(text)) != set(named.findall(theirs[key]))
        ]
    )


# ---- commands ----


@cache
def typed_command() -> re.Pattern[str]:
    names = {name.partition(" ")[2] for name in make_registry().commands if " " in name}
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    typed = rf"(?:\b[Tt]ype|\b[Ee]scriba|/support(?:-admin)?)(?: /support(?:-admin)?)? ({known})\b"
    return re.compile(typed)


def commands_named(text: str) -> set[str]:
    """The commands that a text tells its reader to type, without the slash's own word."""
    return {found.group(1) for found in typed_command().finditer(text)}


@pytest.mark.parametrize("language", sorted(load_catalogues().keys() - {"en"}))
def test_a_command_that_english_names_is_named_in_every_language(language: str) -> None:
    theirs = drawn.catalogue(language)
    said = {
        key: " ".join(form.written for form in theirs[key].forms.values()) for key, _ in texts()
    }
    missing = [
        f"{key}: {name}"
        for key, text in texts()
        for name in commands_named(text)
        if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said[key])
    ]
    drawn.none(missing)


def test_the_commands_of_a_text_are_found() -> None:
    assert commands_named("Name some: type people add. Or /support mydata.") == {
        "people add",
        "mydata",
    }


# ---- the first message ----


def test_the_first_message_has_fifty_words_and_three_large_buttons() -> None:
    line = drawn.line_text()
    firsts = [card for card in drawn.cards("note") if card.screen == NOTE]
    for card in some(firsts):
        assert rules.length(card, line) <= MOST_WORDS_FIRST
        large = [button for button in card.buttons if button.weight is not Weight.SMALL]
        assert len(large) <= MOST_BUTTONS_FIRST


# ---- Spanish ----

NOT_MEXICAN = {
    r"charlas?": "conversación, hablar",
    r"pausas?": "descanso, suspender",
    r"relevos?": "que alguien le cubra",
    r"(algo|día|turno) duro|duros|duras": "difícil",
    r"notas?": "mensaje",
    r"(déje|dejar)(l[oa]) (así|aquí)|puede dejarl[oa]": "puede ignorar este mensaje",
    r"(puede|podido) llegar a": "localizar, comunicarse",
    r"es cosa nuestra": "el problema es nuestro, no de usted",
    r"pinchazos?": "piquete de aguja",
    r"una medicina|medicinas": "medicamento",
    r"formación|formaciones": "capacitación",
    r"olvidar|olvida": "borrar",
    r"(le|les) viene bien|me viene bien": "le queda bien",
    r"centralita": "operadora",
    r"vale": "cuenta, está bien",
}
"""What a nurse from Mexico would not say, and what she would (``glossary-es.md``)."""

FINE_IN_SPANISH = re.compile(
    r"tome notas|personal en formación|de formación|vale hasta|podría llegar a|puede llegar a"
    r" (nadie|más)",
    re.IGNORECASE,
)

WHOSE = ("yes", "names", "who_first")
"""Facts that say whose name is seen: "su" would be either's."""


def test_spanish_says_what_a_mexican_nurse_would() -> None:
    said = [
        (key, FINE_IN_SPANISH.sub(" ", form.written))
        for key, message in drawn.catalogue("es").items()
        for form in message.forms.values()
        if not key.startswith(TOLD)
    ]
    drawn.none(
        [
            f"{key}: {found.group()} (say: {better})"
            for key, text in said
            for words, better in NOT_MEXICAN.items()
            for found in re.finditer(rf"(?<!\w)({words})(?!\w)", text, re.IGNORECASE)
        ]
    )


@pytest.mark.parametrize("fact", WHOSE)
def test_spanish_says_whose_name_is_seen(fact: str) -> None:
    assert "de usted" in raw("es")[FACTS][fact]


@pytest.mark.parametrize(
    "key",
    [
        "support_requests.take.safety",
        "support_requests.contact.safety",
        "support_requests.button.urgent",
    ],
)
def test_spanish_says_whose_safety_is_feared_for(key: str) -> None:
    assert "esa persona" in drawn.catalogue("es")[key].forms["other"].plain
