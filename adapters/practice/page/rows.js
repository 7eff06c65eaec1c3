// The pane of the database: the rows that lead to one person, and all the others below.

import { make, when } from "./draw.js";

const TABLES = {
  care: "A care",
  support_request: "A request to talk",
  time_out: "A break",
  cadence: "Later notes",
  note_wishes: "A wish about notes",
  report: "A report",
  adverse_event: "What was reported",
  duty: "On or off duty",
  duty_week: "A week of duty",
  turn_change: "A turn that changed hands",
  calendar_address: "A calendar of one's own",
  asked_lately: "A count, by a mark",
  shown_card: "A card in a chat",
  job: "Something planned",
  vault: "A sealed list",
};
const NAMES = {
  reference: "number",
  begun_at: "since",
  first_note_at: "first note",
  asked_at: "asked",
  ends_at: "until",
  sent_stage: "sent",
  quiet_until: "quiet until",
  reported_at: "told",
  occurred_at: "when",
  due_at: "due",
};
const MOMENT = /^\d{4}-\d\d-\d\dT/;

function field(name, value, now, zone) {
  const text = MOMENT.test(value) ? when(new Date(value), now, zone) : value;
  return make(
    "div",
    {},
    make("dt", {}, NAMES[name] ?? name.replaceAll("_", " ")),
    make("dd", {}, text),
  );
}

export function row(one, now, zone) {
  const fields = Object.entries(one.fields).map(([n, v]) => field(n, v, now, zone));
  if (one.sealed.length) fields.push(field("sealed inside:", one.sealed.join(", "), now, zone));
  return make(
    "section",
    { class: "row" },
    make("h3", {}, TABLES[one.table] ?? one.table),
    make("dl", {}, ...fields),
  );
}

// The rows about a person, and one fold with the rest; `open` says whether it is unfolded.
export function rowsFor(user, rows, now, zone, open) {
  const theirs = rows.filter((one) => one.about.includes(user));
  const others = rows.filter((one) => !one.about.includes(user));
  const drawn = theirs.map((one) => row(one, now, zone));
  if (others.length) {
    const fold = make(
      "details",
      { open },
      make("summary", {}, `All other rows (${others.length})`),
      ...others.map((one) => row(one, now, zone)),
    );
    drawn.push(fold);
  }
  return { count: theirs.length, drawn };
}
