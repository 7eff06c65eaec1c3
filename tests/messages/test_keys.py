"""Every key that the code names is there, filled as it wants to be; and none is left over."""

from functools import cache
from importlib import import_module

from bot.core.notices import NOTICE
from bot.features import make_registry
from tests.messages import drawn, keys

EXPECTS = {"note.hello": frozenset({"name"}), "note.bye": frozenset[str]()}


@cache
def expected() -> dict[str, frozenset[str]]:
    return {key: message.expects for key, message in drawn.english().items()}


@cache
def code() -> dict[str, keys.Uses]:
    tables = {key.split(".")[0] for key in expected()}
    # The adapters speak little, and have files and modules that are named like our keys.
    looked_for = {"bot": tables, "adapters": set[str]()}
    found = {
        path.relative_to(drawn.ROOT): keys.read(source, looked_for[folder])
        for folder in looked_for
        for path, source in keys.sources(drawn.ROOT / folder)
    }
    for path, uses in found.items():
        for section, names in uses.sections:
            module = import_module(".".join(path.with_suffix("").parts))
            named = [f"{section}.{each}" for each in getattr(module, names)]
            uses.literals |= set(named)
            uses.called += [(key, frozenset()) for key in named]
    return {str(path): uses for path, uses in found.items()}


@cache
def names_of_other_things() -> set[str]:
    """Screens, routes, jobs: named like keys, and none of them a text."""
    registry = make_registry()
    rounds = {sweep.kind for sweep in registry.sweeps} | {audit.name for audit in registry.audits}
    actions = {
        button.action
        for card in drawn.cards("note", "card", "channel", "page")
        for button in card.all_buttons
    }
    tables = (registry.presses, registry.submissions, registry.screens, registry.forms)
    return {NOTICE, *registry.jobs, *rounds, *actions}.union(*tables)


def test_every_key_that_the_code_names_is_there() -> None:
    drawn.none(
        [
            f"{path}: {key}"
            for path, uses in code().items()
            for key in keys.missing(uses, expected(), names_of_other_things())
        ]
    )


def test_no_key_is_left_over() -> None:
    drawn.none(keys.unused(list(code().values()), expected()))


def test_every_call_gives_the_values_that_its_text_wants() -> None:
    drawn.none(
        [
            f"{path}: {fault}"
            for path, uses in code().items()
            for fault in keys.misfilled(uses, expected())
        ]
    )


def test_no_key_is_glued_together() -> None:
    # The types check the keys that ``texts_of`` makes.
    others = {path: uses for path, uses in code().items() if path != "bot/core/texts.py"}
    drawn.none([f"{path}: {glued}" for path, uses in others.items() for glued in uses.glued])


def test_no_word_for_people_is_written_in_the_code() -> None:
    drawn.none([f"{path}: {said}" for path, uses in code().items() for said in uses.spoken])


# ---- that these checks bite ----


def read(source: str) -> keys.Uses:
    return keys.read(source, {"note"})


def test_a_missing_key_is_reported_wherever_it_is_named() -> None:
    sources = (
        'words("note.gone")',
        'context.words("note.gone", name=x)',
        'words("note.gone" if late else "note.hello", name=x)',
        'Refused("note.gone")',
        'FormRefused({"people": "note.gone"})',
        'KEYS = {1: "note.gone"}',
    )
    for source in sources:
        assert keys.missing(read(source), EXPECTS, set()) == ["note.gone"], source
    assert keys.missing(read('words("elsewhere")'), EXPECTS, set()) == ["elsewhere"]


def test_what_only_looks_like_a_key_is_not_reported() -> None:
    source = '"note.screen"; "other.gone"; "note.hello"; "A note.gone by"; wording.words("en", z)'
    assert keys.missing(read(source), EXPECTS, {"note.screen"}) == []


def test_a_name_that_is_none_is_still_missing_when_it_is_spoken() -> None:
    assert keys.missing(read('words("note.screen")'), EXPECTS, {"note.screen"}) == ["note.screen"]


def test_an_unused_key_is_reported() -> None:
    assert keys.unused([read('words("note.hello")'), read("x = 1")], EXPECTS) == ["note.bye"]
    assert keys.unused([read('("note.hello", "note.bye")')], EXPECTS) == []


def test_a_missing_and_a_surplus_value_are_reported() -> None:
    assert keys.misfilled(read('words("note.hello")'), EXPECTS) == [
        "note.hello: filled with [], has ['name']"
    ]
    assert keys.misfilled(read('Refused("note.bye", name=x)'), EXPECTS) == [
        "note.bye: filled with ['name'], has []"
    ]
    assert keys.misfilled(read('FormRefused({"a": "note.hello"})'), EXPECTS) != []
    assert keys.misfilled(read('words("note.hello", name=x)'), EXPECTS) == []
    assert keys.misfilled(read('words("note.hello", **values)'), EXPECTS) == []


def test_a_text_of_each_platform_is_looked_at_like_the_one_for_all() -> None:
    expects = {
        "platform.name": frozenset({"platform"}),
        "platform.here": frozenset({"tenant"}),
        "platform.x.name": frozenset[str](),
        "platform.x.other": frozenset[str](),
    }
    fine = read('words.on(p, "platform.name"); words.on(p, "platform.here", tenant=t)')
    assert keys.missing(fine, expects, set()) == []
    assert keys.misfilled(fine, expects) == []
    assert keys.unused([fine], expects) == ["platform.x.other"]
    assert keys.misfilled(read('words.on(p, "platform.here")'), expects) != []
    assert keys.missing(read('words.on(p, "platform.gone")'), expects, set()) == ["platform.gone"]
    assert read('words.on(p, f"platform.{x}")').glued


def test_a_key_that_is_glued_together_is_reported() -> None:
    sources = (
        'words(f"note.{x}")',
        'words("note." + x)',
        'KEY = f"note.hello.{x}"',
        'KEY = "note.{}".format(x) + "note."',
        'Refused(f"{x}.hello")',
        'FormRefused({"a": f"{x}.hello"})',
        'texts_of(words, "note", list(Kind))',
        "texts_of(words, section, Kind)",
    )
    for source in sources:
        assert read(source).glued, source
    assert read('texts_of(words, "note.kind", Kind)').sections == [("note.kind", "Kind")]
    assert read('f"note:{x}"; f"A note. {x}"').glued == []


def test_words_in_the_code_are_reported() -> None:
    sources = (
        'Text("Hello")',
        'Text(f"Hello {name}")',
        'Button("a.b", "Press")',
        'Button("a.b", label="Press")',
        'Card(preview="A note")',
        'Option("1", f"{n} minutes")',
    )
    for source in sources:
        assert read(source).spoken, source
    fine = 'Text(words("note.bye")); Text(f"{a} · {b}"); Option("1", "15"); Button("a.b", label)'
    assert read(fine).spoken == []
