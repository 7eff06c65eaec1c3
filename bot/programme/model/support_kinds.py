"""Support kinds: the kinds of people to talk with, who takes requests, and on what terms."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from bot.core.people import Employment
from bot.programme.model.hours import Ladder, ServiceHours

TRAINED_PEERS, PROFESSIONAL = 2, 3
"""Scott's tiers: trained co-workers, and expedited professional help. The first is the unit."""


@dataclass(frozen=True, kw_only=True)
class SupportTerms:
    """The values that an area may override; an empty one stays as the programme has it.

    Texts are the hospital's own whole sentences in one language; ``Words.translate`` translates
    them.
    """

    takers: tuple[str, ...] | None = None
    """Who takes its requests, by reference; ``None`` if an area does not override them."""
    private: str = ""
    """Counsel's words: what stays private."""
    limits: str = ""
    """Counsel's words: what may not stay private."""
    answers: str = ""
    """How soon somebody answers in service hours; ends a sentence, as "within 30 minutes"."""
    at_night: str = ""
    """The same for all other hours."""
    line: str = ""
    """The key of the support line that reaches it by telephone."""
    operator: str = ""
    """The number of the operator who pages it."""
    open_to: tuple[Employment, ...] = ()
    """The employments that may use it; all when empty."""
    service: str = ""
    """What an external service calls itself."""
    how: str = ""
    """How an external service is reached."""
    hours: ServiceHours | None = None
    """When its requests are watched; the programme's hours when ``None``."""
    ladder: Ladder | None = None
    """Its escalation levels; the programme's when ``None``."""

    @property
    def has_counsels_words(self) -> bool:
        """Whether counsel's words for what stays private, and for the limits of that, are there."""
        return bool(self.private and self.limits)

    def is_for(self, employment: Employment) -> bool:
        """Whether people with this employment may use it."""
        return not self.open_to or employment in self.open_to


@dataclass(frozen=True)
class KindWords:
    """A hospital's own words for a support kind in one language; empty ones are derived."""

    name: str = ""
    """Its label, such as "Social work"."""
    one: str = ""
    """One person within a sentence, such as "a social worker"."""
    about: str = ""
    """One sentence that explains the kind."""


@dataclass(frozen=True, kw_only=True)
class SupportKind(SupportTerms):
    """One kind of support, such as peers, chaplains, or a kind that a hospital adds."""

    key: str
    tier: int = PROFESSIONAL
    name: str = ""
    one: str = ""
    about: str = ""
    """These three are ``KindWords`` in the language in which the playbook is written."""
    languages: Mapping[str, KindWords] = field(default_factory=dict)
    """The same in other languages, by their codes."""
    channel: str = ""
    """The key of the private channel for its requests; the kind's own key when empty."""
    who_first: bool = True
    """Whether a requester may see who it would be before their own name is shown."""
    on_call: bool = True
    """Whether the people on call may be asked when nobody takes a request."""
    managers: bool = True
    """Whether somebody's manager may take its requests."""
    near: bool = False
    """Whether a taker near the same event may take a request if the requester agrees."""
    sessions: bool = True
    """Whether its takers may be asked to lead a group session."""
    coaches: bool = False
    """Whether its takers help to prepare a talk with a family about what happened (a disclosure).

    It then stands first where such a talk is ahead, and last where none is known of.
    """
    external: bool = False
    """Whether it is an external service, which is shown but has no requests."""

    @property
    def channel_key(self) -> str:
        """The key of its private channel."""
        return self.channel or self.key

    @property
    def is_offered(self) -> bool:
        """Whether people are shown it.

        Professional help and external services are shown once counsel's words for them are
        there; trained peers have general words that stand in until then.
        """
        return self.has_counsels_words or (self.tier == TRAINED_PEERS and not self.external)

    def within(self, terms: SupportTerms | None) -> "SupportKind":
        """The kind with an area's terms in place of the programme's."""
        if terms is None:
            return self
        own: dict[str, Any] = {each.name: getattr(terms, each.name) for each in fields(terms)}
        takers = own.pop("takers")
        changes = {name: value for name, value in own.items() if value}
        if takers is not None:
            changes["takers"] = takers
        return replace(self, **changes)
