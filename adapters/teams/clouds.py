"""The addresses of Microsoft's clouds.

https://learn.microsoft.com/en-us/azure/bot-service/bot-service-resources-faq-azure?view=azure-bot-service-4.0
and https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
(global service URLs of each cloud) and https://learn.microsoft.com/en-us/graph/deployments (Graph).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cloud:
    """One cloud's addresses."""

    issuer: str
    """The issuer of the Bot Connector's tokens."""
    metadata_url: str
    login_url: str
    scope: str
    service_url: str
    """The service URL for tenants from which no activity came yet."""
    service_hosts: frozenset[str]
    """The hosts that service URLs may name."""
    graph_url: str
    client_host: str
    """Where people open Teams in a browser, and what links into it name."""


def _cloud(issuer: str, sign_in: str, login: str, service: str, graph: str, client: str) -> Cloud:
    return Cloud(
        issuer=issuer,
        metadata_url=f"https://{sign_in}/v1/.well-known/openidconfiguration",
        login_url=f"https://{login}",
        scope=f"{issuer}/.default",
        service_url=f"https://{service}/teams/",
        service_hosts=frozenset({service}),
        graph_url=f"https://{graph}",
        client_host=client,
    )


_CLIENT = "teams.microsoft.com"
_PUBLIC = ("https://api.botframework.com", "login.botframework.com", "login.microsoftonline.com")
_GOVERNMENT = (
    "https://api.botframework.us",
    "login.botframework.azure.us",
    "login.microsoftonline.us",
)
CLOUDS = {
    "public": _cloud(*_PUBLIC, "smba.trafficmanager.net", "graph.microsoft.com", _CLIENT),
    "gcc": _cloud(*_PUBLIC, "smba.infra.gcc.teams.microsoft.com", "graph.microsoft.com", _CLIENT),
    "gcch": _cloud(
        *(*_GOVERNMENT, "smba.infra.gov.teams.microsoft.us", "graph.microsoft.us"),
        "gov.teams.microsoft.us",
    ),
    "dod": _cloud(
        *(*_GOVERNMENT, "smba.infra.dod.teams.microsoft.us", "dod-graph.microsoft.us"),
        "dod.teams.microsoft.us",
    ),
}
"""By the name that ``TEAMS_CLOUD`` gives them."""
