"""Duty, by typed words."""

from bot.context import Context
from bot.conversation import Command
from bot.errors import Refused
from bot.routes import Reply, say
from bot.supporters.duty import go_off_duty, go_on_duty
from bot.supporters.model import next_time, read_time
from bot.supporters.screens import DUTY


async def show(context: Context, command: Command) -> Reply:
    """Say whether one is on duty; words that mean nothing here change nothing."""
    if command.words[1:]:
        raise Refused("supporters.duty.how")
    return say(DUTY)


async def on(context: Context, command: Command) -> Reply:
    """Go on duty, perhaps until a time on one's own clock; again sets the end anew."""
    said = [word for word in command.words[2:] if word != "until"]
    at = read_time(said[0]) if said else None
    if len(said) > 1 or (said and at is None) or (command.words[2:] and not said):
        raise Refused("supporters.duty.how")
    person = context.actor
    until = next_time(context.now, at, person.zone) if at is not None else None
    await go_on_duty(context.work, person.reference, until)
    return say(DUTY)


async def off(context: Context, command: Command) -> Reply:
    """Go off duty; whoever is off already stays so."""
    await go_off_duty(context.work, context.actor.reference)
    return say(DUTY)
