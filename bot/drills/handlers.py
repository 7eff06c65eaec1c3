"""A coordinator begins and ends a practice; people take part in it by their own yes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from bot.check_ins import wishes_of
from bot.core.context import Context
from bot.core.conversation import Command, Press, Submission
from bot.core.errors import FormRefused, Refused, SubjectGone
from bot.core.job_kinds import Done, Dropped, JobKind, NotNow
from bot.core.job_kinds import Step as JobStep
from bot.core.jobs import OPEN, Job, Recipient, cancel, schedule
from bot.core.names import CORE_NUDGE, CORE_POST
from bot.core.people import Account, Person, person_with
from bot.core.routes import NOTHING, Reply, Sweep, ask, replace_card, say
from bot.core.seen import ShownCard, forget_shown
from bot.core.storage import Work, new_reference
from bot.drills.model import CLOSING, HOURS, Drill, DrillAsk, DrillPart, Role, Step
from bot.drills.names import ASK, CONTROL, HOME_MENU, INVITE, LEFT, NOTE, ON, OVER, TAKE, TIDY
from bot.programme import current, next_allowed, note_change, post_unasked
from bot.programme.names import PROGRAMME_UNASKED

A_DAY = timedelta(days=1)


# ---- the coordinator ----


async def on(context: Context, command: Command) -> Reply:
    """``drill on``: who takes part; where one is running, how it stands."""
    running = await _running(context)
    return say(CONTROL, running[0].reference) if running else ask(ON)


async def send_on(context: Context, sent: Submission) -> Reply:
    """Ask those who were picked whether they take part. Nothing else goes to anybody."""
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
    area = next(area for area in programme.areas if area.is_run_by(me))
    ends_at = context.now + timedelta(hours=int(sent.one("hours")))
    drill = Drill(reference=new_reference(), area=area.key, by=me, at=context.now, ends_at=ends_at)
    await context.work.of(Drill).add(drill)
    key = f"drill-over:{drill.reference}"
    await schedule(context.work, OVER, key, ends_at, subject=drill.reference)
    for role, people in cast.items():
        for person in people:
            await _invite(context, drill, role, person)
    await note_change(context.work, me, f"practice begun in area {area.key}")
    return say(CONTROL, drill.reference)


async def _picked(context: Context, sent: Submission, role: Role) -> list[Person]:
    """The people picked for a part; each has to be known here, and of age."""
    found = []
    for user in sent.values.get(role, ()):
        account = Account(sent.account.platform, sent.account.tenant, user)
        person = await person_with(context.work, account) if user else None
        if person is None or not person.active or not person.adult:
            raise FormRefused({role: "drill.fault.unknown"})
        found.append(person)
    if role is Role.NEAR and not found:
        raise FormRefused({role: "drill.fault.nobody"})
    return found


async def _invite(context: Context, drill: Drill, role: Role, person: Person) -> None:
    """Ask one person, at an hour that is theirs; whoever wants no notes is left in peace."""
    if (await wishes_of(context.work, person.reference)).stopped:
        return
    whose = whose_mark(context.work, drill.reference, person.reference)
    part = DrillPart(reference=new_reference(), drill=drill.reference, role=role, whose=whose)
    await context.work.of(DrillPart).add(part)
    await context.work.vault.seal(part.person, person.reference)
    unit = (await current(context.work)).unit(person.unit)
    due_at = next_allowed(unit, person, context.now)
    if due_at < drill.ends_at:
        to = Recipient.sealed(part.person)
        key = f"drill-invite:{part.reference}"
        await post_unasked(context, INVITE, part.reference, to, key, due_at=due_at)


async def off(context: Context, command: Command) -> Reply:
    """``drill off``: it ends now, whatever is going on in it."""
    running = await _running(context)
    if not running:
        raise Refused("drill.none")
    for drill in running:
        await _end_now(context, drill)
    return say(CONTROL, running[0].reference)


async def begin(context: Context, press: Press, subject: str) -> Reply:
    """The practice note goes to those who said yes."""
    drill = await _of_mine(context, subject)
    if not drill.started and not drill.ended:
        drill = await context.work.of(Drill).save(replace(drill, started=True))
        for part in await parts_of(context.work, drill, Role.NEAR):
            await _post_note(context, part)
    return replace_card(CONTROL, drill.reference)


async def end(context: Context, press: Press, subject: str) -> Reply:
    """The same as ``drill off``, by a button."""
    drill = await _of_mine(context, subject)
    if not drill.ended:
        await _end_now(context, drill)
    return replace_card(CONTROL, drill.reference)


async def _running(context: Context) -> list[Drill]:
    programme, me = await current(context.work), context.actor.reference
    keys = tuple(area.key for area in programme.areas if area.is_run_by(me))
    return await context.work.of(Drill).find(Drill.area.one_of(keys), Drill.ended.is_(False))


async def _of_mine(context: Context, reference: str) -> Drill:
    drill = await context.work.of(Drill).get(reference)
    area = (await current(context.work)).area(drill.area) if drill else None
    if drill is None or area is None or not area.is_run_by(context.actor.reference):
        raise SubjectGone
    return drill


async def finish(context: Context, drill: Drill) -> None:
    """Every card says that it is over; a few minutes later nothing of it is left."""
    if drill.ended:
        return
    await context.work.of(Drill).save(replace(drill, ended=True))
    await note_change(context.work, drill.by, f"practice ended in area {drill.area}")
    for subject in await _subjects(context.work, drill):
        await cancel(context.work, subject, PROGRAMME_UNASKED, CORE_POST, CORE_NUDGE)
        await context.redraw(subject)


async def _end_now(context: Context, drill: Drill) -> None:
    """End it before its time: what would end it by itself erases it soon instead."""
    await finish(context, drill)
    for job in await context.work.of(Job).find(
        Job.subject.is_(drill.reference), Job.kind.is_(OVER), Job.state.one_of(OPEN)
    ):
        await context.work.of(Job).save(replace(job, due_at=context.now + CLOSING))


async def _subjects(work: Work, drill: Drill) -> list[str]:
    """Everything its cards are about."""
    parts = await work.of(DrillPart).find(DrillPart.drill.is_(drill.reference))
    asks = await work.of(DrillAsk).find(DrillAsk.drill.is_(drill.reference))
    return [drill.reference, *(p.reference for p in parts), *(a.reference for a in asks)]


# ---- those who take part ----


def whose_mark(work: Work, drill: str, person: str) -> str:
    """The mark by which a person's part in a practice is found."""
    return work.vault.mark("drill-part", drill, person)


async def parts_of(work: Work, drill: Drill, role: Role) -> list[DrillPart]:
    """The parts of this kind whose people said yes."""
    return await work.of(DrillPart).find(
        DrillPart.drill.is_(drill.reference), DrillPart.role.is_(role), DrillPart.agreed.is_(True)
    )


async def _own(context: Context, reference: str) -> tuple[DrillPart, Drill]:
    """The actor's own part, while it goes on; else ``SubjectGone``."""
    part = await context.work.of(DrillPart).get(reference)
    drill = await context.work.of(Drill).get(part.drill) if part else None
    if part is None or drill is None or drill.ended:
        raise SubjectGone
    if part.whose != whose_mark(context.work, drill.reference, context.actor.reference):
        raise SubjectGone
    return part, drill


async def asked_of(context: Context, reference: str) -> tuple[DrillAsk, DrillPart]:
    """What is asked, and the actor's own part of that kind; else ``SubjectGone``."""
    asked = await context.work.of(DrillAsk).get(reference)
    if asked is None:
        raise SubjectGone
    whose = whose_mark(context.work, asked.drill, context.actor.reference)
    mine = await context.work.of(DrillPart).find(
        DrillPart.whose.is_(whose), DrillPart.role.is_(asked.role), DrillPart.agreed.is_(True)
    )
    drill = await context.work.of(Drill).get(asked.drill)
    if not mine or drill is None or drill.ended:
        raise SubjectGone
    return asked, mine[0]


async def join(context: Context, press: Press, subject: str) -> Reply:
    """They take part; the note comes when the coordinator begins, or now if that was before."""
    part, drill = await _own(context, subject)
    if not part.agreed:
        part = await context.work.of(DrillPart).save(replace(part, agreed=True))
        await context.redraw(drill.reference)
        if drill.started and part.role is Role.NEAR:
            await _post_note(context, part)
        for asked in await context.work.of(DrillAsk).find(
            DrillAsk.drill.is_(drill.reference), DrillAsk.role.is_(part.role)
        ):
            await _post_ask(context, asked, part)
    return replace_card(INVITE, part.reference)


async def leave(context: Context, press: Press, subject: str) -> Reply:
    """They do not take part, or no longer: nothing of them is kept."""
    part, drill = await _own(context, subject)
    for asked in await context.work.of(DrillAsk).find(
        DrillAsk.part.is_(part.reference), DrillAsk.taken_by.is_("")
    ):
        await context.work.of(DrillAsk).save(replace(asked, taken_by=part.reference))
        await context.redraw(asked.reference)
    await drop(context, part, shown=False)
    await context.redraw(drill.reference)
    return replace_card(LEFT)


async def _post_note(context: Context, part: DrillPart) -> None:
    to, key = Recipient.sealed(part.person), f"drill-note:{part.reference}"
    await post_unasked(context, NOTE, part.reference, to, key)


async def talk(context: Context, press: Press, subject: str) -> Reply:
    """In practice, somebody who listens is asked."""
    return await _ask_others(context, subject, Role.LISTENS, Step.TALK)


async def take_break(context: Context, press: Press, subject: str) -> Reply:
    """In practice, somebody who covers is asked."""
    return await _ask_others(context, subject, Role.COVERS, Step.BREAK)


async def _ask_others(context: Context, subject: str, role: Role, step: Step) -> Reply:
    part, drill = await _own(context, subject)
    if part.role is Role.NEAR and part.agreed and part.step is Step.NOTE:
        await context.work.of(DrillPart).save(replace(part, step=step))
        asked = DrillAsk(
            reference=new_reference(), drill=drill.reference, part=part.reference, role=role
        )
        await context.work.of(DrillAsk).add(asked)
        for helper in await parts_of(context.work, drill, role):
            await _post_ask(context, asked, helper)
    return replace_card(NOTE, part.reference)


async def _post_ask(context: Context, asked: DrillAsk, helper: DrillPart) -> None:
    to, key = Recipient.sealed(helper.person), f"drill-ask:{asked.reference}:{helper.reference}"
    await post_unasked(context, ASK, asked.reference, to, key)


async def no_thanks(context: Context, press: Press, subject: str) -> Reply:
    """In practice too, no ends it."""
    part, _ = await _own(context, subject)
    if part.step is Step.NOTE:
        await context.work.of(DrillPart).save(replace(part, step=Step.DECLINED))
    return replace_card(NOTE, part.reference)


async def open_take(context: Context, press: Press, subject: str) -> Reply:
    """What to expect, in a dialog."""
    asked, _ = await asked_of(context, subject)
    return ask(TAKE, asked.reference)


async def take(context: Context, sent: Submission) -> Reply:
    """One press wins, in practice as well."""
    asked, mine = await asked_of(context, sent.subject)
    if not asked.taken_by:
        await context.work.of(DrillAsk).save(replace(asked, taken_by=mine.reference))
        await context.redraw(asked.reference)
        await context.redraw(asked.part, NOTE)
    return ask(TAKE, asked.reference)


async def pass_on(context: Context, press: Press, subject: str) -> Reply:
    """Not today: nothing is kept of it."""
    return NOTHING


async def for_real(context: Context, press: Press, subject: str) -> Reply:
    """Somebody needs help for real: the real menu, which knows of no practice."""
    return say(HOME_MENU)


async def drop(context: Context, part: DrillPart, *, shown: bool = True) -> None:
    """Forget a part: who plays it, what was planned, and where its cards hang."""
    await cancel(context.work, part.reference)
    if shown:
        await _forget_cards(context.work, (part.reference,))
    await context.work.vault.erase(part.reference)
    await context.work.of(DrillPart).remove(part)


async def _forget_cards(work: Work, subjects: Iterable[str]) -> None:
    for subject in subjects:
        for card in await work.of(ShownCard).find(ShownCard.subject.is_(subject)):
            await forget_shown(work, card)


async def forget(context: Context, person: str) -> None:
    """Forget every part a person (by reference) plays."""
    for drill in await context.work.of(Drill).find():
        whose = whose_mark(context.work, drill.reference, person)
        for part in await context.work.of(DrillPart).find(DrillPart.whose.is_(whose)):
            await drop(context, part)


async def held(work: Work, person: str) -> int:
    """How many parts in a practice a person (by reference) was asked to play."""
    found = [
        await work.of(DrillPart).count(
            DrillPart.whose.is_(whose_mark(work, drill.reference, person))
        )
        for drill in await work.of(Drill).find()
    ]
    return sum(found)


# ---- its end ----


async def _over(context: Context, job: Job) -> JobStep:
    drill = await context.work.of(Drill).get(job.subject)
    if drill is None:
        return Dropped()
    if not drill.ended:
        await finish(context, drill)
        return NotNow(context.now + CLOSING)
    await erase(context, drill)
    return Done()


async def erase(context: Context, drill: Drill) -> None:
    """Remove a practice and all that hangs on it."""
    work = context.work
    await _forget_cards(work, await _subjects(work, drill))
    for part in await work.of(DrillPart).find(DrillPart.drill.is_(drill.reference)):
        await drop(context, part)
    for asked in await work.of(DrillAsk).find(DrillAsk.drill.is_(drill.reference)):
        await work.of(DrillAsk).remove(asked)
    await work.of(Drill).remove(drill)


async def _tidy(context: Context, job: Job) -> JobStep:
    """One whose end nothing is about to see to goes a day after it should have."""
    for drill in await context.work.of(Drill).find():
        if drill.ends_at + A_DAY <= context.now:
            await erase(context, drill)
    return Done()


JOBS = (JobKind(OVER, _over), JobKind(TIDY, _tidy))
SWEEPS = (Sweep(TIDY, A_DAY),)
