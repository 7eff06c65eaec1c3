"""The hospital's key service, which opens the keys in ``SUPPORT_KEYS`` that it wrapped.

The setting then holds wrapped keys alone. Each process has them opened once, at its start, and
keeps them in memory, so that the service is asked once a start and not once a record.

``model`` and ``settings`` load no HTTP client: every command reads the settings.
"""
