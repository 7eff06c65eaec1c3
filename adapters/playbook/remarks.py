"""The comments above each section of an exported playbook, for its editors."""

REMARKS = {
    "top": """\
The playbook: everything the programme is told, in one file, as it stood when it was exported.

  support-timeout playbook check FILE             finds what is wrong, with line and remedy
  support-timeout playbook apply --dry-run FILE   says what would change
  support-timeout playbook apply FILE             applies all of it, or nothing

It names people with their work e-mail, numbers and accounts: keep it where you keep the rota.
What is left out is as it usually is. People stand by their work e-mail wherever one is named.

zone is the hospital's own clock. facts_contact is where people can talk about what happened.
later_notes are the notes after the first one: "72h", "1w", "1mo", all of them if left out.""",
    "service_hours": """\
When requests are watched. An end before the start means the next day. The hours do not begin on
holidays = [2026-12-25]; on these days the house supervisor is asked for cover at once.""",
    "ladder": "How long a request may wait before the next step is taken.",
    "shifts": """\
The shifts of most units, on each unit's own clock; a unit with others has a line of its own.""",
    "channels": """\
Where requests are claimed (private channels, one for each support kind: claims for the first),
and where it is announced that all this exists; on each platform as it names a channel: {channels}.
[urgent] has the steps of the plan for danger.""",
    "areas": """\
---- areas: who answers for what ----
What differs in an area from all the rest is said below it, and only that: zone, facts_contact,
later_notes, [areas.service_hours] (its holidays add to the others), [areas.ladder],
[areas.supports.KEY] with those who take a support kind's requests here (takers) and whatever of
it differs, [areas.channels.claims].""",
    "units": """\
---- units ----
leads are asked when nobody covers a break, then next_in_line; cover in the order of the list.
groups bring people in: groups = {{ {groups} }}.
channel is where the whole unit reads.""",
    "people": """\
---- people ----
Needed: name, email. What is said here goes before what HR's file says; roster = false: that file
does not decide whether they work here. active = false: they keep their place and get nothing.
An account left out stays as it was; "" takes it away; a list names several workspaces.""",
    "lines": """\
---- support lines ----
Every note ends with the first line marked crisis; emergency is for danger right now. Call each
from time to time and write the day down. A line may be for some areas: areas = ["main"].""",
    "supports": """\
---- whom people can talk with ----
[[supports]] with key, name (and one in each language: es = { name = "…" }), takers, what stays
private and where that ends, in counsel's words, and how soon somebody answers.""",
    "rotas": """\
---- rotas: whose turn of duty it is ----
[[rotas]] with area, kind, turns = [{ person = "…", days = ["mon"], time = "08:00-16:00" }],
and the address of a calendar that says so as well.""",
    "groups": """\
---- groups: people of several units who come together to an event ----
[[groups]] with key, name and people.""",
    "roster": """\
---- HR's file of people: how it is read, where it does not say things in our words ----
[roster] with encoding and other_units, [roster.columns], [roster.units], [roster.employments].""",
    "calendars": """\
---- calendars of shifts ----
[[calendars]] with key, address, and unit (each entry says by e-mail whom it is for) or person.""",
    "sources": "---- systems that report; their keys are no part of this file ----",
    "retention": """\
---- how long whom a note was about is kept after a report: 60 days, or less ----
[retention] with names = "45 d", from 40 to 60 days.""",
    "wording": """\
---- this hospital's own words, in place of the program's ----
[wording] with en.check_in.note.why = "…" and the like; messages/README.md says what may stand
there. A check says what is missing in them, or too long.""",
    "triggers": """\
---- when notes go ----
Each for its harm and anything greater; "*" is for all kinds that have none of their own. One
with units goes before one for all. It is live when nothing is lacking from its checks.""",
}
