"""Coordinators begin and end a drill; people take part in it only if they agree."""

from dataclasses import replace
from datetime import timedelta

from bot.check_ins import wishes_of
from bot.core.context import Context
from bot.core.conversation import Command, Press, Submission
from bot.core.errors import FormRefused, Refused, SubjectGone
from bot.core.job_kinds import HOWEVER_LATE, Done, JobKind, NotNow, Step
from bot.core.jobs import OPEN, Job, Recipient, cancel, schedule
from bot.core.names import CORE_NUDGE, CORE_POST
from bot.core.people import Person, person_with
from bot.core.routes import Reply, Sweep, ask, replace_card, say
from bot.core.storage import Work, new_reference
from bot.drills.model import CLOSING, HOURS, Drill, Participant, PracticeRequest, Role, Stage
from bot.drills.names import ASK, ASKED, CONTROL, INVITE, LEFT, NOTE, ON, OVER, TAKE, TIDY
from bot.programme import current, must_run, next_allowed, note_change, post_unasked
from bot.programme.names import PROGRAMME_UNASKED

A_DAY = timedelta(days=1)


# ---- the coordinator ----


async def on(context: Context, command: Command) -> Reply:
    """``drill on``: open the form; if a drill is running, show its state instead."""
    running = await _running(context)
    return say(CONTROL, running[0].reference) if running else ask(ON)


async def send_on(context: Context, sent: Submission) -> Reply:
    """Set up a drill and ask the picked people whether they take part; nothing else is sent.

    Raises ``Refused`` if a drill is running, ``FormRefused`` for faults in the form.
    """
    if await _running(context):
        raise Refused("drill.running")
    cast = {role: await _picked(context, sent, role) for role in Role}
    if sent.one("hours") not in map(str, HOURS):
        raise FormRefused({"hours": "drill.fault.choose"})
    everybody = [person for people in cast.values() for person in people]
    if len({person.reference for person in everybody}) < len(everybody):
        raise FormRefused({Role.NEAR: "drill.fault.twice"})
    programme = await current(context.work)
    me = context.actor.reference
    area = programme.run_by(me)[0]
    ends_at = context.now + timedelta(hours=int(sent.one("hours")))
    drill = Drill(reference=new_reference(), area=area.key, by=me, at=context.now, ends_at=ends_at)
    await context.work.add(drill)
    key = f"drill-over:{drill.reference}"
    await schedule(context.work, OVER, key, ends_at, subject=drill.reference)
    for role, people in cast.items():
        for person in people:
            await _invite(context, drill, role, person)
    await note_change(context.work, me, f"practice begun in area {area.key}")
    # A message, not an answer: only a message is redrawn as people say yes.
    key = f"drill-control:{drill.reference}"
    await context.post(CONTROL, drill.reference, Recipient.person(me), key)
    return ask(ASKED, drill.reference)


async def _picked(context: Context, sent: Submission, role: Role) -> list[Person]:
    """The people picked for a role; raises ``FormRefused`` for anyone who is not a known adult."""
    found = []
    for user in sent.values.get(role, ()):
        account = sent.account.neighbour(user)
        person = await person_with(context.work, account) if user else None
        if person is None or not person.active or not person.adult:
            raise FormRefused({role: "drill.fault.unknown"})
        found.append(person)
    if role is Role.NEAR and not found:
        raise FormRefused({role: "drill.fault.nobody"})
    return found


async def _invite(context: Context, drill: Drill, role: Role, person: Person) -> None:
    """Invite one person outside their quiet hours, unless they want no notes."""
    if (await wishes_of(context.work, person.reference)).stopped:
        return
    whose = whose_index(context.work, drill.reference, person.reference)
    participant = Participant(
        reference=new_reference(), drill=drill.reference, role=role, whose=whose
    )
    await context.work.add(participant)
    await context.work.vault.seal(participant.person, person.reference)
    unit = (await current(context.work)).unit(person.unit)
    due_at = next_allowed(unit, person, context.now)
    if due_at < drill.ends_at:
        to = Recipient.sealed(participant.person)
        key = f"drill-invite:{participant.reference}"
        await post_unasked(context, INVITE, participant.reference, to, key, due_at=due_at)


async def off(context: Context, command: Command) -> Reply:
    """``drill off``: end the running drills now. Raises ``Refused`` if there is none."""
    running = await _running(context)
    if not running:
        raise Refused("drill.none")
    for drill in running:
        await _end_now(context, drill)
    return say(CONTROL, running[0].reference)


async def begin(context: Context, press: Press, subject: str) -> Reply:
    """Send the practice note to the participants who agreed.

    Raises ``Refused`` while nobody who would get it has agreed.
    """
    drill = await _of_mine(context, subject)
    if not drill.started and not drill.ended:
        participants = await those_who_agreed(context.work, drill, Role.NEAR)
        if not participants:
            raise Refused("drill.nobody_yet")
        drill = await context.work.save(replace(drill, started=True))
        await context.redraw(drill.reference)
        for participant in participants:
            await _post_note(context, participant)
    return replace_card(CONTROL, drill.reference)


async def end(context: Context, press: Press, subject: str) -> Reply:
    """End one drill now, by its button."""
    drill = await _of_mine(context, subject)
    if not drill.ended:
        await _end_now(context, drill)
    return replace_card(CONTROL, drill.reference)


async def _running(context: Context) -> list[Drill]:
    programme, me = await current(context.work), context.actor.reference
    keys = tuple(area.key for area in programme.run_by(me))
    return await context.work.of(Drill).find(Drill.area.one_of(keys), Drill.ended.is_(False))


async def _of_mine(context: Context, reference: str) -> Drill:
    drill = await context.need(Drill, reference)
    await must_run(context, drill.area)
    return drill


async def _finish(context: Context, drill: Drill) -> None:
    """End a drill, once: its cards say so, and it is erased a few minutes later."""
    if drill.ended:
        return
    await context.work.save(replace(drill, ended=True))
    await note_change(context.work, drill.by, f"practice ended in area {drill.area}")
    for subject in await _subjects(context.work, drill):
        await cancel(context.work, subject, PROGRAMME_UNASKED, CORE_POST, CORE_NUDGE)
        await context.redraw(subject)


async def _end_now(context: Context, drill: Drill) -> None:
    """End a drill early, and move the job that would have ended it to when it is erased."""
    await _finish(context, drill)
    for job in await context.work.of(Job).find(
        Job.subject.is_(drill.reference), Job.kind.is_(OVER), Job.state.one_of(OPEN)
    ):
        await context.work.save(replace(job, due_at=context.now + CLOSING))


async def _subjects(work: Work, drill: Drill) -> list[str]:
    people = await work.of(Participant).find(Participant.drill.is_(drill.reference))
    requests = await work.of(PracticeRequest).find(PracticeRequest.drill.is_(drill.reference))
    return [drill.reference, *(each.reference for each in (*people, *requests))]


# ---- the participants ----


def whose_index(work: Work, drill: str, person: str) -> str:
    """The blind index that finds a person's participation in a drill."""
    return work.vault.blind_index("drill-part", drill, person)


async def those_who_agreed(work: Work, drill: Drill, role: Role) -> list[Participant]:
    """The participants in this role who agreed."""
    return await work.of(Participant).find(
        Participant.drill.is_(drill.reference),
        Participant.role.is_(role),
        Participant.agreed.is_(True),
    )


async def _own_participation(context: Context, reference: str) -> tuple[Participant, Drill]:
    """The actor's own participation in a drill going on; raises ``SubjectGone``."""
    participant = await context.need(Participant, reference)
    drill = await context.need(Drill, participant.drill)
    mine = whose_index(context.work, drill.reference, context.actor.reference)
    if drill.ended or participant.whose != mine:
        raise SubjectGone
    return participant, drill


async def practice_request(context: Context, reference: str) -> tuple[PracticeRequest, Participant]:
    """A request, and the actor as an agreed participant in its role; raises ``SubjectGone``."""
    request = await context.need(PracticeRequest, reference)
    whose = whose_index(context.work, request.drill, context.actor.reference)
    mine = await context.work.of(Participant).find(
        Participant.whose.is_(whose),
        Participant.role.is_(request.role),
        Participant.agreed.is_(True),
    )
    drill = await context.need(Drill, request.drill)
    if not mine or drill.ended:
        raise SubjectGone
    return request, mine[0]


async def join(context: Context, press: Press, subject: str) -> Reply:
    """Take part; get what the others in this role already got."""
    participant, drill = await _own_participation(context, subject)
    if not participant.agreed:
        participant = await context.work.save(replace(participant, agreed=True))
        await context.redraw(drill.reference)
        if drill.started and participant.role is Role.NEAR:
            await _post_note(context, participant)
        for request in await context.work.of(PracticeRequest).find(
            PracticeRequest.drill.is_(drill.reference), PracticeRequest.role.is_(participant.role)
        ):
            await _post_ask(context, request, participant)
    return replace_card(INVITE, participant.reference)


async def leave(context: Context, press: Press, subject: str) -> Reply:
    """Decline or leave: erase the participation and close the requests it left open."""
    participant, drill = await _own_participation(context, subject)
    for request in await context.work.of(PracticeRequest).find(
        PracticeRequest.asker.is_(participant.reference), PracticeRequest.taken_by.is_("")
    ):
        await context.work.save(replace(request, taken_by=participant.reference))
        await context.redraw(request.reference)
    await _drop(context, participant, shown=False)
    await context.redraw(drill.reference)
    return replace_card(LEFT)


async def _post_note(context: Context, participant: Participant) -> None:
    to, key = Recipient.sealed(participant.person), f"drill-note:{participant.reference}"
    await post_unasked(context, NOTE, participant.reference, to, key)


async def talk(context: Context, press: Press, subject: str) -> Reply:
    """Ask those who listen for a practice talk."""
    return await _ask_others(context, subject, Role.LISTENS, Stage.TALK)


async def take_break(context: Context, press: Press, subject: str) -> Reply:
    """Ask those who cover for a practice break."""
    return await _ask_others(context, subject, Role.COVERS, Stage.BREAK)


async def _ask_others(context: Context, subject: str, role: Role, stage: Stage) -> Reply:
    participant, drill = await _own_participation(context, subject)
    if participant.role is Role.NEAR and participant.agreed and participant.stage is Stage.NOTE:
        await context.work.save(replace(participant, stage=stage))
        request = PracticeRequest(
            reference=new_reference(), drill=drill.reference, asker=participant.reference, role=role
        )
        await context.work.add(request)
        for helper in await those_who_agreed(context.work, drill, role):
            await _post_ask(context, request, helper)
    return replace_card(NOTE, participant.reference)


async def _post_ask(context: Context, request: PracticeRequest, helper: Participant) -> None:
    to, key = Recipient.sealed(helper.person), f"drill-ask:{request.reference}:{helper.reference}"
    await post_unasked(context, ASK, request.reference, to, key)


async def no_thanks(context: Context, press: Press, subject: str) -> Reply:
    """Decline the practice note."""
    participant, _ = await _own_participation(context, subject)
    if participant.stage is Stage.NOTE:
        await context.work.save(replace(participant, stage=Stage.DECLINED))
    return replace_card(NOTE, participant.reference)


async def open_take(context: Context, press: Press, subject: str) -> Reply:
    """Open the dialog that says what to expect."""
    request, _ = await practice_request(context, subject)
    return ask(TAKE, request.reference)


async def take(context: Context, sent: Submission) -> Reply:
    """Take a practice request; the first press wins, as for real requests."""
    request, mine = await practice_request(context, sent.subject)
    if not request.taken_by:
        await context.work.save(replace(request, taken_by=mine.reference))
        await context.redraw(request.reference)
        await context.redraw(request.asker, NOTE)
    return ask(TAKE, request.reference)


async def _drop(context: Context, participant: Participant, *, shown: bool = True) -> None:
    """Erase a participant, their jobs and, if ``shown``, where their cards were posted."""
    await cancel(context.work, participant.reference)
    if shown:
        await context.forget_cards(participant.reference)
    await context.work.vault.erase(participant.reference)
    await context.work.remove(participant)


async def forget(context: Context, person: str) -> None:
    """Erase every participation of a person (by reference)."""
    for drill in await context.work.of(Drill).find():
        whose = whose_index(context.work, drill.reference, person)
        for participant in await context.work.of(Participant).find(Participant.whose.is_(whose)):
            await _drop(context, participant)


async def held(work: Work, person: str) -> int:
    """How many drills have asked a person (by reference) to take part."""
    drills = await work.of(Drill).find()
    indexes = [whose_index(work, drill.reference, person) for drill in drills]
    return await work.of(Participant).count(Participant.whose.one_of(indexes))


# ---- its end ----


async def _over(context: Context, job: Job) -> Step:
    drill = await context.need(Drill, job.subject)
    if not drill.ended:
        await _finish(context, drill)
        return NotNow(context.now + CLOSING)
    await _erase(context, drill)
    return Done()


async def _erase(context: Context, drill: Drill) -> None:
    """Remove a drill with its participants, requests and cards."""
    work = context.work
    for subject in await _subjects(work, drill):
        await context.forget_cards(subject)
    for participant in await work.of(Participant).find(Participant.drill.is_(drill.reference)):
        await _drop(context, participant)
    for request in await work.of(PracticeRequest).find(PracticeRequest.drill.is_(drill.reference)):
        await work.remove(request)
    await work.remove(drill)


async def _tidy(context: Context, job: Job) -> Step:
    """Erase drills a day after their end, in case their own job was lost."""
    for drill in await context.work.of(Drill).find():
        if drill.ends_at + A_DAY <= context.now:
            await _erase(context, drill)
    return Done()


JOBS = (JobKind(OVER, _over, HOWEVER_LATE), JobKind(TIDY, _tidy, HOWEVER_LATE))
SWEEPS = (Sweep(TIDY, A_DAY),)
