"""The one screen of duty: what was said, read back."""

from datetime import datetime

from bot.screens import Card, Text
from bot.supporters.model import Duty
from bot.texts import Words

DUTY = "supporters.duty"


def duty_card(words: Words, duty: Duty | None, now: datetime) -> Card:
    """Whether its reader is on duty, and until when on their own clock."""
    if duty is None or not duty.lasts_at(now):
        text = words("supporters.duty.off")
    elif duty.until is None:
        text = words("supporters.duty.on")
    else:
        text = words("supporters.duty.until", time=words.day_and_time(duty.until))
    return Card(
        screen=DUTY,
        subject="",
        preview=words("supporters.preview"),
        parts=(Text(text), Text(words("supporters.duty.how"))),
    )
