"""Preferences: the form opens by a button, what is sent is sealed and kept to from now on."""

from dataclasses import replace
from datetime import timedelta

from bot.core.context import Context
from bot.core.conversation import Press, Submission
from bot.core.errors import Refused, SubjectGone
from bot.core.people import Person, TrainingLevel, accounts_of, person_with
from bot.core.routes import Reply, ask
from bot.core.screens import Form
from bot.core.storage import Work
from bot.core.texts import Words
from bot.programme import current
from bot.programme.model import TRAINED_PEERS
from bot.requests.anonymity import decide_once
from bot.requests.contact_inputs import reach_in
from bot.requests.eligibility import preferences_of, takers_here
from bot.requests.matching import languages_of, units_of
from bot.requests.model import RequestState, SupportRequest
from bot.requests.names import PREFERENCES_FORM
from bot.requests.preferences import screens
from bot.requests.queries import own_request
from bot.requests.wish_window import keep_to, kept_for
from bot.requests.wishes import Preferences, UnitWish, When


async def open_form(context: Context, press: Press, subject: str) -> Reply:
    """Open the form, while nobody has taken the request."""
    request = await _own_open(context, subject)
    return ask(PREFERENCES_FORM, request.reference)


async def choose(context: Context, sent: Submission) -> Reply:
    """Seal what was chosen; what cannot be understood counts as left out."""
    work, person = context.work, context.actor
    request = await _own_open(context, sent.subject)
    offered = await _languages(work, context.words, request)
    reach, number = await reach_in(context, sent)
    wishes = Preferences(
        unit=(sent.choice(screens.UNIT, UnitWish) if units_of(person) else None) or UnitWish.ANY,
        same_profession=screens.SAME in sent.values.get(screens.PROFESSION, ())
        and bool(person.profession),
        same_level=screens.SAME in sent.values.get(screens.LEVEL, ())
        and person.level is not TrainingLevel.NONE,
        language=sent.one(screens.LANGUAGE) if sent.one(screens.LANGUAGE) in offered else "",
        when=sent.choice(screens.WHEN, When) or When.ANY,
        not_with=await _named(context, sent),
    )
    await work.vault.seal(request.preferences, wishes)
    await work.vault.seal(request.number, number)
    request = await work.save(replace(request, reach=reach))
    await decide_once(work, request, person, wishes)
    await keep_to(context, request)
    await context.redraw(request.reference)
    return ask(screens.PREFERENCES_NOTED, request.reference)


async def _own_open(context: Context, subject: str) -> SupportRequest:
    request = await own_request(context, subject)
    if request.state is not RequestState.OPEN:
        raise Refused("support_requests.preferences.late")
    return request


async def _named(context: Context, sent: Submission) -> tuple[str, ...]:
    """The people picked, by reference; whom nobody here knows could take nothing anyway."""
    found = []
    for user in sent.values.get(screens.NOT_WITH, ())[: screens.MOST_NAMED]:
        person = await person_with(context.work, sent.account.neighbour(user))
        if person is not None and person.reference != context.actor.reference:
            found.append(person.reference)
    return tuple(dict.fromkeys(found))


async def _languages(work: Work, words: Words, request: SupportRequest) -> tuple[str, ...]:
    people = await takers_here(work, request)
    return screens.known_languages(
        words, {each for person in people for each in languages_of(person)}
    )


async def draw_form(context: Context, subject: str) -> Form:
    """The form, with what was chosen before."""
    request, person = await own_request(context, subject), context.actor
    wishes = await preferences_of(context.work, request)
    minutes = await kept_for(context.work, request) / timedelta(minutes=1)
    kind = (await current(context.work)).kind(request.option)
    asked = screens.Asked(
        wishes=wishes,
        minutes=max(1, round(minutes)),
        number=await context.work.vault.open(request.number) or "",
        reach=request.reach,
        languages=await _languages(context.work, context.words, request),
        not_with=await _users(context, wishes.not_with),
        unit=bool(units_of(person)),
        profession=bool(person.profession) and kind.tier == TRAINED_PEERS,
        level=person.level is not TrainingLevel.NONE and kind.tier == TRAINED_PEERS,
    )
    return screens.preferences_form(context.words, request, asked)


async def _users(context: Context, people: tuple[str, ...]) -> tuple[str, ...]:
    """The user ids of people, by reference, where the reader is."""
    here = context.account
    found = []
    for reference in people:
        person = await context.work.of(Person).get(reference)
        accounts = await accounts_of(context.work, person) if person and here else []
        found += [
            each.user
            for each in accounts
            if here and (each.platform, each.tenant) == (here.platform, here.tenant)
        ]
    return tuple(found)


async def draw_noted(context: Context, subject: str) -> Form:
    """That it is noted."""
    request = await own_request(context, subject)
    if request.state is not RequestState.OPEN:
        raise SubjectGone
    wishes = await preferences_of(context.work, request)
    return screens.noted_form(context.words, context.lines, request, wishes, context.now)
