// What hangs beside the phone: the shared channels, and what the database holds.

import { press } from "./act.js";
import { keep, make } from "./draw.js";
import { empty, shown } from "./phone.js";
import { rowsFor } from "./rows.js";
import { at, channels, firstName, messagesOf, now, person, say, view } from "./view.js";

export function drawOptions(select, people, label) {
  const text = JSON.stringify(people.map(label));
  if (select.dataset.text === text) return;
  select.dataset.text = text;
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
  const { zone, channels: theirs, open } = person(view.supporter);
  const wanted = theirs.flatMap((channel) => {
    const pressed = press(view.supporter, channel);
    return messagesOf(channel).map((one) => shown(one, `${channel}:${view.supporter}`, zone, pressed));
  });
  say(at("peers-heading"), theirs.length > 1 ? "Their channels" : nameOf(theirs[0], open));
  const none = { key: "none", text: "", draw: () => empty("Nobody has asked yet.") };
  const grown = keep(at("channel"), wanted.length ? wanted : [none]);
  if (grown) at("channel").scrollTop = at("channel").scrollHeight;
}

function nameOf(channel, open = []) {
  if (open.includes(channel)) return `The channel ${channel}`;
  const words = channel.slice(1).replaceAll("-", " ");
  return words === "peer supporters" ? "The peer supporters' channel" : `The channel of the ${words}`;
}

export function drawDatabase() {
  at("database").hidden = !view.state.database;
  if (!view.state.database) return;
  const place = at("rows");
  const text = JSON.stringify([view.who, view.state.database]);
  if (place.dataset.text === text) return;
  place.dataset.text = text;
  const open = place.querySelector("details")?.open ?? false;
  const name = firstName(view.who);
  const { rows, marks: counts } = view.state.database;
  const found = rowsFor(view.who, rows, now(), person(view.who).zone, open);
  place.replaceChildren(...found.drawn);
  say(
    at("holds"),
    found.count
      ? `${found.count} ${found.count === 1 ? "row leads" : "rows lead"} to ${name}. None has a name in it: whose it is lies sealed.`
      : `No row leads to ${name}.`,
  );
  const marks = counts[view.who] ?? 0;
  say(
    at("marks"),
    marks
      ? `${marks} coded ${marks === 1 ? "mark stays" : "marks stay"} for a time, so that no note comes twice.`
      : "",
  );
}
