"""Names that jobs, screens and routes of this feature are known by."""

RELEASE = "adverse_event.release"
FORGET_REPORT = "adverse_event.forget_report"
ASK_FOR_PEOPLE = "adverse_event.ask_for_people"
SHOW_PROGRESS = "adverse_event.show_progress"
CLOSE = "adverse_event.close"

PROGRESS = "adverse_event.progress"
READY = "adverse_event.ready"
DISCARDED = "adverse_event.discarded"
WHICH = "adverse_event.undo_which"
NOBODY = "adverse_event.nobody"

REPORT_FORM = "adverse_event.report"
PICK_FORM = "adverse_event.pick"
UNREACHED = "adverse_event.unreached"
PREVIEW = "check_in.preview"
"""Drawn by the feature above, which knows the words of the first note."""
