"""The loader of the words: keys, values, plurals, times, and a hospital's own texts."""

import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.catalogue import Catalogue, load_catalogues, read_catalogue, translation
from adapters.wording import LocaleWords, TomlWording, WordingError, load_wording

SAMPLE = """
[note]
hello = "Hi {name}. A short note."
plain = "Nothing to fill in here."
brace = "One {{brace}} and {name}."
twice = "{name}, {name}"

[note.waiting]
one = "{count} person is waiting."
other = "{count} people are waiting."

[kind]
fall = "A fall"
other = "Something else"
"""
AFTERNOON = datetime(2026, 5, 3, 18, 45, tzinfo=UTC)


def catalogue(text: str, original: Catalogue | None = None) -> Catalogue:
    faults: list[str] = []
    read = read_catalogue(text, "sample.toml", faults, original)
    assert faults == []
    return read


def faults_of(text: str, original: Catalogue | None = None) -> list[str]:
    faults: list[str] = []
    read_catalogue(text, "sample.toml", faults, original)
    return faults


def words(locale: str = "en", zone: str = "UTC", **others: str) -> LocaleWords:
    english = catalogue(SAMPLE)
    more = {language: catalogue(text, english) for language, text in others.items()}
    return TomlWording({"en": english, **more}).words(locale, zone)


def overridden(tmp_path: Path, text: str) -> LocaleWords:
    file = tmp_path / "ours.toml"
    file.write_text(text, "utf-8")
    return load_wording(file).words("en", "UTC")


def override_faults(tmp_path: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(WordingError) as caught:
        overridden(tmp_path, text)
    return caught.value.faults


# ---- texts and values ----


def test_a_text_is_found_by_its_dotted_key_and_filled() -> None:
    assert words()("note.hello", name="Sam") == "Hi Sam. A short note."


@pytest.mark.parametrize(
    "odd", ["*_<@U1>&{name}", "{0}", "{", "}}", "{name.__class__}", "%s", "<!channel>", "Zoë 🌿"]
)
def test_odd_characters_in_a_value_arrive_as_typed(odd: str) -> None:
    assert words()("note.hello", name=odd) == f"Hi {odd}. A short note."


@given(st.text())
def test_any_value_arrives_as_typed(value: str) -> None:
    assert words()("note.twice", name=value) == f"{value}, {value}"


def test_a_value_that_ends_a_sentence_by_itself_gets_no_second_full_stop() -> None:
    assert words()("note.hello", name="Sam Jr.") == "Hi Sam Jr. A short note."


def test_a_brace_written_twice_is_a_brace() -> None:
    assert words()("note.brace", name="Sam") == "One {brace} and Sam."


def test_a_platform_has_a_text_of_its_own_or_the_one_for_all() -> None:
    words = load_wording().words("en", "UTC")
    assert words.on("slack", "platform.group", unit="ICU") == "Slack group of ICU"
    assert words.on("elsewhere", "platform.group", unit="ICU") == "Group of ICU on elsewhere"
    assert words.on("slack", "platform.name") == "Slack"
    with pytest.raises(KeyError, match=r"platform\.gone"):
        words.on("slack", "platform.gone")
    with pytest.raises(KeyError, match=r"platform\.teams\.group"):
        words.on("teams", "platform.group")


def test_an_unknown_key_is_named() -> None:
    with pytest.raises(KeyError, match=r"note\.nowhere"):
        words()("note.nowhere")


def test_a_table_is_no_text() -> None:
    with pytest.raises(KeyError, match="note"):
        words()("note")


def test_a_missing_value_is_named_with_its_key() -> None:
    with pytest.raises(KeyError, match=r"note\.hello.*'name'"):
        words()("note.hello")


def test_a_surplus_value_is_named_with_its_key() -> None:
    with pytest.raises(KeyError, match=r"note\.plain.*'name'"):
        words()("note.plain", name="Sam")


# ---- plurals ----


def test_the_count_chooses_the_plural_form() -> None:
    assert words()("note.waiting", count=1) == "1 person is waiting."
    assert words()("note.waiting", count=0) == "0 people are waiting."
    assert words()("note.waiting", count=2) == "2 people are waiting."


def test_a_number_is_written_as_the_reader_writes_it() -> None:
    assert words()("note.waiting", count=12345) == "12,345 people are waiting."
    assert words("en-IN")("note.waiting", count=123456) == "1,23,456 people are waiting."


def test_a_plural_without_a_number_is_a_fault_of_the_caller() -> None:
    with pytest.raises(KeyError, match=r"note\.waiting"):
        words()("note.waiting")
    with pytest.raises(KeyError, match=r"note\.waiting"):
        words()("note.waiting", count="2")


def test_each_language_has_plural_forms_of_its_own() -> None:
    polish = """
    [note.waiting]
    one = "{count} osoba czeka."
    few = "{count} osoby czekają."
    many = "{count} osób czeka."
    other = "{count} osoby czeka."
    """
    spoken = words("pl-PL", pl=polish)
    assert [spoken("note.waiting", count=n) for n in (1, 3, 5)] == [
        "1 osoba czeka.",
        "3 osoby czekają.",
        "5 osób czeka.",
    ]


def test_a_form_that_a_translation_lacks_falls_back_to_other() -> None:
    spoken = words("pl", pl='[note.waiting]\nother = "{count} osoby."')
    assert spoken("note.waiting", count=1) == "1 osoby."


def test_a_table_with_more_than_plural_forms_is_a_table() -> None:
    assert words()("kind.other") == "Something else"


# ---- what cannot be read ----


@pytest.mark.parametrize(
    "text", ["{name!r}", "{name:>9}", "{name.upper}", "{name[0]}", "{}", "{0}", "{a b}"]
)
def test_a_placeholder_that_is_more_than_a_name_is_refused(text: str) -> None:
    [fault] = faults_of(f'[note]\nhello = "Hi {text}"')
    assert fault.startswith("sample.toml: note.hello: the placeholder")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('hello = "a } brace"', "write a brace that is only a brace twice"),
        ('hello = "a { brace"', "write a brace that is only a brace twice"),
        ('hello = "  "', "the text is empty"),
        ("hello = 7", "this is no text"),
        ('hello = ["a"]', "this is no text"),
    ],
)
def test_a_text_that_cannot_be_used_is_named_with_the_remedy(line: str, said: str) -> None:
    [fault] = faults_of(f"[note]\n{line}")
    assert fault.startswith("sample.toml: note.hello: ")
    assert said in fault


def test_a_file_that_is_not_toml_is_named_with_the_line() -> None:
    [fault] = faults_of('[note]\nhello = "a"\nhello\n')
    assert "sample.toml: this is not TOML" in fault
    assert "line 3" in fault


def test_all_faults_of_a_file_are_collected() -> None:
    assert len(faults_of('[note]\na = ""\nb = 1\nc = "{x!r}"\nd = "fine"')) == 3


# ---- readers ----


def test_time_and_day_are_the_readers_own() -> None:
    denver = words(zone="America/Denver")
    assert denver.time(AFTERNOON) == "12:45 PM"
    assert denver.day(AFTERNOON) == "May 3"
    assert denver.day_and_time(AFTERNOON) == "May 3, 12:45 PM"
    assert words(zone="Asia/Tokyo").day_and_time(AFTERNOON) == "May 4, 3:45 AM"


def test_a_time_follows_daylight_saving() -> None:
    winter = datetime(2026, 1, 3, 18, 45, tzinfo=UTC)
    assert words(zone="America/Denver").time(winter) == "11:45 AM"


def test_a_british_reader_of_english_sees_british_times() -> None:
    british = words("en-GB", "Europe/London")
    assert british.day_and_time(AFTERNOON) == "3 May, 19:45"


@pytest.mark.parametrize("locale", ["en-US", "es", "fr", "de-CH"])
def test_only_plain_spaces_stand_in_times_and_numbers(locale: str) -> None:
    count = '[note.waiting]\nother = "{count}"'
    spoken = words(locale, es=count, fr=count, de=count)
    shown = spoken.day_and_time(AFTERNOON) + spoken("note.waiting", count=1234567)
    assert {character for character in shown if character.isspace()} <= {" "}


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="names no zone"):
        words().time(datetime(2026, 5, 3, 18, 45))  # noqa: DTZ001 - the fault that is meant


@pytest.mark.parametrize("locale", ["es", "es-MX", "es_419", "ES"])
def test_a_reader_gets_the_nearest_language_there_is(locale: str) -> None:
    assert words(locale, es='[note]\nplain = "Nada."')("note.plain") == "Nada."


@pytest.mark.parametrize(
    "locale", ["en-US", "en-XX", "de", "", "tlh", "../x", "e\0", "C", "x" * 999]
)
def test_whatever_the_platform_calls_a_language_a_reader_gets_words(locale: str) -> None:
    assert words(locale)("note.plain") == "Nothing to fill in here."
    assert words(locale).day(AFTERNOON)


@pytest.mark.parametrize(
    "zone", ["", "America", "Nowhere/City", "../etc/passwd", "/etc/passwd", "a\0b", "x" * 9999]
)
def test_an_unknown_zone_reads_as_utc_and_is_logged(
    zone: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert words(zone=zone).time(AFTERNOON) == "6:45 PM"
    assert [record.message for record in caplog.records] == ["unknown_zone"]


def test_a_known_zone_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    words(zone="America/Denver").time(AFTERNOON)
    assert caplog.records == []


# ---- Spanish ----


def spanish(locale: str = "es") -> LocaleWords:
    return load_wording().words(locale, "America/Denver")


@pytest.mark.parametrize(
    ("hour", "until", "before"),
    [
        (18, "hasta las 12:45 pm", "antes de las 12:45 pm"),
        (19, "hasta la 1:45 pm", "antes de la 1:45 pm"),
    ],
)
def test_spanish_has_the_article_of_the_hour(hour: int, until: str, before: str) -> None:
    time = spanish().time(AFTERNOON.replace(hour=hour))
    assert spanish()("home.page.duty_until", time=time) == f"Está de guardia {until}."
    assert before in spanish()("privacy.snoozed.done", at=time)


def test_spanish_has_another_article_before_a_day() -> None:
    moment = spanish().day_and_time(AFTERNOON.replace(hour=19))
    assert moment == "3 may a la 1:45 pm"
    assert spanish()("home.page.duty_until", time=moment) == (
        "Está de guardia hasta el 3 may a la 1:45 pm."
    )
    assert "antes del 3 may" in spanish()("privacy.snoozed.done", at=moment)
    assert "El 3 may a la 1:45 pm vuelvo" in spanish()("support_requests.aim.closed", time=moment)


def test_a_spanish_text_without_an_hour_is_left_as_it_is() -> None:
    assert spanish()("programme.finding.lists_late", names="Las 1:1").endswith(": Las 1:1.")


def test_a_reader_in_spain_sees_the_hours_of_spain() -> None:
    assert spanish("es-ES").time(AFTERNOON.replace(hour=22)) == "16:45"
    assert spanish("es-MX").time(AFTERNOON.replace(hour=22)) == "4:45 pm"


def test_what_the_playbook_says_is_said_in_the_readers_language_where_it_is_known() -> None:
    assert spanish().translate("call or text") == "llame o envíe un texto al"
    assert spanish().translate(" Day and Night ") == "de día y de noche"
    assert spanish().translate("by noon on Tuesdays") == "by noon on Tuesdays"
    assert load_wording().words("en", "UTC").translate("call or text") == "call or text"


@pytest.mark.branch("03.9")
def test_a_hospital_translates_its_own_phrases(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text('[es.said]\n"by noon, {often} sooner" = "al mediodía"\ncall = "marque el"')
    spoken = load_wording(file).words("es-MX", "UTC")
    assert spoken.translate("by noon, {often} sooner") == "al mediodía"
    assert spoken.translate("call") == "marque el"
    assert spoken.translate("free") == "gratis"


@pytest.mark.branch("03.10")
def test_what_a_translation_lacks_is_said_in_english() -> None:
    faults: list[str] = []
    original = load_catalogues()["en"]
    begun = translation('[core]\nclose = "Fechar"', "pt.toml", original, faults)
    spoken = TomlWording({"en": original, "pt": begun}).words("pt", "UTC")
    assert (spoken("core.close"), spoken("teams.open"), faults) == ("Fechar", "Open", [])


# ---- the shipped words and a hospital's own ----


def test_the_shipped_words_can_be_read() -> None:
    spoken = load_wording().words("en", "UTC")
    assert spoken("home.settings.where", platform="Slack").endswith(": Slack.")


def test_a_hospitals_text_stands_in_place_of_ours(tmp_path: Path) -> None:
    spoken = overridden(tmp_path, '[en.core]\nclose = "Leave"')
    assert spoken("core.close") == "Leave"
    assert spoken("core.preview") == load_wording().words("en", "UTC")("core.preview")


def test_a_file_saved_with_a_byte_order_index_is_read(tmp_path: Path) -> None:
    assert overridden(tmp_path, '\ufeff[en.core]\nclose = "Leave"')("core.close") == "Leave"


def test_a_hospitals_line_of_help_may_spell_the_command_out(tmp_path: Path) -> None:
    spoken = overridden(tmp_path, '[en.home.help]\nstop = "/support stop: no more of these"')
    assert spoken("home.help.stop", typed="/support stop") == "/support stop: no more of these"


def test_a_hospitals_text_outlives_the_renaming_of_its_key(tmp_path: Path) -> None:
    spoken = overridden(tmp_path, '[en.teams.command]\nnow = "Help, right away"')
    assert spoken("home.listed.now") == "Help, right away"


def test_a_hospitals_text_may_leave_out_a_greetings_name(tmp_path: Path) -> None:
    spoken = overridden(tmp_path, '[en.core]\nline = "Need someone now? {number}."')
    said = spoken("core.line", name="L", how="call", number="988", hours="always", cost="free")
    assert said == "Need someone now? 988."


def test_a_hospitals_text_may_not_lose_the_number_to_call(tmp_path: Path) -> None:
    [fault] = override_faults(tmp_path, '[en.core]\nline = "Call {name}."')
    assert "en: core.line: {number} is missing" in fault


def test_a_text_too_long_for_the_place_of_ours_is_refused(tmp_path: Path) -> None:
    [fault] = override_faults(tmp_path, '[en.core]\nclose = "Close this window when you like"')
    assert "en: core.close: 31 characters, 24 fit there" in fault


def test_everything_wrong_with_a_hospitals_texts_is_said_at_once(tmp_path: Path) -> None:
    faults = override_faults(
        tmp_path,
        """
        [en.core]
        close = ""
        gone = "Gone, {name}."
        nowhere = "Hello."
        [xx.core]
        close = "Close"
        [core]
        close = "Close"
        """,
    )
    no_language = (
        "there is no such language; put texts below the table of one there is (en, es),"
        " such as [en.core]"
    )
    assert [fault.split(": ", 1)[1] for fault in faults] == [
        f"core: {no_language}",
        "en: core.close: the text is empty; write one, or take the line out",
        "en: core.gone: nothing fills {name}; use only plain words",
        "en: core.nowhere: there is no such text; take it out, or mend its name",
        f"xx: {no_language}",
    ]


def test_a_single_text_is_not_taken_for_a_plural() -> None:
    original = catalogue(SAMPLE)
    read = catalogue('[kind]\nother = "Another thing"', original)
    assert set(read) == {"kind.other"}


def test_a_plural_is_written_whole() -> None:
    original = catalogue(SAMPLE)
    [fault] = faults_of('[note.waiting]\none = "{count} waits."', original)
    assert "note.waiting: the form other is missing" in fault
    [fault] = faults_of('[note.waiting]\nsome = "a"\nother = "b"', original)
    assert "note.waiting: some is no plural form" in fault


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read"),
        (b"\xff\xfe", "this is not UTF-8"),
        (b"[en.core\n", "this is not TOML"),
    ],
)
def test_a_file_that_cannot_be_used_is_a_fault(
    tmp_path: Path, content: bytes | None, said: str
) -> None:
    file = tmp_path / "ours.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(WordingError) as caught:
        load_wording(file)
    [fault] = caught.value.faults
    assert said in fault
    assert str(file) in fault


# ---- facts ----


def test_a_fact_stands_in_every_text_that_says_it() -> None:
    faults: list[str] = []
    text = (
        '[fact]\nkept = "I keep it."\n[a]\none = "First. {fact.kept}"\n'
        '[a.two]\none = "{count}. {fact.kept}"\nother = "{count}. {fact.kept}"'
    )
    found = read_catalogue(text, "xx.toml", faults)
    assert faults == []
    assert found.keys() == {"a.one", "a.two"}
    assert found["a.one"].forms["other"].plain == "First. I keep it."
    assert found["a.two"].expects == {"count"}


def test_a_fact_that_nobody_wrote_is_a_fault() -> None:
    faults: list[str] = []
    read_catalogue('[a]\none = "First. {fact.kept}"', "xx.toml", faults)
    assert [fault for fault in faults if "no fact kept in [fact]" in fault]
