"""HR's file: read as it comes, every fault named with its line and how to mend it."""

import pytest

from adapters.intake.hr_file import read_hr
from bot.core.people import Employment, TrainingLevel
from bot.programme.model.external_sources import HrFile
from bot.programme.rosters.hr_records import HrLine, HrRead
from tests.some import some

UNITS = {"icu": "Intensive care", "ed": "Emergency"}
HEAD = "email,name,role,unit,manager,timezone,language,employment,adult,active"
SAM = "sam@x.org,Sam Rivera,nurse,icu,kit@x.org,America/Denver,es,trainee,yes,yes"
KIT = "kit@x.org,Kit Laszlo,chaplain,Emergency,,,,,,"
BOTH = f"{HEAD}\n{SAM}\n{KIT}\n"
SAM_READ = HrLine(
    line=2,
    email="sam@x.org",
    name="Sam Rivera",
    profession="nurse",
    unit="icu",
    manager="kit@x.org",
    zone="America/Denver",
    locale="es",
    employment=Employment.TRAINEE,
)


def read(text: str | bytes, how: HrFile | None = None) -> HrRead:
    raw = text if isinstance(text, bytes) else text.encode()
    return read_hr(raw, how or HrFile(), UNITS)


def faults(text: str | bytes, how: HrFile | None = None) -> list[str]:
    return [str(fault) for fault in read(text, how).faults]


def test_a_line_says_all_of_a_person_and_what_it_leaves_out_goes_without_saying() -> None:
    found = read(BOTH)
    assert found.faults == []
    assert found.lines == [
        SAM_READ,
        HrLine(3, "kit@x.org", "Kit Laszlo", profession="chaplain", unit="ed"),
    ]


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("Resident", TrainingLevel.RESIDENT),
        ("PGY-2", TrainingLevel.RESIDENT),
        ("intern", TrainingLevel.RESIDENT),
        ("fellow", TrainingLevel.FELLOW),
        ("Medical student", TrainingLevel.STUDENT),
        ("", TrainingLevel.NONE),
        ("none", TrainingLevel.NONE),
    ],
)
def test_the_level_of_training_is_read_as_hospitals_write_it(
    written: str, level: TrainingLevel
) -> None:
    found = read(f"email,name,level\nsam@x.org,Sam,{written}\n")
    assert found.faults == []
    assert found.lines[0].level is level


def test_a_level_nobody_knows_is_none_and_a_warning_that_keeps_nobody_out() -> None:
    found = read("email,name,level\nsam@x.org,Sam,chief\n")
    assert found.is_sound
    assert found.lines[0].level is TrainingLevel.NONE
    assert '"chief" is not a training level' in str(found.faults[0])


@pytest.mark.branch("64.2")
@pytest.mark.parametrize(
    "raw",
    [
        BOTH.encode("utf-8-sig"),
        BOTH.encode("utf-16"),
        b"\xfe\xff" + BOTH.encode("utf-16-be"),
        BOTH.replace(",", ";").encode(),
        BOTH.replace(",", "\t").encode(),
        ("sep=;\r\n" + BOTH.replace(",", ";").replace("\n", "\r\n")).encode(),
        BOTH.replace("email", " E-MAIL ".replace("-", "")).encode(),
        BOTH.replace("icu,", '"Intensive  CARE",').encode(),
        f"{BOTH}\n,,,,,,,,,\n".encode(),
    ],
    ids=["bom", "utf-16", "utf-16-be", "semicolons", "tabs", "sep", "case", "quotes", "blank"],
)
def test_however_an_office_saves_it_it_says_the_same(raw: bytes) -> None:
    found = read(raw)
    assert found.faults == []
    assert [each.email for each in found.lines] == ["sam@x.org", "kit@x.org"]
    assert found.lines[0].unit == "icu"


def test_columns_stand_in_any_order_and_only_those_that_are_ours_are_read() -> None:
    found = read("Salary,NAME,Email\n90000,Sam Rivera,SAM@x.org\n")
    assert found.lines == [HrLine(2, "sam@x.org", "Sam Rivera")]
    assert found.is_sound
    assert [str(fault) for fault in found.faults] == [
        (
            "line 1: warning: not read: salary;"
            " that is fine unless one is a column of ours under another name"
        )
    ]


@pytest.mark.branch("64.3")
def test_names_with_accents_are_read_in_an_encoding_that_is_named_and_never_guessed() -> None:
    raw = f"{HEAD}\njo@x.org,José Núñez,,,,,,,,\n".encode("cp1252")
    assert faults(raw) == [
        (
            'line 2: the file is not UTF-8; save it as "CSV UTF-8",'
            " or add its encoding, such as --encoding windows-1252"
        )
    ]
    assert read(raw, HrFile(encoding="windows-1252")).lines[0].name == "José Núñez"


def test_utf_16_without_its_index_is_refused() -> None:
    assert faults(BOTH.encode("utf-16-le")) == [
        'line 1: the file is not text in a one-byte encoding; save it as "CSV UTF-8"'
    ]


def test_a_hospitals_own_words_are_read_where_the_playbook_says_what_they_mean() -> None:
    how = HrFile(
        columns={"email": "Work Email", "unit": "Cost centre"},
        units={"4120 icu west": "icu", "finance": ""},
        employments={"agency": Employment.CONTRACTOR},
    )
    found = read(
        "Work Email,name,COST CENTRE,employment\n"
        "sam@x.org,Sam,4120 ICU West,Agency\n"
        "fin@x.org,Fin,Finance,employee\n",
        how,
    )
    assert found.faults == []
    assert [(each.unit, each.employment) for each in found.lines] == [
        ("icu", Employment.CONTRACTOR),
        ("", Employment.EMPLOYEE),
    ]


def test_units_that_are_none_of_ours_are_no_fault_where_the_playbook_says_so() -> None:
    found = read(f"{HEAD}\nfin@x.org,Fin,,Finance,,,,,,\n", HrFile(other_units=True))
    assert (found.faults, found.lines[0].unit) == ([], "")


@pytest.mark.branch("64.1")
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("=cmd|'/c calc'!A1,Sam,,,,,,,,", "email holds a formula; write its value"),
        ("sam@x.org,@SUM(A1),,,,,,,,", "name holds a formula; write its value"),
        ("sam@x.org,Sam,-1+1,,,,,,,", "role holds a formula; write its value"),
        ("sam,Sam,,,,,,,,", '"sam" is not an e-mail address; write the work e-mail address'),
        ("sam@x.org,,,,,,,,,", "sam@x.org has no name; write it: people are greeted by it"),
        ("sam@x.org,Sam,,,kit,,,,,", 'manager "kit" is not an e-mail address; write the manager'),
        ("sam@x.org,Sam,,,SAM@x.org,,,,,", "sam@x.org would be their own manager; name another"),
        (
            "sam@x.org,Sam,,icy,,,,,,",
            '"icy" is not a unit here; did you mean "icu"?; or map it in the playbook',
        ),
        ("sam@x.org,Sam,,,,Denver,,,,", '"Denver" is not a time zone; write it like "America/Den'),
        ("sam@x.org,Sam,,,,,Spanish!,,,", '"Spanish!" is not a language; write it like "es"'),
        ("sam@x.org,Sam,,,,,,staff,,", '"staff" is not a kind of employment; use one of: contract'),
        ("sam@x.org,Sam,,,,,,,perhaps,", 'adult is "perhaps"; write yes or no'),
        ("sam@x.org,Sam,,,,,,,,2027", 'active is "2027"; write yes or no'),
        ("sam@x.org,Sam", "this line has too few cells; export it again"),
        (f"sam@x.org,{'S' * 101},,,,,,,,", "name has 101 characters, more than 100; write it sh"),
        ('sam@x.org,"Sam,,,,,,,,', "this line cannot be read: a quote is not closed"),
        (
            "KIT@x.org,Sam,,,,,,,,",
            "kit@x.org is on line 2 already, as somebody else; take one of the two out, or mend",
        ),
        ("SMTP:sam@x.org;smtp:s@x.org,Sam,,,,,,,,", '"sam@x.org;smtp:s@x.org" is not an e-mail'),
        ("sam@x..org,Sam,,,,,,,,", '"sam@x..org" is not an e-mail address'),
    ],
)
def test_each_fault_is_named_with_its_line_and_remedy(line: str, said: str) -> None:
    [fault] = faults(f"{HEAD}\n{KIT}\n{line}\n")
    assert fault.startswith(f"line 3: {said}")


def test_all_faults_come_at_once_in_the_order_of_the_file() -> None:
    found = faults(f'{HEAD}\nsam,Sam,,,,,,,,\n{KIT}\nann@x.org,Ann,,,,Mars,,,,"maybe\nnot"\n')
    assert [each.partition(";")[0] for each in found] == [
        'line 2: "sam" is not an e-mail address',
        'line 4: "Mars" is not a time zone',
        'line 4: active is "maybe not"',
    ]


def test_a_unit_that_many_lines_name_wrongly_is_one_fault() -> None:
    rows = "".join(f"p{n}@x.org,P,,Ward 9,,,,,,\n" for n in range(5))
    [fault] = faults(f"{HEAD}\n{rows}")
    assert fault.startswith('line 2: "Ward 9" is not a unit here, and on 4 more lines;')
    assert '[roster.units]: "Ward 9" = "…"' in fault


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", 'line 1: there is no column "email"; add it'),
        ("name,unit\nSam,icu\n", 'line 1: there is no column "email"'),
        (
            "emial,name\nsam@x.org,Sam\n",
            'line 1: there is no column "email"; did you mean "emia',
        ),
        ("email,name,name\na@x.org,A,B\n", 'line 1: there are two columns "name"; take one out'),
        ("email,name\n", "line 1: there is nobody in this file; export it again"),
    ],
)
def test_a_file_without_its_columns_or_people_is_refused(text: str, said: str) -> None:
    assert faults(text)[0].startswith(said)


def test_people_without_an_address_keep_nobody_else_out() -> None:
    found = read(f"{HEAD}\n,Ana Cleaner,,,,,,,,\n{KIT}\n-,Bo Porter,,,,,,,,\n")
    assert [each.email for each in found.lines] == ["kit@x.org"]
    assert found.is_sound
    assert [str(fault) for fault in found.faults] == [
        (
            "line 2: warning: 2 people have no e-mail address, so nothing reaches them;"
            " the first one here; give them one, or a card on paper: support-timeout kit"
        )
    ]


@pytest.mark.parametrize(
    "written",
    [
        *("mailto:sam@x.org", "SMTP:Sam@X.org", "sam@x.org;", "'sam@x.org", "sam@x.org,"),
        *(
            "\u200bsam@x.org",
            "sam\u200b@x.org\ufeff",
            "Sam Rivera <sam@x.org>",
            "<mailto:SAM@x.org>",
        ),
    ],
)
def test_an_address_is_read_without_what_programs_put_around_it(written: str) -> None:
    found = read(f'email,name,manager\n"{written}",Sam,\nkit@x.org,Kit,"{written}"\n')
    assert found.faults == []
    assert [each.email for each in found.lines] == ["sam@x.org", "kit@x.org"]
    assert found.lines[1].manager == "sam@x.org"


def test_an_apostrophe_within_an_address_is_part_of_it() -> None:
    found = read("email,name\nsam.o'neill@x.org,Sam\n")
    assert [each.email for each in found.lines] == ["sam.o'neill@x.org"]


@pytest.mark.parametrize("end", ["\x1a", "\r\n\x1a\r\n", "\x1a\n"])
def test_a_sign_that_the_file_ends_is_no_line_of_it(end: str) -> None:
    found = read(BOTH.rstrip("\n") + end)
    assert found.faults == []
    assert len(found.lines) == 2


def test_the_same_line_twice_is_one_person() -> None:
    found = read(f"{HEAD}\n{SAM}\n{KIT}\n{SAM}\n")
    assert found.faults == []
    assert [each.email for each in found.lines] == ["sam@x.org", "kit@x.org"]
    assert found.lines[0] == SAM_READ


def test_two_jobs_of_one_person_are_joined_and_the_first_counts() -> None:
    second = "SAM@x.org,sam  rivera,educator,Emergency,,,,,,"
    found = read(f"{HEAD}\n{SAM}\n{second}\n{KIT}\n")
    assert found.is_sound
    assert found.lines[0] == SAM_READ
    assert [str(fault) for fault in found.faults] == [
        (
            "line 3: warning: sam@x.org has another job on line 2, which counts;"
            " that is fine; if this one should count, let it come first"
        )
    ]


def test_what_the_first_job_leaves_empty_is_filled_by_the_others() -> None:
    head = "email,name,role,unit,language,adult,employee_number,level"
    found = read(f"{head}\nsam@x.org,Sam,,icu,,,,\nsam@x.org,Sam,nurse,,es,no,'007,PGY-1\n")
    (line,) = found.lines
    assert (line.unit, line.profession, line.locale) == ("icu", "nurse", "es")
    assert (line.adult, line.number, line.level) == (False, "7", TrainingLevel.RESIDENT)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_somebody_whose_one_job_is_over_works_in_the_other(order: tuple[int, int]) -> None:
    jobs = ("sam@x.org,Sam,icu,no", "sam@x.org,Sam,ed,yes")
    found = read("email,name,unit,active\n" + "\n".join(jobs[n] for n in order) + "\n")
    assert found.faults == []
    assert [(each.unit, each.active) for each in found.lines] == [("ed", True)]
    over = read("email,name,unit,active\nsam@x.org,Sam,icu,no\nsam@x.org,Sam,ed,no\n")
    assert [each.active for each in over.lines] == [False]


def test_one_address_with_two_numbers_is_two_people_and_refused() -> None:
    found = read("email,name,employee_number\nsam@x.org,Sam,1\nsam@x.org,Sam,2\n")
    assert [fault.line for fault in found.faults] == [3]
    assert not found.is_sound


def test_whether_somebody_works_here_is_said_in_the_hospitals_own_words() -> None:
    text = "email,name,active\na@x.org,A,A\nb@x.org,B,On  Leave\nc@x.org,C,T\nd@x.org,D,no\n"
    how = HrFile(active={"a": True, "on leave": True, "t": False})
    found = read(text, how)
    assert found.faults == []
    assert [each.active for each in found.lines] == [True, True, False, False]
    (first, *_) = faults(text)
    assert first == (
        'line 2: active is "A"; write yes or no; or map it in the playbook,'
        ' [roster.active]: "A" = true'
    )


SKIPS = HrFile(skip_faulty_lines=True)
FIVE = "".join(f"p{n}@x.org,P,,icu,,,,,,\n" for n in range(5))


@pytest.mark.parametrize(
    ("line", "refused", "lost"),
    [
        ("sam@x.org,Sam,,,,Mars,,,,", ["sam@x.org"], False),
        ("sam@x.org,Sam,,Ward 9,,,,,,", ["sam@x.org"], False),
        ("sam,Sam,,,,,,,,", [], True),
        ("sam@x.org,Sam", [], True),
        (f"sam@x.org,Sam{',' * 1000}", [], True),
    ],
)
def test_a_faulty_line_is_left_out_where_the_hospital_says_so(
    line: str,
    refused: list[str],
    lost: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    found = read(f"{HEAD}\n{FIVE}{KIT}\n{line}\n", SKIPS)
    assert found.is_sound
    assert found.left_out == 1
    assert ([each.email for each in found.refused], found.lost) == (refused, lost)
    kept = {"p0@x.org", "p1@x.org", "p2@x.org", "p3@x.org", "p4@x.org", "kit@x.org"}
    assert {each.email for each in found.lines} == kept - set(refused)
    (fault,) = found.faults
    assert str(fault).startswith("line 8: warning: left out: ")


@pytest.mark.parametrize(
    ("lines", "refused"),
    [
        (["sam@x.org,Sam,,Ward 9,", "bo@x.org,Bo,,Ward 9,"], {"sam@x.org", "bo@x.org"}),
        (["sam@x.org,Sam,,icu,", "Sam@x.org,Bo,,icu,"], {"sam@x.org"}),
        (["sam@x.org,Sam,,ed,", "sam@x.org,Sam,,Ward 9,"], {"sam@x.org"}),
        (["sam@x.org,Sam,,Ward 9,", "sam@x.org,Sam,,ed,"], {"sam@x.org"}),
        (["sam@x.org,Sam,,icu,1", "bo@x.org,Bo,,icu,01"], {"sam@x.org", "bo@x.org"}),
        (
            ["sam@x.org,Sam,,icu,1", "sam@x.org,Sam,nurse,ed,", "bo@x.org,Bo,,,1"],
            {"sam@x.org", "bo@x.org"},
        ),
    ],
)
def test_each_line_that_is_left_out_has_a_reason_and_counts(
    lines: list[str], refused: set[str]
) -> None:
    fit = "".join(f"p{n}@x.org,P,,icu,{n + 10}\n" for n in range(12))
    found = read("email,name,role,unit,employee_number\n" + fit + "\n".join(lines), SKIPS)
    assert found.is_sound
    assert ({each.email for each in found.refused}, len(found.lines)) == (refused, 12)
    assert found.left_out == len(found.refused) == len(lines)
    assert [fault.line for fault in found.faults] == [*range(14, 14 + len(lines))]
    assert all(fault.left_out and "left out: " in str(fault) for fault in some(found.faults))


def test_no_more_than_a_fifth_is_left_out_with_the_other_lines_of_an_address() -> None:
    text = f"{HEAD}\n{FIVE}{KIT}\nKIT@x.org,Sam,,,,,,,,\n"
    found = read(text, SKIPS)
    assert not found.is_sound
    assert "2 of 7 lines are wrong, over 20 %" in str(found.faults[0])


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}\n{FIVE}sam,Sam,,,,,,,,\nbo,Bo,,,,,,,,\n",
        f'{HEAD}\n{FIVE}sam@x.org,"Sam,,,,,,,,\n',
        "email,unit\nsam@x.org,icu\n",
        "",
    ],
    ids=["many lines", "an open quote", "no column", "nothing"],
)
def test_a_file_that_is_faulty_as_a_whole_is_refused_all_the_same(text: str) -> None:
    assert not read(text, SKIPS).is_sound
