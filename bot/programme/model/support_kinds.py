"""Support kinds: whom one can talk with, who takes their requests, and on what terms."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from bot.core.people import Employment
from bot.programme.model.hours import Ladder, ServiceHours

TRAINED_PEERS, PROFESSIONAL = 2, 3
"""Scott's tiers: trained co-workers, and expedited professional help. The first is the unit."""


@dataclass(frozen=True, kw_only=True)
class SupportTerms:
    """What may differ from area to area. What is empty is as the programme has it.

    Texts are whole sentences of the hospital's own, in one language (``Words.said``).
    """

    takers: tuple[str, ...] | None = None
    """Who takes its requests, by reference; ``None`` where an area names nobody of its own."""
    private: str = ""
    """Counsel's words: what stays private."""
    limits: str = ""
    """Counsel's words: what may not stay private."""
    answers: str = ""
    """How soon somebody answers in service hours; ends a sentence, as "within 30 minutes" does."""
    at_night: str = ""
    """The same for all other hours."""
    line: str = ""
    """The key of the support line that reaches it by telephone."""
    operator: str = ""
    """The number of the operator who pages it."""
    open_to: tuple[Employment, ...] = ()
    """The employments it is for; all when empty."""
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
        """Whether it says what stays private, and where that ends."""
        return bool(self.private and self.limits)

    def is_for(self, employment: Employment) -> bool:
        """Whether somebody employed like this may use it."""
        return not self.open_to or employment in self.open_to


@dataclass(frozen=True)
class KindWords:
    """What a hospital calls a support kind in one language; an empty text is derived."""

    name: str = ""
    """A label of its own, such as "Social work"."""
    one: str = ""
    """One person of it within a sentence, such as "a social worker"."""
    about: str = ""
    """One sentence on what it is."""


@dataclass(frozen=True, kw_only=True)
class SupportKind(SupportTerms):
    """One kind of support, such as peers, chaplains, or what a hospital adds itself."""

    key: str
    tier: int = PROFESSIONAL
    name: str = ""
    one: str = ""
    about: str = ""
    """These three are ``KindWords`` in the language in which the playbook is written."""
    languages: Mapping[str, KindWords] = field(default_factory=dict)
    """The same in other languages, by their codes."""
    channel: str = ""
    """The key of the private channel in which its requests are claimed; its own key when empty."""
    who_first: bool = True
    """Whether somebody may ask to see who it is before their own name is shown."""
    on_call: bool = True
    """Whether the people on call may be asked when nobody takes a request."""
    managers: bool = True
    """Whether somebody's manager may take its requests."""
    near: bool = False
    """Whether somebody near the same event may take a request if its person agrees."""
    sessions: bool = True
    """Whether those who take it may be asked to lead a group session."""
    external: bool = False
    """Whether it is only shown: nobody here is asked."""

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
