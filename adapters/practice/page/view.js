// What the page shows at the moment, and small questions about it that all its parts ask.

import { locale, textOr } from "./texts.js";

const query = new URLSearchParams(location.search);

export const view = {
  // Whose part was taken, by the page's address; nobody's in story mode and free play.
  as: query.get("as"),
  mode: query.get("mode") ?? "story",
  state: null,
  came: 0,
  // Whose phone one holds, which of its two screens is open, and as whom one presses in a channel.
  who: null,
  screen: "messages",
  supporter: null,
  // Whose conversation lies open; a phone that is put down, or that time passed by, is locked.
  unlocked: null,
  // The clock button that time goes by for, and the moment it has led to.
  turning: null,
  turnedTo: null,
};

export const at = (id) => document.getElementById(id);

export function person(user) {
  return view.state.people.find((one) => one.user === user);
}

export function firstName(user) {
  return person(user).name.split(" ")[0];
}

export function now() {
  const gone = view.state.clock.running ? performance.now() - view.came : 0;
  return new Date(new Date(view.state.clock.now).getTime() + gone);
}

export function clockTime(zone) {
  return now().toLocaleTimeString(locale, { hour: "numeric", minute: "2-digit", timeZone: zone });
}

export function messagesOf(conversation) {
  return view.state.conversations[conversation] ?? [];
}

// The shared channels, those first in which something hangs, then those that most people are in.
export function channels() {
  const seats = view.state.people.flatMap((one) => one.channels ?? []);
  const members = (channel) => seats.filter((one) => one === channel).length;
  return [...new Set(seats)].sort(
    (a, b) => messagesOf(b).length - messagesOf(a).length || members(b) - members(a),
  );
}

// What somebody does here, in words.
export function roleOf(one) {
  const takes = (one.takes ?? []).map((text) => text.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase()));
  return [...one.roles.map((role) => textOr(`role.${role}`, "")), ...takes].filter(Boolean).join(", ") || one.profession;
}

// Sets a text only where it is another: what is read aloud is not to be read twice.
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text ?? "";
}
