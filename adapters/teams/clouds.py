"""Microsoft's clouds: who signs, who gives tokens, and which hosts may be written to.

https://learn.microsoft.com/en-us/azure/bot-service/bot-service-resources-faq-azure?view=azure-bot-service-4.0
and https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
(global service URLs of each cloud) and https://learn.microsoft.com/en-us/graph/deployments (Graph).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cloud:
    """One cloud's addresses. ``service_url`` is where a tenant is reached that never wrote."""

    issuer: str
    metadata_url: str
    login_url: str
    scope: str
    service_url: str
    service_hosts: frozenset[str]
    graph_url: str


_PUBLIC_METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"
_GOVERNMENT_METADATA = "https://login.botframework.azure.us/v1/.well-known/openidconfiguration"

CLOUDS = {
    "public": Cloud(
        issuer="https://api.botframework.com",
        metadata_url=_PUBLIC_METADATA,
        login_url="https://login.microsoftonline.com",
        scope="https://api.botframework.com/.default",
        service_url="https://smba.trafficmanager.net/teams/",
        service_hosts=frozenset({"smba.trafficmanager.net"}),
        graph_url="https://graph.microsoft.com",
    ),
    "gcc": Cloud(
        issuer="https://api.botframework.com",
        metadata_url=_PUBLIC_METADATA,
        login_url="https://login.microsoftonline.com",
        scope="https://api.botframework.com/.default",
        service_url="https://smba.infra.gcc.teams.microsoft.com/teams/",
        service_hosts=frozenset({"smba.infra.gcc.teams.microsoft.com"}),
        graph_url="https://graph.microsoft.com",
    ),
    "gcch": Cloud(
        issuer="https://api.botframework.us",
        metadata_url=_GOVERNMENT_METADATA,
        login_url="https://login.microsoftonline.us",
        scope="https://api.botframework.us/.default",
        service_url="https://smba.infra.gov.teams.microsoft.us/teams/",
        service_hosts=frozenset({"smba.infra.gov.teams.microsoft.us"}),
        graph_url="https://graph.microsoft.us",
    ),
    "dod": Cloud(
        issuer="https://api.botframework.us",
        metadata_url=_GOVERNMENT_METADATA,
        login_url="https://login.microsoftonline.us",
        scope="https://api.botframework.us/.default",
        service_url="https://smba.infra.dod.teams.microsoft.us/teams/",
        service_hosts=frozenset({"smba.infra.dod.teams.microsoft.us"}),
        graph_url="https://dod-graph.microsoft.us",
    ),
}
"""By the name that ``TEAMS_CLOUD`` gives them."""
