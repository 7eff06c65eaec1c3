"""What hospital systems report: signed JSON, FHIR, HL7 v2 over MLLP, and files.

Channels: ``webhook`` (HTTP; ``adapters.signing`` authenticates the source, ``rate`` limits it),
``mllp`` (HL7; ``hl7_answer`` acknowledges), ``csv_folder`` and ``hr_folder`` (dropped files).
Formats: ``json_reports`` and ``mapping`` (fields), ``fhir`` and ``fhir_resources``, ``adt`` and
``hl7_message``, all with ``timestamps``; ``adt_table`` and ``fhir_table`` say which messages tell
of a death, ``locations`` in which unit. ``gateway`` passes a message to the bot in one
transaction; ``rehearsal`` only prints what would happen.

Only the listed fields of a message are read; the rest is dropped before storage and logs.
Patients are known by a blind index only.
"""
