// What hangs beside the phone: the shared channels, and what the database holds.

import { press } from "./act.js";
import { keep, make } from "./draw.js";
import { empty, shown } from "./phone.js";
import { rowsFor } from "./rows.js";
import { text } from "./texts.js";
import { at, channels, firstName, messagesOf, now, person, say, view } from "./view.js";

export function drawOptions(select, people, label) {
  const labels = JSON.stringify(people.map(label));
  if (select.dataset.text === labels) return;
  select.dataset.text = labels;
  select.replaceChildren(...people.map((one) => make("option", { value: one.user }, label(one))));
}

// Only who is in a channel can press in it; who took a part sees it as that person.
export function drawChannel() {
  const reader = view.as && person(view.as);
  const members = view.state.people.filter((one) => one.channels?.length);
  at("peers").hidden = Boolean(reader && !reader.channels?.length);
  if (at("peers").hidden || !members.length) return;
  at("as-line").hidden = Boolean(reader);
  if (reader) view.supporter = reader.user;
  view.supporter ??= (members.find((one) => one.channels.includes(channels()[0])) ?? members[0]).user;
  drawOptions(at("as"), members, (one) => one.name);
  at("as").value = view.supporter;
  const { zone, channels: theirs } = person(view.supporter);
  const wanted = theirs.flatMap((channel) => {
    const pressed = press(view.supporter, channel);
    return messagesOf(channel).map((one) => shown(one, `${channel}:${view.supporter}`, zone, pressed));
  });
  say(at("peers-heading"), theirs.length > 1 ? text("channels") : nameOf(theirs[0]));
  const none = { key: "none", text: "", draw: () => empty(text("nobody_asked")) };
  const grown = keep(at("channel"), wanted.length ? wanted : [none]);
  if (grown) at("channel").scrollTop = at("channel").scrollHeight;
}

function nameOf(channel) {
  return channel === "#peer-supporters" ? text("peers") : text("channel", { name: channel });
}

export function drawDatabase() {
  at("database").hidden = !view.state.database;
  if (!view.state.database) return;
  const place = at("rows");
  const stands = JSON.stringify([view.who, view.state.database]);
  if (place.dataset.text === stands) return;
  place.dataset.text = stands;
  const open = place.querySelector("details")?.open ?? false;
  const name = firstName(view.who);
  const { rows, marks: counts } = view.state.database;
  const found = rowsFor(view.who, rows, now(), person(view.who).zone, open);
  place.replaceChildren(...found.drawn);
  say(
    at("holds"),
    found.count
      ? text("rows_some", { name, count_of: found.count })
      : text("rows_none", { name }),
  );
  const marks = counts[view.who] ?? 0;
  say(at("marks"), marks ? text("marks", { count_of: marks }) : "");
}
