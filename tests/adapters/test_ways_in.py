"""Where a link opens the app, on each platform."""

import pytest

from adapters.platforms import WayIn, all_platforms
from adapters.settings import load
from adapters.slack.settings import SlackSettings
from adapters.teams.settings import TeamsSettings
from tests.adapters.test_settings import BY_OAUTH, BY_TOKEN, GOOD, GUID, TEAMS

APP = "https://slack.com/app_redirect?app=A0123ABC"


def way(**settings: str) -> WayIn:
    (platform,) = load({**GOOD, **settings}).platforms
    (found,) = platform.ways_in("/care")
    return found


def test_slack_opens_the_app_in_the_workspace_that_is_named() -> None:
    named = way(**BY_TOKEN, SLACK_APP_ID="A0123ABC", SLACK_TEAM_ID="T0123ABC")
    assert named == WayIn("Slack", "/care", f"{APP}&team=T0123ABC")


def test_the_only_workspace_needs_no_name() -> None:
    only = {**BY_OAUTH, "SLACK_ALLOWED_TEAMS": "T1"}
    assert way(**only, SLACK_APP_ID="A0123ABC").link == f"{APP}&team=T1"
    assert way(**BY_OAUTH, SLACK_APP_ID="A0123ABC").link == APP
    organisation = {**BY_OAUTH, "SLACK_ALLOWED_TEAMS": "E1"}
    assert way(**organisation, SLACK_APP_ID="A0123ABC").link == APP


def test_without_the_apps_id_slack_says_which_setting_it_lacks() -> None:
    assert way(**BY_TOKEN) == WayIn("Slack", "/care", lacking="SLACK_APP_ID")


@pytest.mark.parametrize(
    ("cloud", "host"),
    [
        ("public", "teams.microsoft.com"),
        ("gcc", "teams.microsoft.com"),
        ("gcch", "gov.teams.microsoft.us"),
        ("dod", "dod.teams.microsoft.us"),
    ],
)
def test_teams_opens_the_chat_with_the_app_in_its_cloud(cloud: str, host: str) -> None:
    found = way(**TEAMS, TEAMS_CLOUD=cloud)
    assert found == WayIn("Teams", "care", f"https://{host}/l/chat/0/0?users=28:{GUID}")


def test_every_platform_that_people_open_has_a_way_in() -> None:
    settings = {"slack": SlackSettings("s"), "teams": TeamsSettings("")}
    ways = {
        platform.name: platform.way_in(settings[platform.name], "/support").lacking
        for platform in all_platforms()
        if platform.way_in is not None
    }
    assert ways == {"slack": "SLACK_APP_ID", "teams": "TEAMS_APP_ID"}
