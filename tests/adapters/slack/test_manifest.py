"""The manifest: what the app may do, and nothing Slack would not take."""

import json

import pytest

from adapters.__main__ import main
from adapters.slack.manifest import SCOPES, WHY
from adapters.slack.parse import SHORTCUTS
from tests.some import some


def printed(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, object]:
    assert main(["manifest", "slack", *more]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_the_manifest_asks_for_no_more_than_it_can_give_a_reason_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    manifest = printed(capsys, "--url", "https://support.example.org/")
    text = json.dumps(manifest)
    assert set(WHY) == set(SCOPES)
    assert manifest["oauth_config"]["scopes"] == {"bot": list(SCOPES)}  # type: ignore[index]
    assert "history" not in text
    assert '"messages_tab_read_only_enabled": true' in text
    assert text.count("https://support.example.org/slack/events") == 4
    assert "https://support.example.org/slack/oauth_redirect" in text


def test_over_a_socket_no_address_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    manifest = printed(capsys, "--socket", "--name", "Care Team")
    assert "https://" not in json.dumps(manifest)
    assert manifest["settings"]["socket_mode_enabled"] is True  # type: ignore[index]
    assert manifest["display_information"]["name"] == "Care Team"  # type: ignore[index]


def test_commands_are_called_as_the_hospital_calls_them(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPPORT_COMMAND", "/care")
    features = printed(capsys, "--socket")["features"]
    names = [one["command"] for one in features["slash_commands"]]  # type: ignore[index]
    assert names == ["/care", "/support-admin"]
    assert features["slash_commands"][0]["usage_hint"] == "[break|talk|now]"  # type: ignore[index]


def test_every_event_that_is_asked_for_is_listened_to(capsys: pytest.CaptureFixture[str]) -> None:
    settings = printed(capsys, "--socket")["settings"]
    events = settings["event_subscriptions"]["bot_events"]  # type: ignore[index]
    assert events == ["app_home_opened", "app_uninstalled", "tokens_revoked", "user_change"]


def test_a_whole_organisation_may_put_it_in_if_it_was_meant_for_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    plain = printed(capsys, "--socket")
    assert plain["settings"]["org_deploy_enabled"] is False  # type: ignore[index]
    wide = printed(capsys, "--socket", "--organisation")
    assert wide["settings"]["org_deploy_enabled"] is True  # type: ignore[index]


@pytest.mark.parametrize(
    "more",
    [["--socket"], ["--url", "https://support.example.org"], ["--socket", "--language", "es"]],
)
def test_slack_takes_every_text_of_the_manifest(
    capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    """The lengths are those of the schema that Slack publishes of its manifests."""
    features = printed(capsys, *more)["features"]
    shown = printed(capsys, *more)["display_information"]
    texts = {"name", "description", "long_description", "background_color"}
    assert set(shown) == texts  # type: ignore[call-overload]
    assert len(shown["description"]) <= 140  # type: ignore[index]
    assert 174 <= len(shown["long_description"]) <= 4000  # type: ignore[index]
    for shortcut in some(features["shortcuts"]):  # type: ignore[index]
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
        assert shortcut["callback_id"] in SHORTCUTS
    for command in some(features["slash_commands"]):  # type: ignore[index]
        assert command["description"]
        assert command["should_escape"] is True


def test_the_manifest_is_in_the_language_of_the_hospital(
    capsys: pytest.CaptureFixture[str],
) -> None:
    english, spanish = printed(capsys, "--socket"), printed(capsys, "--socket", "--language", "es")
    texts = {"en": strings(english), "es": strings(spanish)}
    assert "Support for a colleague" in texts["en"]
    assert "Apoyo para otra persona" in texts["es"]
    # What differs is all that people read, and what does not is what Slack reads.
    both = [one for one in texts["en"] if one in texts["es"] and " " in one]
    assert both == ["Staff Messages", "Staff Messages"]


def strings(part: object) -> list[str]:
    """Every text in a manifest."""
    if isinstance(part, dict):
        return [one for each in part.values() for one in strings(each)]
    if isinstance(part, list):
        return [one for each in part for one in strings(each)]
    return [part] if isinstance(part, str) else []


def test_a_language_without_words_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manifest", "slack", "--socket", "--language", "xx"]) == 2
    assert "Use one of: en, es" in capsys.readouterr().err


def test_a_name_slack_would_not_take_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manifest", "slack", "--socket", "--name", "P" * 36]) == 2
    assert "--name" in capsys.readouterr().err


def test_without_an_address_it_says_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manifest", "slack"]) == 2
    assert "--url" in capsys.readouterr().err
