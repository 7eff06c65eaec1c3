"""Storage on SQLite and PostgreSQL: the port of ``bot/core/storage.py`` and ``bot/core/jobs.py``.

``unit_of_work`` opens transactions, ``repositories`` reads and writes records in them, ``jobs``
is the worker's queue, ``vault`` seals who people are, ``ledger`` remembers outside the database
who was erased, ``tables`` lists what is stored and ``migrations`` brings a database up to date.
"""
