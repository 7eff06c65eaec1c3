"""Signed webhooks: systems of the hospital report that something hard happened.

``POST /intake/{source}``. The parts: ``signing`` (whose message it is), ``parse`` (what it says),
``rate`` (how much of it), ``door`` (the route), ``take`` (into the bot, in one transaction).
"""

from adapters.intake.door import add_intake
from adapters.intake.signing import SIGNATURE, TIMESTAMP, sign
from adapters.intake.take import Intake

__all__ = ["SIGNATURE", "TIMESTAMP", "Intake", "add_intake", "sign"]
