"""Finds the person behind an account, and asks the platform what only it knows.

A unit of work never awaits the network. One that needs an answer from the platform raises
``AskPlatform``: it is rolled back, the platform is asked, and the work runs again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.context import Context, Directory
from bot.core.conversation import Address, Incoming, Profile, Workplace
from bot.core.people import (
    Account,
    Person,
    add_account,
    add_stranger,
    are_two_by_number,
    is_back,
    person_with,
    person_with_email,
)
from bot.core.readers import Readers
from bot.core.storage import Work
from bot.core.texts import Wording


@dataclass(frozen=True)
class OwnerOf:
    """The question who owns an account."""

    account: Account


@dataclass(frozen=True)
class MemberOf:
    """The question whether the owner of an account is in a channel."""

    channel: Address
    account: Account


Question = OwnerOf | MemberOf


class NewName(Exception):
    """A work that only reads met somebody who left under one name and is here under another."""


class AskPlatform(Exception):
    """A unit of work needs an answer from the platform before it can go on."""

    def __init__(self, question: Question) -> None:
        super().__init__(type(question).__name__)
        self.question = question


@dataclass
class Answers:
    """The platform's answers so far while one press is handled."""

    workplace: Workplace | None = None
    """The platform to ask, or ``None`` if it cannot be asked."""
    profiles: dict[OwnerOf, Profile | None] = field(default_factory=dict)
    members: dict[MemberOf, bool | None] = field(default_factory=dict)

    async def ask(self, question: Question) -> None:
        """Ask the platform, outside of any unit of work."""
        if self.workplace is None:
            return
        match question:
            case OwnerOf():
                self.profiles[question] = await self.workplace.look_up(question.account)
            case MemberOf():
                self.members[question] = await self.workplace.is_member(
                    question.channel, question.account
                )

    def owner_of(self, account: Account) -> Profile | None:
        """Return the profile of an account's owner, ``None`` if unknown. Raises ``AskPlatform``."""
        if self.workplace is None:
            return None
        question = OwnerOf(account)
        if question not in self.profiles:
            raise AskPlatform(question)
        return self.profiles[question]

    def is_outside(self, channel: Address, account: Account) -> bool:
        """Return whether somebody is known not to be in a channel. Raises ``AskPlatform``."""
        if self.workplace is None:
            return False
        question = MemberOf(channel, account)
        if question not in self.members:
            raise AskPlatform(question)
        return self.members[question] is False


class Identity:
    """Makes the context of a press: the person, their roles, and their words."""

    def __init__(
        self,
        wording: Wording,
        directory: Directory,
        readers: Readers,
        workplaces: Mapping[str, Workplace],
    ) -> None:
        self._wording = wording
        self._directory = directory
        self._readers = readers
        self._workplaces = workplaces

    def answers(self, account: Account) -> Answers:
        """Return an empty set of answers from this account's platform."""
        return Answers(self._workplaces.get(account.platform))

    async def context(self, work: Work, incoming: Incoming, answers: Answers) -> Context:
        """Make the context for the person who pressed, typed or sent. Raises ``AskPlatform``."""
        person = await person_with(work, incoming.account)
        if person is None:
            person = await self._stranger(work, incoming, answers.owner_of(incoming.account))
        elif person.gone or not person.active:
            person = await self._renamed(work, incoming.account, person, answers)
        person = await self._directory.reading_in(work, person, incoming.locale)
        self._readers.remember(incoming.account, person.locale, person.zone)

        async def is_outside(key: str) -> bool:
            channel = await self._directory.channel(work, key, incoming.account.platform)
            return channel is not None and answers.is_outside(channel, incoming.account)

        return Context(
            work=work,
            words=self._wording.words(person.locale, person.zone),
            lines=self._directory.lines(person),
            person=person,
            account=incoming.account,
            roles=await self._directory.roles_of(work, person),
            former=await self._directory.former_owner(work, person, incoming.account),
            is_outside=is_outside,
        )

    async def join(self, work: Work, account: Account, answers: Answers) -> None:
        """Join the owner of an account with who they are under a new name (``NewName``)."""
        person = await person_with(work, account)
        if person is not None:
            await self._renamed(work, account, person, answers)

    async def _renamed(
        self, work: Work, account: Account, person: Person, answers: Answers
    ) -> Person:
        """Return who the owner of an account, who seems to have left, is by its present e-mail.

        If nothing else connects the two, the account of somebody who left is the other one's from
        now on. Raises ``NewName`` in a work that only reads, if something must be written.
        """
        profile = answers.owner_of(account) or Profile()
        known = await person_with_email(work, profile.email) if profile.email else None
        if known is None or known.reference == person.reference:
            return person
        is_new_name = await self._directory.is_new_name(work, person, known, account)
        is_passed_on = known.active and not person.active and not are_two_by_number(person, known)
        if not is_new_name and not is_passed_on:
            return person
        if work.reads_only:
            raise NewName
        return await self._directory.recognise(work, known, account)

    async def _stranger(self, work: Work, incoming: Incoming, profile: Profile | None) -> Person:
        """Return the owner of an unknown account: found by e-mail, or a new person."""
        profile = profile or Profile()
        zone = incoming.zone or profile.zone or await self._directory.zone(work)
        locale = incoming.locale or profile.locale or await self._directory.language(work)
        known = await person_with_email(work, profile.email) if profile.email else None
        if work.reads_only:
            # They are added when they press something that writes.
            return known or Person(reference="", zone=zone, locale=locale)
        if known is not None:
            known = await is_back(work, known)
            await add_account(work, known, incoming.account)
            return known
        person = await add_stranger(work, incoming.account, zone, locale, profile.email)
        for sealed, content in ((person.name, profile.name), (person.phone, profile.phone)):
            if content:
                await work.vault.seal(sealed, content)
        return person
