"""The causes that a process notices by examining its platforms, its host and its database.

They can be stored without words (``Symptom``), so that every process tells of what one noticed.
"""

from bot.core.health import Cause, Mender

ADMINISTRATOR, COORDINATOR, IT = Mender.ADMINISTRATOR, Mender.COORDINATOR, Mender.IT

# ---- platforms ----

UNREACHABLE = Cause(
    "platform_unreachable", IT, "platform.unreachable", "platform.mend_unreachable", broken=True
)
TOKEN = Cause("platform_token", IT, "platform.token", "platform.mend_token", broken=True)
SCOPE = Cause("platform_scope", ADMINISTRATOR, "platform.scope", "platform.mend_scope", broken=True)
PICTURES = Cause("platform_pictures", ADMINISTRATOR, "platform.pictures", "platform.mend_pictures")
READS_TALK = Cause(
    "platform_reads_talk", ADMINISTRATOR, "platform.reads_talk", "platform.mend_reads_talk"
)
ODD_SECRET = Cause("platform_odd_secret", IT, "platform.odd_secret", "platform.mend_odd_secret")
SOCKET = Cause("platform_socket", IT, "platform.socket", "platform.mend_socket", broken=True)
CLIENT = Cause("platform_client", IT, "platform.client", "platform.mend_client", broken=True)
NOT_INSTALLED = Cause(
    "not_installed",
    ADMINISTRATOR,
    "platform.not_installed",
    "platform.mend_not_installed",
    broken=True,
)
OPEN_DOOR = Cause("open_door", IT, "platform.open_door", "platform.mend_open_door", broken=True)
SILENT_TENANTS = Cause(
    "silent_tenants", ADMINISTRATOR, "platform.silent_tenants", "platform.mend_silent_tenants"
)
DIRECTORY = Cause(
    "directory_closed", ADMINISTRATOR, "platform.directory", "platform.mend_directory", broken=True
)
CHANNEL_ELSEWHERE = Cause(
    "channel_elsewhere",
    COORDINATOR,
    "platform.channel_elsewhere",
    "platform.mend_channel_elsewhere",
    broken=True,
)
CHANNEL_UNSEEN = Cause(
    "channel_unseen",
    COORDINATOR,
    "platform.channel_unseen",
    "platform.mend_channel_unseen",
    broken=True,
)
CHANNEL_WITHOUT_APP = Cause(
    "channel_without_app",
    COORDINATOR,
    "platform.channel_without_app",
    "platform.mend_channel_without_app",
    broken=True,
)
CHANNEL_PUBLIC = Cause(
    "channel_public",
    COORDINATOR,
    "platform.channel_public",
    "platform.mend_channel_public",
    broken=True,
)
CHANNEL_ARCHIVED = Cause(
    "channel_archived",
    COORDINATOR,
    "platform.channel_archived",
    "platform.mend_channel_archived",
    broken=True,
)
CHANNEL_UNREAD = Cause(
    "channel_unread", IT, "platform.channel_unread", "platform.mend_channel_unread", broken=True
)
GUESTS = Cause("channel_guests", COORDINATOR, "platform.guests", "platform.mend_guests")
STRANGERS = Cause("channel_strangers", COORDINATOR, "platform.strangers", "platform.mend_strangers")
NOT_FOR_THEM = Cause(
    "channel_kept_apart",
    COORDINATOR,
    "platform.not_for_them",
    "platform.mend_not_for_them",
    broken=True,
)
WORDS_REFUSED = Cause(
    "words_refused",
    COORDINATOR,
    "platform.words_refused",
    "platform.mend_words_refused",
    broken=True,
)
UNREACHED = Cause(
    "people_unreached", ADMINISTRATOR, "platform.unreached", "platform.mend_unreached"
)

# ---- the host and the database of a process ----

NOT_WRITTEN = Cause(
    "write_refused", IT, "health.found.write_refused", "health.mend.write_refused", broken=True
)
DISK_FULL = Cause("disk_full", IT, "health.found.disk_full", "health.mend.disk_full", broken=True)
DISK_LOW = Cause("disk_low", IT, "health.found.disk_low", "health.mend.disk_full", broken=True)
DATABASE = Cause("database", IT, "health.found.database", "health.mend.database", broken=True)
NEWER_SCHEMA = Cause("newer_schema", IT, "health.found.newer_schema", "health.mend.newer_schema")
UNOPENED_KEYS = Cause(
    "keys_unopened", IT, "health.found.keys_unopened", "health.mend.keys_unopened", broken=True
)
KEY_SERVICE = Cause(
    "key_service", IT, "health.found.key_service", "health.mend.key_service", broken=True
)
KEY_PLAIN = Cause("key_plain", IT, "health.found.key_plain", "health.mend.key_plain")
RESTORED = Cause("restored", IT, "health.found.restored", "programme.mend.release", broken=True)
LEDGER_MISSING = Cause(
    "ledger_missing", IT, "health.found.ledger_missing", "health.mend.ledger_elsewhere", broken=True
)
LEDGER_UNKNOWN = Cause(
    "ledger_unknown", IT, "health.found.ledger_unknown", "health.mend.ledger_elsewhere", broken=True
)
LEDGER_UNWRITABLE = Cause(
    "ledger_unwritable",
    IT,
    "health.found.ledger_unwritable",
    "health.mend.ledger_unwritable",
    broken=True,
)
LEDGER_BEHIND = Cause(
    "ledger_behind", IT, "health.found.ledger_behind", "health.mend.ledger_behind", broken=True
)
LEDGER_AHEAD = Cause(
    "ledger_ahead", IT, "health.found.ledger_ahead", "health.mend.ledger_behind", broken=True
)
LEDGER_OLD = Cause(
    "ledger_old", IT, "health.found.ledger_old", "health.mend.ledger_behind", broken=True
)
PAGING_UNSET = Cause(
    "paging_unset", IT, "health.found.paging_unset", "health.mend.paging_unset", broken=True
)
PAGING_UNUSED = Cause(
    "paging_unused", IT, "health.found.paging_unused", "health.mend.paging_unused"
)
ENDS_SOON = Cause("ends_soon", IT, "health.found.ends_soon", "health.mend.ends_soon")
ENDED = Cause("ended", IT, "health.found.ended", "health.mend.ends_soon", broken=True)
LIMITED = Cause(
    "requests_limited", IT, "health.found.requests_limited", "health.mend.requests_limited"
)
UNHEARD = Cause(
    "wakeups_unheard", IT, "health.found.wakeups_unheard", "health.mend.wakeups_unheard"
)
OLDER_PLAYBOOK = Cause(
    "older_playbook", IT, "health.found.older_playbook", "health.mend.older_playbook"
)

SYMPTOMS = {each.code: each for each in tuple(globals().values()) if isinstance(each, Cause)}
"""Every cause that a process can store for others, by its code."""
