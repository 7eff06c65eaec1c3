"""What systems of the hospital tell: signed JSON, FHIR, HL7 v2 over MLLP, and files.

Ways in: ``door`` (the routes; ``signing`` says whose message it is, ``rate`` how much of it),
``mllp`` (a line for HL7, with ``hl7_answer``), ``folder`` (CSV). What is said: ``parse`` and
``mapped`` (fields), ``fhir`` (over ``fhir_resources``), ``adt`` (over ``hl7_message``), all with
``moments``. ``take`` hands it to the bot, in one transaction; ``replay`` only says what would be.

Of every message only what is listed is read; the rest is dropped before storage and logs. Who a
patient is is known as a blind index alone.
"""

from adapters.intake.door import add_intake
from adapters.intake.folder import DropFolder
from adapters.intake.hr_folder import HrFolder
from adapters.intake.mllp import ListenAt, Listener
from adapters.intake.signing import SIGNATURE, TIMESTAMP, sign
from adapters.intake.take import Intake

__all__ = [
    "SIGNATURE",
    "TIMESTAMP",
    "DropFolder",
    "HrFolder",
    "Intake",
    "ListenAt",
    "Listener",
    "add_intake",
    "sign",
]
