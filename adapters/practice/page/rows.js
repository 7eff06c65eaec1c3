// The pane of the database: the rows that lead to one person, and all the others below.

import { make, when } from "./draw.js";
import { text, textOr } from "./texts.js";

const MOMENT = /^\d{4}-\d\d-\d\dT/;

function field(name, value, now, zone) {
  const shown = MOMENT.test(value) ? when(new Date(value), now, zone) : value;
  return make(
    "div",
    {},
    make("dt", {}, textOr(`field.${name}`, name.replaceAll("_", " "))),
    make("dd", {}, shown),
  );
}

export function row(one, now, zone) {
  const fields = Object.entries(one.fields).map(([n, v]) => field(n, v, now, zone));
  if (one.sealed.length) fields.push(field(text("sealed"), one.sealed.join(", "), now, zone));
  return make(
    "section",
    { class: "row" },
    make("h3", {}, textOr(`table.${one.table}`, one.table)),
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
      make("summary", {}, text("others", { count_of: others.length })),
      ...others.map((one) => row(one, now, zone)),
    );
    drawn.push(fold);
  }
  return { count: theirs.length, drawn };
}
