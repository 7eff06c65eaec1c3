"""Names that jobs, screens and routes of this feature are known by."""

FIRST_NOTE = "check_in.first_note"
TIDY = "check_in.tidy"

NOTE = "check_in.note"
AMBIENT = "check_in.ambient"
OPTIONS = "check_in.options"
MENU = "check_in.menu"
LATER = "check_in.later"
STOPPED = "check_in.stopped"

WHAT_WE_KEEP = "check_in.what_we_keep"
WHERE = "check_in.where"
PREVIEW = "check_in.preview"
