"""Plays the whole story without a page, over the same HTTP routes, and writes a transcript."""

import asyncio
from datetime import timedelta

from aiohttp import ClientError, ClientSession

from adapters.practice.players import Players, Surprise, Write, dialog_of
from adapters.practice.render import Json
from adapters.practice.scenarios.morning import BEFORE_THE_REPORT, CHARGE_NURSE, REPORTED
from adapters.practice.stage import ZONE
from adapters.wording import load_wording

FIRST_NOTE = "check_in.note"
LEADS_GUIDE = "unit_lead.guide"
TAKEN = "support_requests.taken"
READS_SPANISH = "tomas"
NOT_FOR_YOU = "support_requests.not_for_you"
WROTE_SOON = ("sam", "theo", "rosa", "uma", "lena")
SLEEPS = "nora"
CLAIMERS = ("pat", "quinn", "siobhan", "tomas")
ACCEPTED, KNOWN = 202, 200


async def play(url: str, source: str, key: bytes, write: Write) -> int:
    """Play the story at ``url`` and write what each person received; return 1 after a surprise.

    ``source`` is the intake source whose webhook reports are signed with ``key``.
    """
    try:
        async with ClientSession() as session:
            players = Players(session, url, write)
            await players.look()
            for chapter in (_reported, _break, _talk, _no_thanks):
                await chapter(players)
            await _second_report(players, source, key)
            await _forgotten(players)
            await _later(players)
            await _end(session, url, players)
    except Surprise as surprise:
        write(f"\nA surprise: {surprise}.\n")
        return 1
    except (ClientError, TimeoutError, KeyError) as fault:
        write(f"\nA surprise: the server's answer was none ({type(fault).__name__}).\n")
        return 1
    write("\nThe story went as it is told.\n")
    return 0


async def _reported(players: Players) -> None:
    players.chapter("Something hard is reported; who and the words are seen before anything goes")
    form = await players.types(CHARGE_NURSE, "/support-admin activate")
    entered = REPORTED.values(players.now() - BEFORE_THE_REPORT)
    preview = await players.sends(CHARGE_NURSE, form, **{n: list(v) for n, v in entered.items()})
    await players.sends(CHARGE_NURSE, preview)
    await players.until_card("the reporter's card", f"@{CHARGE_NURSE}", "adverse_event.progress")
    players.chapter("The hold-off passes; the first notes go out, one to each person")
    await players.goes_on_until(
        "a first note", lambda: all(players.has(f"@{user}", FIRST_NOTE) for user in WROTE_SOON)
    )
    if players.has(f"@{SLEEPS}", FIRST_NOTE):
        raise Surprise("somebody was written to in their sleep after a night shift")


async def _break(players: Players) -> None:
    players.chapter("A break: cover comes, one press begins it, one quiet message ends it")
    await players.reads("sam")
    ask = await players.presses("sam", "check_in.break")
    await players.sends("sam", ask, minutes=["15"])
    await players.until_card("the cover card", "@fay", "time_out.cover_card")
    yes = await players.presses("fay", "time_out.cover")
    who = dialog_of(await players.sends("fay", yes))
    _expect("Sam Rivera", who, "the dialog names who asked")
    await players.until_card("the cover's note", "@fay", "time_out.covering")
    await players.until_card("the news of cover", "@sam", "time_out.mine", "time_out.begin")
    who = dialog_of(await players.presses("sam", "time_out.who"))
    _expect("Fay Odum", who, "the dialog names who covers")
    await players.presses("sam", "time_out.begin")
    await players.goes_on_to_card("the note at the end", "@sam", "time_out.mine", "time_out.longer")
    await players.presses("sam", "time_out.back")
    if any(row["table"] == "time_out" for row in players.rows_about("sam")):
        raise Surprise("a break left a trace of who took it")


async def _talk(players: Players) -> None:
    players.chapter("A peer: any one of them; several press at once, and one wins")
    await players.presses("sam", "check_in.talk")
    await players.presses("sam", "check_in.peer")
    channel = await _claim_card(players, 1)
    refused = await players.presses("uma", "request.claim", channel)
    _expect(_said(NOT_FOR_YOU), _shown(refused), "who may be near is refused")
    opened = {u: await players.presses(u, "request.claim", channel) for u in CLAIMERS}
    at_once = [players.sends(user, form) for user, form in opened.items()]
    answers = dict(zip(CLAIMERS, await asyncio.gather(*at_once), strict=True))
    winners = [u for u, a in answers.items() if _shown(a).get("name") == "request.contact"]
    if len(winners) != 1:
        raise Surprise(f"{len(winners)} people took one request")
    for user in set(CLAIMERS) - set(winners):
        taken = _said(TAKEN, "es" if user == READS_SPANISH else "en")
        _expect(taken, _shown(answers[user]), "the others read that it is taken")
    peer = winners[0]
    _expect("Sam Rivera", _shown(answers[peer]), "the winner sees the contact")
    await players.until_card("the news of a peer", "@sam", "request.status", "request.who")
    who = dialog_of(await players.presses("sam", "request.who"))
    _expect(_name(players, peer), who, "the dialog names the peer")
    await players.until_card("the peer's card", f"@{peer}", "request.held")
    await players.presses(peer, "request.reached")
    await players.presses(peer, "request.done")
    if any(row["table"] == "support_request" for row in players.rows_about("sam")):
        raise Surprise("a request that is done still holds who asked")


async def _claim_card(players: Players, number: int) -> str:
    """Wait until the supporters' channel holds this many request cards; return its name."""

    def channels() -> list[str]:
        return [name for name in players.state["conversations"] if name.startswith("#")]

    def there() -> bool:
        return any(len(players.messages(name)) == number for name in channels())

    await players.until("the card in the supporters' channel", there)
    return channels()[0]


async def _no_thanks(players: Players) -> None:
    players.chapter("No thanks: a plain end, and the name is gone")
    await players.reads("rosa")
    await players.presses("rosa", "check_in.no_thanks")
    await players.until("the erasing of a name", lambda: not players.rows_about("rosa"))


async def _second_report(players: Players, source: str, key: bytes) -> None:
    players.chapter("A second event, by signed webhook; a talk by the other door")
    near = ["siobhan.ohara@larkspur.example", "layla.haddad@larkspur.example"]
    occurred_at = (players.now() - timedelta(minutes=20)).astimezone(ZONE)
    body: Json = {
        "id": "report-7",
        "kind": "violence_or_threat",
        "harm": "mild",
        "unit": "ed",
        "occurred_at": occurred_at.isoformat(timespec="seconds"),
        "people": near,
    }
    if await players.reports(source, key, body) != ACCEPTED:
        raise Surprise("a signed report was not accepted")
    if await players.reports(source, key, body) != KNOWN:
        raise Surprise("the same report was not recognised")
    await players.until_card("the coordinator's card", "@kit", "adverse_event.progress")
    await players.goes_on_until(
        "a first note of the second event",
        lambda: players.has("@siobhan", FIRST_NOTE) and players.has("@layla", FIRST_NOTE),
    )
    await players.reads("siobhan")
    await players.presses("siobhan", "check_in.talk")
    await players.presses("siobhan", "check_in.peer_who_first")
    channel = await _claim_card(players, 2)
    opened = await players.presses("quinn", "request.claim", channel)
    offered = await players.sends("quinn", opened)
    if "Siobhan" in str(offered):
        raise Surprise("the peer saw a name before the yes")
    await players.until_card("the offer", "@siobhan", "request.status", "request.who")
    who = await players.presses("siobhan", "request.who")
    _expect(_name(players, "quinn"), dialog_of(who), "the dialog names the peer")
    await players.sends("siobhan", who)
    await players.until_card("the yes", "@quinn", "request.said_yes", "request.contact")
    contact = dialog_of(await players.presses("quinn", "request.contact"))
    _expect("Siobhan O'Hara", contact, "the peer sees the contact after the yes")


async def _forgotten(players: Players) -> None:
    players.chapter("Forget: the request is taken back, and no row leads to them any more")
    before = len(players.rows_about("siobhan"))
    await players.types("siobhan", "/support forget")
    await players.presses("siobhan", "privacy.forget")
    await players.until(
        "the redrawn card of the peer",
        lambda: not players.has("@quinn", "request.said_yes", "request.contact"),
    )
    await players.until("the emptying of the pane", lambda: not players.rows_about("siobhan"))
    players.note(f"Rows that led to Siobhan: {before} before, none now.")


async def _later(players: Players) -> None:
    players.chapter("The days after: who slept is written to awake; who is silent, once more")
    await players.goes_on_to_card("the note after the sleep", "@nora", FIRST_NOTE)
    for screen, what, verb in (
        ("follow_up.three_days", "the note of the third day", "day"),
        ("follow_up.week", "the note of the first week", "next"),
        ("follow_up.month", "the note of the first month", "next"),
    ):
        await players.goes_on_to_card(what, "@sam", screen, verb=verb)
        await players.reads("sam")
        await players.presses("sam", "follow_up.ok")
    for user in ("theo", "uma", "nora", "layla"):
        if len(players.messages(f"@{user}", "follow_up.silence")) != 1:
            raise Surprise("who was silent was not written to once more")
        if any(row for row in players.rows_about(user) if not _of_a_lead(row)):
            raise Surprise("who was silent and written to once more was not erased")
    players.note("Who was silent is erased. Layla leads the unit: her guide stays with the report.")
    await players.goes_on_until(
        "the erasing after the last note", lambda: not players.rows_about("sam"), "day"
    )
    players.note("A week after the last note no row leads to Sam.")


async def _end(session: ClientSession, url: str, players: Players) -> None:
    for name in players.state["conversations"]:
        if name.startswith("@") and len(players.messages(name, FIRST_NOTE)) > 1:
            raise Surprise(f"{name} got the same note twice")
    if any(m["card"]["screen"].startswith("follow_up") for m in players.messages("@rosa")):
        raise Surprise("a note came after a no thanks")
    if any(m["card"]["screen"].startswith("follow_up") for m in players.messages("@siobhan")):
        raise Surprise("a note came to somebody who is forgotten")
    async with session.get(f"{url}/health") as response:
        if (await response.json())["act"]:
            raise Surprise(f"something is broken: {await response.text()}")


def _of_a_lead(row: Json) -> bool:
    """Whether a row is a unit lead's guide, which stays as long as the report."""
    return bool(row["fields"].get("screen") == LEADS_GUIDE)


def _shown(answer: Json) -> Json:
    """The form or card of an answer."""
    shown: Json = answer.get("form") or answer.get("card") or {}
    return shown


def _said(key: str, language: str = "en") -> str:
    """Return what a text says that has no values."""
    return load_wording().words(language, ZONE.key)(key)


def _expect(text: str, shown: Json, what: str) -> None:
    if text not in str(shown):
        raise Surprise(f"it is not so that {what}")


def _name(players: Players, user: str) -> str:
    name: str = next(one["name"] for one in players.state["people"] if one["user"] == user)
    return name
