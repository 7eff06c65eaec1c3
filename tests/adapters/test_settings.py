import base64
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from adapters.certificates import about_to_end
from adapters.faults import Fault
from adapters.key_service.model import (
    Credential,
    KeyServiceSettings,
    Way,
    WayIn,
    WrappedKey,
)
from adapters.outbound import Outbound
from adapters.platforms import all_platforms
from adapters.setting_parsers import MAKE_A_KEY
from adapters.settings import Settings, SettingsError, load, names
from adapters.teams.settings import METADATA
from tests.certificates import FAR, self_signed, signing
from tests.some import some

NAMES = names(all_platforms())
KEY = bytes(range(32))
OTHER = bytes(range(32, 64))


def text(key: bytes) -> str:
    return base64.b64encode(key).decode()


GOOD = {"SUPPORT_KEYS": text(KEY)}
GUID = "3f0c2e4a-1b6d-4c8e-9f10-2a3b4c5d6e7f"
TEAMS = {"TEAMS_APP_ID": GUID, "TEAMS_APP_PASSWORD": "p~1", "TEAMS_TENANT_ID": GUID}
BY_TOKEN = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "secret"}
BY_WEBHOOK = {
    "SUPPORT_PAGING_URL": "https://paging.example/pages",
    "SUPPORT_PAGING_KEY": text(OTHER),
}
BY_MAIL = {
    "SUPPORT_PAGING_SMTP_HOST": "mail.example",
    "SUPPORT_PAGING_SMTP_PORT": "2525",
    "SUPPORT_PAGING_SMTP_TLS": "implicit",
    "SUPPORT_PAGING_SMTP_USER": "bot",
    "SUPPORT_PAGING_SMTP_PASSWORD": "hush",
    "SUPPORT_PAGING_FROM": "staff-app@hospital.example",
}
BY_ROLE = {
    "SUPPORT_KMS_URL": "https://vault.example:8200/",
    "SUPPORT_KMS_ROLE_ID": "role-1",
    "SUPPORT_KMS_SECRET_ID": "hush",
}
BY_CLUSTER = {
    "SUPPORT_KMS_URL": "https://vault.example:8200",
    "SUPPORT_KMS_ROLE": "support-timeout",
    "SUPPORT_KMS_JWT": "signed.by.cluster",
}
WRAPPED = "vault:v1:AAAA"
BY_OAUTH = {
    "SLACK_SIGNING_SECRET": "secret",
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "hush",
    "SLACK_ALLOWED_TEAMS": "T1,E2",
}


def switched_on(platform: str, **environ: str) -> Any:
    """The settings of a platform, or nothing where it is off."""
    found = {on.platform.name: on.settings for on in load({**GOOD, **environ}).platforms}
    return found.get(platform)


def faults(**environ: str) -> tuple[Fault, ...]:
    with pytest.raises(SettingsError) as refused:
        load(environ)
    return refused.value.faults


def only_fault(**environ: str) -> Fault:
    (fault,) = faults(**environ)
    return fault


def test_a_key_is_all_that_must_be_given() -> None:
    assert load(GOOD) == Settings(
        database_url="sqlite+aiosqlite:///support-timeout.db",
        keys=(KEY,),
        intake_keys={},
        host="127.0.0.1",
        port=8000,
        health_port=None,
        playbook=None,
        messages=None,
        ledger=Path("support-timeout-erasures.log"),
        log_format="text",
    )


def test_everything_given_is_taken(tmp_path: Path) -> None:
    playbook, messages = tmp_path / "playbook.toml", tmp_path / "messages.toml"
    playbook.touch()
    messages.touch()
    settings = load(
        {
            "DATABASE_URL": "postgresql+asyncpg://bot:secret@db/support",
            "SUPPORT_KEYS": f"{text(OTHER)}, {text(KEY)}",
            "SUPPORT_INTAKE_KEYS": f"ehr:{text(KEY)},safety:{text(KEY)},ehr:{text(OTHER)}",
            "HOST": "0.0.0.0",  # noqa: S104 only read here
            "PORT": "0",
            "SUPPORT_PLAYBOOK": str(playbook),
            "SUPPORT_MESSAGES": str(messages),
            "SUPPORT_LEDGER": str(tmp_path / "erasures.log"),
            "LOG_FORMAT": "json",
        }
    )
    assert settings.database_url == "postgresql+asyncpg://bot:secret@db/support"
    assert settings.keys == (OTHER, KEY)
    assert settings.intake_keys == {"ehr": (KEY, OTHER), "safety": (KEY,)}
    assert (settings.host, settings.port) == ("0.0.0.0", 0)  # noqa: S104 only compared
    assert (settings.playbook, settings.messages) == (playbook, messages)
    assert settings.ledger == tmp_path / "erasures.log"
    assert settings.log_format == "json"


def test_other_programs_variables_are_none_of_our_business() -> None:
    assert load({**GOOD, "PATH": "/usr/bin", "SUPPORTER": "x", "DATABASE": "y"}) == load(GOOD)


def test_an_empty_value_counts_as_not_given() -> None:
    assert load({**GOOD, "PORT": "", "SUPPORT_PLAYBOOK": "", "LOG_FORMAT_FILE": ""}).port == 8000


def test_every_fault_is_reported_at_once_with_its_remedy(tmp_path: Path) -> None:
    found = faults(
        DATABASE_URL="mysql://db/support",
        SUPPORT_INTAKE_KEYS="ehr",
        HOST="a host",
        PORT="80000",
        SUPPORT_PLAYBOOK=str(tmp_path / "missing.toml"),
        SUPPORT_MESSAGES=str(tmp_path),
        SUPPORT_LEDGER=str(tmp_path / "missing" / "erasures.log"),
        LOG_FORMAT="xml",
        SUPPORT_COMMAND="support",
        SUPPORT_ADMIN_COMMAND="/Support Admin",
        SLACK_BOT_TOKEN="xoxp-1",
        SLACK_SIGNING_SECRET="a secret",
        SLACK_APP_TOKEN="xoxb-1",
        SLACK_CLIENT_ID="1 2",
        SLACK_CLIENT_SECRET="s s",
        SLACK_ALLOWED_TEAMS="T1;T2",
        SLACK_API_URL="http://slack.example/api/",
        SLACK_APP_ID="T0123ABC",
        SLACK_TEAM_ID="E0123ABC",
        TEAMS_APP_ID="an id",
        TEAMS_APP_PASSWORD="a secret",
        TEAMS_APP_PASSWORD_ENDS="soon",
        TEAMS_APP_CERTIFICATE=str(tmp_path / "missing.pem"),
        TEAMS_APP_CERTIFICATE_KEY=str(tmp_path / "missing.key"),
        TEAMS_MANAGED_IDENTITY="yes",
        TEAMS_TENANT_ID="a tenant",
        TEAMS_ALLOWED_TENANTS="T1;T2",
        TEAMS_CLOUD="moon",
        TEAMS_OPENID_METADATA_URL="http://login.example/",
        TEAMS_LOGIN_URL="login.example",
        TEAMS_SERVICE_HOSTS="https://smba.example/",
        TEAMS_GRAPH="http://graph.example",
        TEAMS_TRANSPORT="telegraph",
        TEAMS_DEV_UNAUTHENTICATED="yes",
        SUPPORT_HL7_PORT="70000",
        SUPPORT_HEALTH_PORT="70000",
        SUPPORT_HL7_HOST="a host",
        SUPPORT_HL7_CERTIFICATE=str(tmp_path / "missing.pem"),
        SUPPORT_HL7_CERTIFICATE_KEY=str(tmp_path / "missing.key"),
        SUPPORT_HL7_CLIENTS=str(tmp_path / "missing.ca"),
        SUPPORT_INTAKE_FOLDER=str(tmp_path / "missing"),
        SUPPORT_CALENDAR_HOSTS="https://rota.example",
        SUPPORT_PAGING_URL="http://paging.example",
        SUPPORT_PAGING_KEY="a key",
        SUPPORT_PAGING_SMTP_HOST="a host",
        SUPPORT_PAGING_SMTP_PORT="70000",
        SUPPORT_PAGING_SMTP_TLS="none",
        SUPPORT_PAGING_SMTP_USER="a\0user",
        SUPPORT_PAGING_SMTP_PASSWORD="a\0word",
        SUPPORT_PAGING_FROM="somebody",
        HTTPS_PROXY="socks5://proxy.example",
        NO_PROXY="https://slack.com/",
        SUPPORT_TRUSTED_PROXIES="proxy.example",
        SUPPORT_CA_CERTIFICATES=str(messages_without_a_certificate(tmp_path)),
        SUPPORT_KMS_URL="http://vault.example:8200",
        SUPPORT_KMS_KEY="support-timeout",
        SUPPORT_KMS_NAMESPACE="a namespace",
        SUPPORT_KMS_TOKEN="a\0token",
        SUPPORT_KMS_ROLE_ID="a\0role",
        SUPPORT_KMS_SECRET_ID="a\0secret",
        SUPPORT_KMS_ROLE="a\0role",
        SUPPORT_KMS_JWT="a\0token",
        SUPPORT_KMS_LOGIN="auth?",
    )
    accepted = set(NAMES) - {fault.name for fault in found}
    assert not accepted, f"give a wrong value for {accepted} above, or refuse the one that is there"
    assert {fault.name for fault in found} == set(NAMES)
    assert all(fault.problem and fault.remedy for fault in some(found))
    with pytest.raises(SettingsError) as refused:
        load({"LOG_FORMAT": "xml"})
    assert str(refused.value).splitlines() == [
        f"SUPPORT_KEYS is not set. Make a key with: {MAKE_A_KEY}",
        "LOG_FORMAT is not a format. Use json or text.",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_any_setting_may_come_from_a_file(tmp_path: Path, name: str) -> None:
    named = tmp_path / "named"
    named.touch()
    values = {
        "DATABASE_URL": "sqlite+aiosqlite:///other.db",
        "SUPPORT_KEYS": text(OTHER),
        "HOST": "::1",
        "PORT": "9000",
        "SUPPORT_PLAYBOOK": str(named),
        "SUPPORT_INTAKE_KEYS": f"ehr:{text(KEY)}",
        "LOG_FORMAT": "json",
        "SUPPORT_MESSAGES": str(named),
        "SUPPORT_LEDGER": str(tmp_path / "erasures.log"),
        "SUPPORT_COMMAND": "/care",
        "SUPPORT_ADMIN_COMMAND": "/care-admin",
        "SLACK_API_URL": "http://127.0.0.1:9/api/",
        "SLACK_APP_ID": "A0123ABC",
        "SLACK_TEAM_ID": "T0123ABC",
        **TEAMS,
        "TEAMS_APP_PASSWORD_ENDS": "2027-03-31",
        **by_certificate(tmp_path),
        "TEAMS_MANAGED_IDENTITY": "1",
        "TEAMS_ALLOWED_TENANTS": GUID,
        "TEAMS_CLOUD": "dod",
        "TEAMS_OPENID_METADATA_URL": "http://127.0.0.1:9/keys",
        "TEAMS_LOGIN_URL": "http://127.0.0.1:9",
        "TEAMS_SERVICE_HOSTS": "127.0.0.1:9",
        "TEAMS_GRAPH": "http://127.0.0.1:9",
        "TEAMS_TRANSPORT": "plain",
        "TEAMS_DEV_UNAUTHENTICATED": "1",
        **BY_TOKEN,
        "SLACK_APP_TOKEN": "xapp-1",
        **BY_OAUTH,
        **line_settings(tmp_path),
        "SUPPORT_HL7_PORT": "2575",
        "SUPPORT_HEALTH_PORT": "8001",
        "SUPPORT_HL7_HOST": "::1",
        "SUPPORT_INTAKE_FOLDER": str(tmp_path),
        "SUPPORT_CALENDAR_HOSTS": "rota.example, 10.20.0.5",
        **BY_WEBHOOK,
        **BY_MAIL,
        "HTTPS_PROXY": "http://bot:hush@proxy.example:3128",
        "SUPPORT_TRUSTED_PROXIES": "10.1.0.0/16, 203.0.113.7",
        "NO_PROXY": "localhost, .hospital.example",
        "SUPPORT_CA_CERTIFICATES": str(self_signed(tmp_path)[0]),
        **BY_ROLE,
        **BY_CLUSTER,
        "SUPPORT_KMS_TOKEN": "hvs.hush",
        "SUPPORT_KMS_KEY": "hospital/transit/staff-app",
        "SUPPORT_KMS_NAMESPACE": "hospital/it/",
        "SUPPORT_KMS_LOGIN": "approle-2",
    }
    assert name in values, f"give a good value for {name} above"
    file = tmp_path / "secret"
    file.write_text(values[name] + "\n")
    mode = BY_OAUTH if name in BY_OAUTH else BY_TOKEN if name.startswith("SLACK_") else {}
    mode = TEAMS if name.startswith("TEAMS_") else mode
    if name in {"TEAMS_APP_CERTIFICATE", "TEAMS_APP_CERTIFICATE_KEY", "TEAMS_MANAGED_IDENTITY"}:
        mode = {**TEAMS, **by_certificate(tmp_path)}
        mode.pop("TEAMS_APP_PASSWORD")
    if name == "TEAMS_MANAGED_IDENTITY":
        mode = {each: GUID for each in TEAMS if each != "TEAMS_APP_PASSWORD"}
    mode = line_settings(tmp_path) if name.startswith("SUPPORT_HL7_C") else mode
    mode = {**BY_WEBHOOK, **BY_MAIL} if name in {*BY_WEBHOOK, *BY_MAIL} else mode
    if name.startswith("SUPPORT_KMS_"):
        mode = BY_CLUSTER if name in {"SUPPORT_KMS_ROLE", "SUPPORT_KMS_JWT"} else BY_ROLE
        mode = {"SUPPORT_KMS_URL": BY_ROLE["SUPPORT_KMS_URL"]} if "TOKEN" in name else mode
    others = {key: value for key, value in {**GOOD, **mode}.items() if key != name}
    by_file = load({**others, f"{name}_FILE": str(file)})
    assert without_files(by_file) == load({**others, name: values[name]})


def without_files(settings: Settings) -> Settings:
    """The settings without where the login at the key service came from, which is kept."""
    service = settings.key_service
    if service is None or service.way.credential is None:
        return settings
    way = replace(service.way, credential=replace(service.way.credential, file=None))
    return replace(settings, key_service=replace(service, way=way))


def messages_without_a_certificate(folder: Path) -> Path:
    file = folder / "authority.pem"
    file.write_text("-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n")
    return file


@pytest.mark.parametrize(
    ("given", "proxy"),
    [
        ({"HTTPS_PROXY": "proxy.example:3128"}, "http://proxy.example:3128"),
        ({"https_proxy": "https://proxy.example"}, "https://proxy.example"),
        (
            {"https_proxy": "http://a.example", "HTTPS_PROXY": "http://b.example"},
            "http://b.example",
        ),
        ({"HTTP_PROXY": "http://a.example", "http_proxy": "http://a.example"}, ""),
    ],
)
def test_a_proxy_is_written_as_for_other_programs(given: dict[str, str], proxy: str) -> None:
    assert load({**GOOD, **given, "no_proxy": "rota.example"}).outbound == Outbound(
        proxy, "rota.example"
    )


@pytest.mark.parametrize("wrong", ["http://", "http://proxy.example/path", "a proxy", "http://a:0"])
def test_what_is_no_address_of_a_proxy_is_refused(wrong: str) -> None:
    assert only_fault(**GOOD, HTTPS_PROXY=wrong).name == "HTTPS_PROXY"


@pytest.mark.parametrize(
    "direct", ["*", ".hospital.example 10.0.0.0/8", "[2001:db8::1]:8443,[2001:db8::]/32", "a:8200"]
)
def test_no_proxy_is_written_as_for_other_programs(direct: str) -> None:
    assert load({**GOOD, "NO_PROXY": direct}).outbound.direct == direct


@pytest.mark.parametrize("wrong", ["http://a.example", "a.example;b.example", "[2001:db8::1"])
def test_what_is_no_list_of_hosts_is_refused(wrong: str) -> None:
    assert only_fault(**GOOD, NO_PROXY=wrong).name == "NO_PROXY"


def test_a_value_and_its_file_together_are_a_fault(tmp_path: Path) -> None:
    fault = only_fault(**GOOD, PORT="1", PORT_FILE=str(tmp_path / "port"))
    assert str(fault) == "PORT and PORT_FILE are both set. Keep one of the two."


def test_a_missing_or_empty_key_file_is_the_one_fault(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.write_text("\n")
    missing = only_fault(SUPPORT_KEYS_FILE=str(tmp_path / "missing"))
    assert missing.name == "SUPPORT_KEYS_FILE"
    assert "FileNotFoundError" in missing.problem
    assert only_fault(SUPPORT_KEYS_FILE=str(empty)).problem == "names an empty file"


def test_a_secret_ends_with_its_day_wherever_the_hospital_is() -> None:
    teams = switched_on("teams", **TEAMS, TEAMS_APP_PASSWORD_ENDS="2027-03-31")
    ends = teams.ends()
    still_the_day_in_honolulu = datetime(2027, 4, 1, 9, 59, tzinfo=UTC)
    (soon,) = about_to_end(ends, still_the_day_in_honolulu)
    assert (soon.cause.code, soon.detail) == ("ends_soon", "TEAMS_APP_PASSWORD (2027-03-31)")
    (ended,) = about_to_end(ends, datetime(2027, 4, 1, 12, 0, tzinfo=UTC))
    assert (ended.cause.code, ended.detail) == ("ended", "TEAMS_APP_PASSWORD (2027-03-31)")
    assert about_to_end(ends, datetime(2027, 3, 1, 12, 0, tzinfo=UTC)) == []


def test_a_slip_of_the_pen_is_told_what_it_meant() -> None:
    assert only_fault(**GOOD, SUPPORT_KEY="x").remedy == "Did you mean SUPPORT_KEYS?"
    assert only_fault(**GOOD, SUPPORT_PLAYBOK_FILE="x").remedy == (
        "Did you mean SUPPORT_PLAYBOOK_FILE?"
    )
    assert only_fault(**GOOD, SUPPORT_ZZZZZZZZZZ="x").remedy == "Remove it."


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("not base64!", "has an entry 1 that is not base64"),
        (f"{text(KEY)},{text(KEY[:16])}", "has an entry 2 of 16 bytes instead of 32"),
        (f"{text(KEY)},", "has an entry 2 of 0 bytes instead of 32"),
        (f"{text(KEY)},{text(KEY)}", "holds the same key twice"),
        ("ключ", "has an entry 1 that is not base64"),
    ],
)
def test_a_key_is_32_bytes_in_base64(value: str, problem: str) -> None:
    assert only_fault(SUPPORT_KEYS=value).problem == problem


@pytest.mark.parametrize("value", ["-1", "65536", "80.5", "http", "²", " 80"])
def test_a_port_is_a_number_that_exists(value: str) -> None:
    assert only_fault(**GOOD, PORT=value).name == "PORT"


@pytest.mark.parametrize(
    "value",
    [
        "support.db",
        "sqlite:///support.db",
        "postgresql://db/support",
        "postgresql+asyncpg://db",
        "sqlite+aiosqlite://",
        "postgresql+asyncpg://[db/support",
    ],
)
def test_a_database_needs_its_asynchronous_driver_and_a_name(value: str) -> None:
    assert only_fault(**GOOD, DATABASE_URL=value).name == "DATABASE_URL"


@pytest.mark.parametrize(
    "options",
    [
        "sslmode=on",
        "ssl=maybe",
        "sslmode=require&ssl=require",
        "sslrootcert=ca.pem",
        "sslmode=verify-full&sslrootcert=/no/such/file.pem",
        "sslcert=client.pem",
        "word@db=x",
    ],
)
def test_an_option_of_the_database_that_cannot_be_kept_to_is_a_fault(options: str) -> None:
    url = f"postgresql+asyncpg://bot:secret@db/support?{options}"
    fault = only_fault(**GOOD, DATABASE_URL=url)
    assert fault.name == "DATABASE_URL"
    assert "secret" not in str(fault)
    assert "word@db" not in str(fault)


@pytest.mark.parametrize(
    "options",
    [
        "sslmode=disable",
        "sslmode=prefer",
        "sslmode=require",
        "sslmode=verify-ca",
        "sslmode=verify-full",
        "sslmode=verify-full&sslrootcert=system",
        "ssl=require",
        "host=/var/run/postgresql",
    ],
)
def test_tls_to_postgresql_is_asked_for_as_usual(options: str, tmp_path: Path) -> None:
    url = f"postgresql+asyncpg://bot:secret@db/support?{options}"
    ledger = str(tmp_path / "erasures.log")
    settings = load({"DATABASE_URL": url, "SUPPORT_KEYS": text(KEY), "SUPPORT_LEDGER": ledger})
    assert settings.database_url == url


@pytest.mark.parametrize("source", ["", "EHR", "a b", "../x"])
def test_an_intake_key_belongs_to_a_plainly_named_source(source: str) -> None:
    fault = only_fault(**GOOD, SUPPORT_INTAKE_KEYS=f"{source}:{text(KEY)}")
    assert fault.name == "SUPPORT_INTAKE_KEYS"


def test_no_value_is_ever_shown(tmp_path: Path) -> None:
    canary = "canary-7f3a"
    found = faults(**dict.fromkeys(NAMES, canary + "\0 ! "), SUPPORT_TYPO=canary, HOST_FILE=canary)
    assert canary not in "".join(map(str, found))
    settings = load(
        {
            "DATABASE_URL": f"postgresql+asyncpg://bot:{canary}@db/support",
            "SUPPORT_KEYS": text(KEY),
            "SUPPORT_INTAKE_KEYS": f"ehr:{text(OTHER)}",
            "SUPPORT_LEDGER": str(tmp_path / "erasures.log"),
        }
    )
    shown = f"{settings!r} {settings}"
    assert canary not in shown
    assert repr(KEY) not in shown
    assert repr(OTHER) not in shown


def test_without_a_word_of_slack_it_is_off() -> None:
    assert switched_on("slack", SLACK_API_URL="https://slack.com/api/") is None
    assert switched_on("slack", SLACK_APP_ID="A1", SLACK_TEAM_ID="T1") is None


def test_one_workspace_needs_a_token_and_a_signing_secret() -> None:
    slack = switched_on("slack", **BY_TOKEN)
    assert slack is not None
    assert (slack.bot_token, slack.signing_secret, slack.client_id) == ("xoxb-1", "secret", "")
    assert only_fault(**GOOD, SLACK_SIGNING_SECRET="s").name == "SLACK_BOT_TOKEN"
    assert only_fault(**GOOD, SLACK_BOT_TOKEN="xoxb-1").name == "SLACK_SIGNING_SECRET"


def test_over_a_socket_nothing_is_signed() -> None:
    slack = switched_on("slack", SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1")
    assert slack is not None
    assert slack.app_token == "xapp-1"


def test_several_workspaces_are_named() -> None:
    slack = switched_on("slack", **BY_OAUTH)
    assert slack is not None
    assert slack.allowed_teams == {"T1", "E2"}
    assert slack.client_id == BY_OAUTH["SLACK_CLIENT_ID"]


@pytest.mark.parametrize(
    "missing", ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_ALLOWED_TEAMS"]
)
def test_what_belongs_together_is_asked_for(missing: str) -> None:
    given = {name: value for name, value in BY_OAUTH.items() if name != missing}
    assert missing in {fault.name for fault in faults(**GOOD, **given)}


def test_a_token_and_a_client_exclude_each_other() -> None:
    found = faults(
        **GOOD, **BY_TOKEN, SLACK_CLIENT_ID="1", SLACK_CLIENT_SECRET="h", SLACK_ALLOWED_TEAMS="T1"
    )
    assert "both set" in found[0].problem


def test_the_two_commands_differ() -> None:
    fault = only_fault(**GOOD, SUPPORT_COMMAND="/care", SUPPORT_ADMIN_COMMAND="/care")
    assert "same" in fault.problem


def test_no_secret_of_slack_is_shown() -> None:
    shown = repr(load({**GOOD, **BY_TOKEN, "SLACK_APP_TOKEN": "xapp-1"}))
    for secret in ("xoxb-1", "xapp-1", "'secret'"):
        assert secret not in shown


def test_a_slip_in_a_name_of_slack_is_seen() -> None:
    assert "SLACK_BOT_TOKEN" in only_fault(**GOOD, **BY_TOKEN, SLACK_BOT_TOKENS="x").remedy


def test_without_a_word_of_teams_it_is_off() -> None:
    only_where = {"TEAMS_CLOUD": "gcc", "TEAMS_DEV_UNAUTHENTICATED": "0"}
    assert switched_on("teams", **only_where) is None


def test_teams_needs_an_app_its_secret_and_its_tenant() -> None:
    teams = switched_on("teams", **TEAMS, TEAMS_CLOUD="GCCH")
    assert teams is not None
    assert (teams.app_id, teams.tenant, teams.cloud) == (GUID, GUID, "gcch")
    for missing in TEAMS:
        given = {name: value for name, value in TEAMS.items() if name != missing}
        assert only_fault(**GOOD, **given).name == missing


def test_teams_app_proves_itself_in_one_way(tmp_path: Path) -> None:
    without = {name: value for name, value in TEAMS.items() if name != "TEAMS_APP_PASSWORD"}
    file = signing(tmp_path)
    teams = switched_on("teams", **without, TEAMS_APP_CERTIFICATE=str(file))
    assert teams.certificate == file
    assert teams.ends() == {"TEAMS_APP_CERTIFICATE": FAR}
    assert switched_on("teams", **without, TEAMS_MANAGED_IDENTITY="1").managed == METADATA
    assert switched_on("teams", **TEAMS, TEAMS_MANAGED_IDENTITY="0").managed == ""
    both = {**TEAMS, "TEAMS_MANAGED_IDENTITY": "1"}
    assert "both set" in only_fault(**GOOD, **both).problem
    key = signing(tmp_path, "another")
    for wrong in (key, self_signed(tmp_path)[1]):
        given = {"TEAMS_APP_CERTIFICATE": str(file), "TEAMS_APP_CERTIFICATE_KEY": str(wrong)}
        assert only_fault(**GOOD, **without, **given).name == "TEAMS_APP_CERTIFICATE"


def test_a_machines_identity_reads_entra_in_its_own_tenant_alone() -> None:
    given = {"TEAMS_APP_ID": GUID, "TEAMS_TENANT_ID": GUID, "TEAMS_MANAGED_IDENTITY": "1"}
    other = GUID.replace("3", "4")
    assert switched_on("teams", **given, TEAMS_GRAPH="1", TEAMS_ALLOWED_TENANTS=GUID)
    assert switched_on("teams", **given, TEAMS_ALLOWED_TENANTS=other)
    fault = only_fault(**GOOD, **given, TEAMS_GRAPH="1", TEAMS_ALLOWED_TENANTS=other)
    assert fault.name == "TEAMS_MANAGED_IDENTITY"


@pytest.mark.parametrize(("given", "graph"), [("", ""), ("0", ""), ("1", "1")])
def test_entra_is_read_only_where_that_is_said(given: str, graph: str) -> None:
    teams = switched_on("teams", **TEAMS, TEAMS_GRAPH=given)
    assert teams is not None
    assert teams.graph == graph
    assert only_fault(**GOOD, **TEAMS, TEAMS_GRAPH="yes").name == "TEAMS_GRAPH"


@pytest.mark.parametrize(("given", "transport"), [("", "sdk"), ("sdk", "sdk"), ("Plain", "plain")])
def test_microsofts_sdk_is_used_unless_the_plain_transport_is_chosen(
    given: str, transport: str
) -> None:
    teams = switched_on("teams", **TEAMS, TEAMS_TRANSPORT=given)
    assert teams is not None
    assert teams.transport == transport
    assert only_fault(**GOOD, **TEAMS, TEAMS_TRANSPORT="rest").name == "TEAMS_TRANSPORT"


@pytest.mark.parametrize("host", ["0.0.0.0", "10.0.0.7", "support.example.org"])  # noqa: S104
def test_what_lets_everybody_in_is_for_this_machine_alone(host: str) -> None:
    development = {"TEAMS_DEV_UNAUTHENTICATED": "1"}
    assert switched_on("teams", **development) is not None
    assert only_fault(**GOOD, **development, HOST=host).name == "TEAMS_DEV_UNAUTHENTICATED"
    stand_in = {**TEAMS, "TEAMS_SERVICE_HOSTS": "localhost:99"}
    assert switched_on("teams", **stand_in) is not None
    assert only_fault(**GOOD, **stand_in, HOST=host).name == "TEAMS_SERVICE_HOSTS"


def test_no_secret_of_teams_is_shown() -> None:
    assert "p~1" not in repr(load({**GOOD, **TEAMS}))


def test_a_slip_in_a_name_of_teams_is_seen() -> None:
    assert "TEAMS_APP_ID" in only_fault(**GOOD, **TEAMS, TEAMS_APPID=GUID).remedy


def by_certificate(folder: Path) -> dict[str, str]:
    file = signing(folder)
    return {"TEAMS_APP_CERTIFICATE": str(file), "TEAMS_APP_CERTIFICATE_KEY": str(file)}


def line_settings(folder: Path) -> dict[str, str]:
    certificate, key = self_signed(folder)
    certificate.write_bytes(certificate.read_bytes() + key.read_bytes())
    return {
        "SUPPORT_HL7_CERTIFICATE": str(certificate),
        "SUPPORT_HL7_CERTIFICATE_KEY": str(key),
        "SUPPORT_HL7_CLIENTS": str(certificate),
    }


def test_without_a_word_of_hl7_nothing_is_listened_for() -> None:
    intake = load(GOOD).intake
    assert (intake.port, intake.host, intake.tls(), intake.folder) == (
        None,
        "127.0.0.1",
        None,
        None,
    )


def test_a_certificate_and_a_key_of_another_are_a_fault(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    certificate, _ = self_signed(one)
    _, key = self_signed(other)
    fault = only_fault(
        **GOOD,
        SUPPORT_HL7_CERTIFICATE=str(certificate),
        SUPPORT_HL7_CERTIFICATE_KEY=str(key),
    )
    assert "does not go with its key" in fault.problem


def test_asking_for_certificates_without_having_one_is_a_fault(tmp_path: Path) -> None:
    certificate, _ = self_signed(tmp_path)
    assert only_fault(**GOOD, SUPPORT_HL7_CLIENTS=str(certificate)).name == "SUPPORT_HL7_CLIENTS"


def test_paging_is_off_unless_it_is_set() -> None:
    assert not load(GOOD).paging.is_on
    assert load({**GOOD, **BY_WEBHOOK}).paging.is_on
    assert load({**GOOD, **BY_MAIL}).paging.is_on


def test_what_paging_needs_beside_it_is_asked_for() -> None:
    for name, value in {**BY_WEBHOOK, **BY_MAIL}.items():
        assert only_fault(**GOOD, **{name: value}).name == name
    without_name = {k: v for k, v in BY_MAIL.items() if k != "SUPPORT_PAGING_SMTP_USER"}
    assert only_fault(**GOOD, **without_name).name == "SUPPORT_PAGING_SMTP_PASSWORD"


def test_the_usual_port_of_a_mail_server_goes_with_its_encryption() -> None:
    needed = {name: BY_MAIL[name] for name in ("SUPPORT_PAGING_SMTP_HOST", "SUPPORT_PAGING_FROM")}
    for tls, port in (("starttls", 587), ("implicit", 465)):
        mail = load({**GOOD, **needed, "SUPPORT_PAGING_SMTP_TLS": tls}).paging.mail
        assert mail is not None
        assert mail.port == port


@pytest.mark.parametrize(
    "url",
    ["paging.example", "http://paging.example", "https://a:b@paging.example", "https://x/#y"],
)
def test_a_page_goes_over_https_to_an_address_without_a_password(url: str) -> None:
    assert only_fault(**{**GOOD, **BY_WEBHOOK, "SUPPORT_PAGING_URL": url}).name == (
        "SUPPORT_PAGING_URL"
    )


def test_a_paging_system_on_this_machine_needs_no_https() -> None:
    url = "http://127.0.0.1:9/pages"
    assert load({**GOOD, **BY_WEBHOOK, "SUPPORT_PAGING_URL": url}).paging.url == url


def test_a_key_may_be_wrapped_by_the_key_service(tmp_path: Path) -> None:
    settings = load({**BY_ROLE, "SUPPORT_KEYS": f"{WRAPPED}, {text(KEY)}"})
    assert settings.keys == (WrappedKey(WRAPPED), KEY)
    way = Way(WayIn.APP_ROLE, "role-1", Credential("hush"))
    assert settings.key_service == KeyServiceSettings(
        "https://vault.example:8200", "transit", "support-timeout", way
    )
    jwt = tmp_path / "token"
    jwt.write_text("signed.by.cluster\n", "utf-8")
    others = {name: BY_CLUSTER[name] for name in BY_CLUSTER if name != "SUPPORT_KMS_JWT"}
    cluster = load({**GOOD, **others, "SUPPORT_KMS_JWT_FILE": str(jwt)}).key_service
    assert cluster is not None
    assert cluster.way == Way(
        WayIn.WORKLOAD, "support-timeout", Credential("signed.by.cluster", jwt)
    )


def test_the_key_of_the_service_may_be_anywhere() -> None:
    service = load({**GOOD, **BY_ROLE, "SUPPORT_KMS_KEY": "/hospital/transit/staff-app"})
    assert service.key_service is not None
    assert (service.key_service.mount, service.key_service.key) == (
        "hospital/transit",
        "staff-app",
    )


def test_an_agent_on_this_machine_needs_no_login() -> None:
    service = load({**GOOD, "SUPPORT_KMS_URL": "http://127.0.0.1:8100"}).key_service
    assert service is not None
    assert service.way == Way(WayIn.AGENT)


@pytest.mark.parametrize(
    ("given", "name", "problem"),
    [
        ({"SUPPORT_KEYS": WRAPPED}, "SUPPORT_KEYS", "holds a wrapped key, and SUPPORT_KMS_URL"),
        ({"SUPPORT_KEYS": f"{WRAPPED},{WRAPPED}", **BY_ROLE}, "SUPPORT_KEYS", "the same key twice"),
        ({"SUPPORT_KEYS": "vault:v1:%", **BY_ROLE}, "SUPPORT_KEYS", "entry 1 that is not base64"),
        ({"SUPPORT_KEYS": "vault:1:AAAA", **BY_ROLE}, "SUPPORT_KEYS", "that is not base64"),
        (
            {**GOOD, "SUPPORT_KMS_URL": "https://vault.example"},
            "SUPPORT_KMS_URL",
            "is set, and nothing to log in with",
        ),
        (
            {**GOOD, "SUPPORT_KMS_URL": "https://vault.example/?x=1", "SUPPORT_KMS_TOKEN": "t"},
            "SUPPORT_KMS_URL",
            "is not an address that can be called",
        ),
        (
            {**GOOD, "SUPPORT_KMS_TOKEN": "t"},
            "SUPPORT_KMS_TOKEN",
            "is set, and SUPPORT_KMS_URL is not",
        ),
        (
            {**GOOD, **BY_ROLE, "SUPPORT_KMS_TOKEN": "t"},
            "SUPPORT_KMS_TOKEN",
            "and SUPPORT_KMS_SECRET_ID are both set",
        ),
        (
            {**GOOD, "SUPPORT_KMS_URL": "http://127.0.0.1:8100", "SUPPORT_KMS_ROLE": "r"},
            "SUPPORT_KMS_ROLE",
            "is set, and SUPPORT_KMS_JWT is not",
        ),
    ],
)
def test_a_key_service_that_is_not_whole_is_one_fault(
    given: dict[str, str], name: str, problem: str
) -> None:
    fault = only_fault(**given)
    assert fault.name == name
    assert problem in fault.problem
