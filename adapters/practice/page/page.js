// The practice page: whose phone one holds, what is on it, and the clock.

import { form as drawForm, lockScreen, make, message, rows } from "./draw.js";
import { newId, post, useKey, watch } from "./link.js";

const at = (id) => document.getElementById(id);
const CHANNEL = "#peer-support";
let state = null;
let who = null;
let supporter = null;
const kept = new Map();

function person(user) {
  return state.people.find((one) => one.user === user);
}

async function act(sent, conversation) {
  at("trouble").textContent = "";
  try {
    const body = { id: newId(), conversation, ...sent };
    const answer = await post("/practice/act", JSON.stringify(body));
    if (answer.answer === "ask") openForm(answer.form, sent.user, conversation);
    else if (at("form").open) at("form").close();
  } catch {
    at("trouble").textContent = "That did not arrive. Please try again.";
  }
}

function openForm(form, user, conversation) {
  const dialog = at("form");
  const send = (values) =>
    act(
      { kind: "submission", user, id: form.nonce, form: form.name, subject: form.subject, values },
      conversation,
    );
  dialog.replaceChildren(drawForm(form, state.people, send, () => dialog.close()));
  if (!dialog.open) dialog.showModal();
}

function press(user, conversation) {
  return (one, button) => {
    const go = () =>
      act(
        { kind: "press", user, message: one.id, action: button.action, value: button.value },
        conversation,
      );
    if (button.confirm) ask(button.confirm, go);
    else go();
  };
}

function ask(confirm, go) {
  const dialog = at("sure");
  const yes = () => {
    dialog.close();
    go();
  };
  dialog.replaceChildren(
    make("h2", { id: "sure-title" }, confirm.title),
    make("p", {}, confirm.text),
    make(
      "div",
      { class: "buttons" },
      make("button", { type: "button", class: "weight-grave", onclick: yes }, confirm.yes),
      make("button", { type: "button", onclick: () => dialog.close() }, confirm.no),
    ),
  );
  dialog.showModal();
}

// Draws a list of messages anew only where one has changed, so that focus stays where it is.
function drawMessages(place, messages, zone, pressed, scope) {
  const wanted = messages.map((one) => {
    const id = `${scope}:${one.id}`;
    const text = JSON.stringify(one);
    const before = kept.get(id);
    if (before && before.text === text) return before.element;
    const element = message(one, zone, pressed);
    kept.set(id, { text, element });
    return element;
  });
  const same =
    place.children.length === wanted.length && wanted.every((e, i) => place.children[i] === e);
  if (same) return;
  place.replaceChildren(...wanted);
  place.scrollTop = place.scrollHeight;
}

function drawPhone() {
  const me = person(who);
  const conversation = `@${who}`;
  const messages = state.conversations[conversation] ?? [];
  const unread = messages.filter((one) => !one.read && !one.private);
  const screen = at("screen");
  at("about").textContent = `${me.profession}, ${me.unit}, ${me.shift || "no"} shift`;
  if (unread.length) {
    const open = async () => {
      await post("/practice/read", conversation);
      screen.focus();
    };
    const mark = `lock:${who}:${unread.map((one) => one.id).join()}`;
    if (screen.dataset.mark !== mark) {
      screen.dataset.mark = mark;
      screen.replaceChildren(lockScreen(unread, clockTime(me.zone), open));
    }
    return;
  }
  const mark = `open:${who}`;
  if (screen.dataset.mark !== mark) {
    screen.dataset.mark = mark;
    screen.replaceChildren();
  }
  if (!messages.length) {
    if (!screen.firstChild) screen.append(make("p", { class: "quiet" }, "No messages yet."));
    return;
  }
  drawMessages(screen, messages, me.zone, press(who, conversation), who);
}

function drawChannel() {
  if (person(who).roles.includes("supporter")) supporter = who;
  supporter ??= state.people.find((one) => one.roles.includes("supporter")).user;
  at("as").textContent = person(supporter).name;
  const messages = state.conversations[CHANNEL] ?? [];
  const place = at("channel");
  if (!messages.length) {
    place.replaceChildren(make("p", { class: "quiet" }, "Nobody has asked yet."));
    return;
  }
  const scope = `channel:${supporter}`;
  drawMessages(place, messages, person(supporter).zone, press(supporter, CHANNEL), scope);
}

function drawDatabase() {
  const text = JSON.stringify(state.database);
  const place = at("rows");
  if (place.dataset.text === text) return;
  place.dataset.text = text;
  const sealed = state.database.vault?.length ?? 0;
  at("holds").textContent = sealed
    ? "Names are in no row. Who it is about lies sealed in the vault."
    : "Nothing here leads to anyone any more.";
  place.replaceChildren(...rows(state.database));
}

function clockTime(zone) {
  const now = new Date(state.clock.now);
  return now.toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit", timeZone: zone });
}

function drawClock() {
  const me = person(who);
  const now = new Date(state.clock.now);
  const day = { weekday: "long", month: "long", day: "numeric", timeZone: me.zone };
  at("time").textContent = `${now.toLocaleDateString("en-US", day)}, ${clockTime(me.zone)}`;
  at("run").textContent = state.clock.running ? "Pause" : "Run";
  at("next").disabled = !state.clock.next;
}

function drawStory() {
  at("happened").textContent = state.story.happened ?? "";
  at("step").textContent = state.story.step ?? "";
}

function drawWho() {
  const select = at("who");
  const text = JSON.stringify([state.people, unreadBy()]);
  if (select.dataset.text !== text) {
    select.dataset.text = text;
    const unread = unreadBy();
    const options = state.people.map((one) => {
      const roles = one.roles.filter((role) => role !== "clinician").join(", ");
      const note = unread[one.user] ? " •" : "";
      const label = `${one.name}, ${roles || one.profession}${note}`;
      return make("option", { value: one.user }, label);
    });
    select.replaceChildren(...options);
  }
  select.value = who;
}

function unreadBy() {
  const found = {};
  for (const one of state.people) {
    const messages = state.conversations[`@${one.user}`] ?? [];
    found[one.user] = messages.some((m) => !m.read && !m.private);
  }
  return found;
}

async function show(next) {
  state = next;
  await useKey(state.key);
  who ??= state.story.user ?? state.people[0].user;
  drawWho();
  drawClock();
  drawStory();
  drawPhone();
  drawChannel();
  drawDatabase();
  document.body.dataset.ready = "yes";
}

at("who").addEventListener("change", (event) => {
  who = event.target.value;
  show(state);
});
at("type").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = at("words").value.trim();
  if (!text) return;
  at("words").value = "";
  act({ kind: "command", user: who, text }, `@${who}`);
});
for (const verb of ["next", "day"]) {
  at(verb).addEventListener("click", () => post("/practice/clock", verb));
}
at("run").addEventListener("click", () => {
  post("/practice/clock", state.clock.running ? "pause" : "run");
});
setInterval(() => {
  if (!state?.clock.running) return;
  state.clock.now = new Date(new Date(state.clock.now).getTime() + 1000).toISOString();
  drawClock();
}, 1000);
watch(show, () => {
  at("trouble").textContent = "The link is gone. I keep trying.";
});
