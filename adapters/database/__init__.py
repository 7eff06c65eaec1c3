"""Storage on SQLite and PostgreSQL: implements ``bot/core/storage.py`` and ``bot/core/jobs.py``.

``unit_of_work`` opens transactions, ``repositories`` reads and writes records in them, ``jobs``
is the worker's queue, ``vault`` seals personal data, ``ledger`` records erasures outside the
database, ``tables`` defines the schema and ``migrations`` brings a database up to date.
"""
