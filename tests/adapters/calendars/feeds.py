"""Calendars of shifts as the programs of the world publish them, titles and all."""

CANARY = "Zzyzx"
"""Stands in every title and description; nothing of it may be kept."""


def calendar(*parts: str, head: str = "") -> bytes:
    """A whole calendar of these parts, with the line ends that calendars have."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Rota//EN", head, *parts, "END:VCALENDAR"]
    text = "\n".join(line for line in lines if line)
    return text.replace("\n", "\r\n").encode() + b"\r\n"


def event(when: str, *more: str, uid: str = "1", who: str = "ATTENDEE:mailto:sam@x.org") -> str:
    """An entry with a title and a description that are nobody's business."""
    lines = (
        "BEGIN:VEVENT",
        f"UID:{uid}",
        "DTSTAMP:20260301T000000Z",
        when,
        who,
        f"SUMMARY:{CANARY} days",
        f"DESCRIPTION:{CANARY}\\, with patients",
        *more,
        "END:VEVENT",
    )
    return "\n".join(line for line in lines if line)


# What Outlook publishes: zones by Windows' names, described beside.
OUTLOOK_ZONE = """\
BEGIN:VTIMEZONE
TZID:Mountain Standard Time
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0600
TZOFFSETTO:-0700
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:-0700
TZOFFSETTO:-0600
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""
OUTLOOK = calendar(
    OUTLOOK_ZONE,
    event(
        "DTSTART;TZID=Mountain Standard Time:20260302T070000\n"
        "DTEND;TZID=Mountain Standard Time:20260302T190000\n"
        "RRULE:FREQ=WEEKLY;UNTIL=20260330T130000Z;INTERVAL=1;BYDAY=MO,WE;WKST=SU\n"
        "EXDATE;TZID=Mountain Standard Time:20260304T070000",
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
        who='ATTENDEE;ROLE=REQ-PARTICIPANT;CN="Sam, Rivera":MAILTO:Sam@X.org\n'
        "ATTENDEE;CUTYPE=ROOM;CN=Room 9:mailto:room9@x.org",
    ),
    # One of the series was moved to the night.
    event(
        "DTSTART;TZID=Mountain Standard Time:20260309T190000\n"
        "DTEND;TZID=Mountain Standard Time:20260310T070000\n"
        "RECURRENCE-ID;TZID=Mountain Standard Time:20260309T070000",
    ),
    head="METHOD:PUBLISH\nX-WR-CALNAME:ICU",
)
# What Google publishes: UTC, its own zone beside, folded lines, answers.
GOOGLE = calendar(
    event(
        "DTSTART:20260302T140000Z\nDTEND:20260303T020000Z",
        "STATUS:CONFIRMED\nTRANSP:OPAQUE",
        who="ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Sam;X-NUM-\n"
        " GUESTS=0:mailto:sam@x.org\n"
        "ATTENDEE;PARTSTAT=DECLINED:mailto:lena@x.org",
    ),
    event(
        "DTSTART:20260303T140000Z\nDTEND:20260304T020000Z",
        "STATUS:CANCELLED",
        uid="2",
    ),
    head="X-WR-TIMEZONE:America/Denver\nCALSCALE:GREGORIAN",
)
FOREVER = calendar(
    event(
        "DTSTART;TZID=America/Denver:20200101T190000\nDTEND;TZID=America/Denver:20200102T070000\n"
        "RRULE:FREQ=DAILY"
    )
)
