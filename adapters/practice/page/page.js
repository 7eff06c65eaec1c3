// The practice page: whose phone one holds, what is on it, and the clock.

import { form as drawForm, keep, lockScreen, make, message, when } from "./draw.js";
import { newId, post, useKey, watch } from "./link.js";
import { rowsFor } from "./rows.js";

const at = (id) => document.getElementById(id);
let state = null;
let came = 0;
let who = null;
let supporter = null;
// Whose conversation lies open; a phone that is put down, or that time passed by, is locked.
let unlocked = null;
// The clock button that time goes by for, and the moment it has led to.
let turning = null;
let turnedTo = null;
// How many requests have no answer yet.
let underWay = 0;

function person(user) {
  return state.people.find((one) => one.user === user);
}

function firstName(user) {
  return person(user).name.split(" ")[0];
}

function now() {
  const gone = state.clock.running ? performance.now() - came : 0;
  return new Date(new Date(state.clock.now).getTime() + gone);
}

function channelName() {
  return Object.keys(state.conversations).find((name) => name.startsWith("#"));
}

// ---- pressing, typing, dialogs ----

async function trying(what) {
  at("trouble").textContent = "";
  underWay += 1;
  document.body.dataset.waiting = "yes";
  try {
    return await what();
  } catch {
    at("trouble").textContent = "That did not arrive. Please try again.";
    return null;
  } finally {
    underWay -= 1;
    if (!underWay) delete document.body.dataset.waiting;
  }
}

function act(sent, conversation) {
  const body = JSON.stringify({ id: newId(), conversation, ...sent });
  return trying(async () => {
    const answer = await post("/practice/act", body);
    if (answer.answer === "ask") openForm(answer.form, sent.user, conversation);
    else if (at("form").open) at("form").close();
  });
}

function openForm(form, user, conversation) {
  const dialog = at("form");
  const send = (values) =>
    act(
      { kind: "submission", user, id: form.nonce, form: form.name, subject: form.subject, values },
      conversation,
    );
  const note = `Only ${firstName(user)} sees this. It leaves nothing in the chat.`;
  dialog.replaceChildren(drawForm(form, note, state.people, send, () => dialog.close()));
  if (!dialog.open) dialog.showModal();
  const first = dialog.querySelector('[aria-invalid="true"]') ?? at("form-title");
  first.focus();
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
    make("h2", { id: "sure-title", tabIndex: -1 }, confirm.title),
    make("p", {}, confirm.text),
    make(
      "div",
      { class: "buttons" },
      make("button", { type: "button", class: "weight-grave", onclick: yes }, confirm.yes),
      make("button", { type: "button", onclick: () => dialog.close() }, confirm.no),
    ),
  );
  dialog.showModal();
  at("sure-title").focus();
}

// ---- the phone ----

function drawPhone() {
  const me = person(who);
  const conversation = `@${who}`;
  const messages = state.conversations[conversation] ?? [];
  const unread = messages.filter((one) => !one.read);
  at("about").textContent = [me.profession, me.unit_name, me.shift && `${me.shift} shift`]
    .filter(Boolean)
    .join(", ");
  if (!unread.length && !turning) unlocked = who;
  if (unlocked === who) drawConversation(conversation, messages, unread, me.zone);
  else drawLock(conversation, unread, me.zone);
}

function drawLock(conversation, unread, zone) {
  const screen = at("screen");
  const open = async () => {
    unlocked = who;
    await trying(() => post("/practice/read", conversation));
    drawPhone();
    hint();
    screen.focus();
  };
  const day = { weekday: "long", month: "long", day: "numeric", timeZone: zone };
  const text = JSON.stringify([unread.map((one) => one.id), clockTime(zone)]);
  keep(screen, [
    {
      key: `lock:${who}`,
      text,
      draw: () =>
        lockScreen(unread, clockTime(zone), now().toLocaleDateString("en-US", day), open),
    },
  ]);
}

function drawConversation(conversation, messages, unread, zone) {
  const screen = at("screen");
  if (unread.length) trying(() => post("/practice/read", conversation));
  const none = { key: "none", text: "", draw: () => empty("No messages yet.") };
  const wanted = messages.map((one) => shown(one, who, zone, press(who, conversation)));
  const grown = keep(screen, wanted.length ? wanted : [none]);
  if (grown) screen.lastElementChild.scrollIntoView({ block: "nearest" });
}

function shown(one, scope, zone, pressed) {
  const moment = when(new Date(one.at), now(), zone);
  return {
    key: `${scope}:${one.id}`,
    text: JSON.stringify([one.card, moment]),
    draw: () => message(one, moment, pressed),
  };
}

function empty(text) {
  return make("p", { class: "quiet empty" }, text);
}

function drawChips() {
  const roles = person(who).roles;
  const commands = ["/support", "/support mydata", "/support forget"];
  if (roles.includes("supporter")) commands.push("/support mine");
  if (roles.includes("coordinator") || roles.includes("unit_lead")) {
    commands.push("/support-admin");
  }
  const wanted = commands.map((text) => ({
    key: `${who}:${text}`,
    text,
    draw: () =>
      make("button", { type: "button", class: "chip", press: text, onclick: () => type(text) }, text),
  }));
  keep(at("chips"), wanted);
}

function type(text) {
  unlocked = who;
  act({ kind: "command", user: who, text }, `@${who}`);
}

// ---- the channel, the database, the clock, the story ----

function drawChannel() {
  const supporters = state.people.filter((one) => one.roles.includes("supporter"));
  supporter ??= supporters[0].user;
  drawOptions(at("as"), supporters, (one) => one.name);
  at("as").value = supporter;
  const channel = channelName();
  const messages = state.conversations[channel] ?? [];
  const none = { key: "none", text: "", draw: () => empty("Nobody has asked yet.") };
  const zone = person(supporter).zone;
  const wanted = messages.map((one) =>
    shown(one, `channel:${supporter}`, zone, press(supporter, channel)),
  );
  const grown = keep(at("channel"), wanted.length ? wanted : [none]);
  if (grown) at("channel").scrollTop = at("channel").scrollHeight;
}

function drawDatabase() {
  const place = at("rows");
  const text = JSON.stringify([who, state.database]);
  if (place.dataset.text === text) return;
  place.dataset.text = text;
  const open = place.querySelector("details")?.open ?? false;
  const name = firstName(who);
  const found = rowsFor(who, state.database.rows, now(), person(who).zone, open);
  place.replaceChildren(...found.drawn);
  at("holds").textContent = found.count
    ? `${found.count} ${found.count === 1 ? "row leads" : "rows lead"} to ${name}. None has a name in it: whose it is lies sealed.`
    : `No row leads to ${name}.`;
  const marks = state.database.marks[who] ?? 0;
  at("marks").textContent = marks
    ? `${marks} coded ${marks === 1 ? "mark stays" : "marks stay"} for a time, so that no note comes twice.`
    : "";
}

function clockTime(zone) {
  return now().toLocaleTimeString("en-US", { hour: "numeric", minute: "2-digit", timeZone: zone });
}

function drawClock() {
  const zone = person(who).zone;
  const day = { weekday: "short", month: "short", day: "numeric", timeZone: zone };
  at("time").textContent = `${now().toLocaleDateString("en-US", day)}, ${clockTime(zone)}`;
  at("run").textContent = state.clock.running ? "Pause" : "Run";
  at("next").disabled = Boolean(turning) || !state.clock.next;
  at("day").disabled = Boolean(turning);
}

function drawStory() {
  for (const [id, text] of [
    ["happened", state.story.happened],
    ["step", state.story.step],
  ]) {
    if (at(id).textContent !== text) at(id).textContent = text ?? "";
  }
  const elsewhere = !state.story.channel && state.story.user !== who;
  at("go").textContent = elsewhere ? `Play ${firstName(state.story.user)}` : "Show me";
  at("go").hidden = !elsewhere && !state.story.press;
}

// The one button that goes on is marked; the story names it.
function hinted() {
  const story = state.story;
  if (!story.press || (!story.channel && story.user !== who)) return null;
  const own = story.press.startsWith("clock.") ? document : at("screen");
  const place = story.channel ? at("channel") : story.press.startsWith("/") ? at("chips") : own;
  const found = [...place.querySelectorAll(`[data-press="${CSS.escape(story.press)}"]`)];
  return found.at(-1) ?? null;
}

function hint() {
  const next = hinted();
  for (const old of document.querySelectorAll(".hint")) {
    if (old !== next) old.classList.remove("hint");
  }
  next?.classList.add("hint");
}

function drawOptions(select, people, label) {
  const text = JSON.stringify(people.map(label));
  if (select.dataset.text === text) return;
  select.dataset.text = text;
  select.replaceChildren(...people.map((one) => make("option", { value: one.user }, label(one))));
}

function drawWho() {
  const unread = (user) => (state.conversations[`@${user}`] ?? []).some((one) => !one.read);
  drawOptions(at("who"), state.people, (one) => {
    const roles = one.roles.filter((role) => role !== "clinician").join(", ");
    const role = roles.replaceAll("_", " ") || one.profession;
    return `${one.name}, ${role}${unread(one.user) ? ", new note" : ""}`;
  });
  at("who").value = who;
}

function draw() {
  drawWho();
  drawClock();
  drawPhone();
  drawChips();
  drawChannel();
  drawDatabase();
  drawStory();
  hint();
}

async function show(next) {
  await useKey(next.key);
  state = next;
  came = performance.now();
  arrive();
  at("trouble").textContent = "";
  who ??= state.story.user ?? state.people[0].user;
  draw();
  document.body.dataset.ready = "yes";
}

function play(user) {
  if (user !== who) unlocked = null;
  who = user;
  if (person(user).roles.includes("supporter")) supporter = user;
  draw();
}

async function turn(verb) {
  if (turning) return;
  if (verb === "next" || verb === "day") {
    // While time goes by, the phone is put down, until the page shows how things stand then.
    turning = verb;
    unlocked = null;
    draw();
  }
  const clock = await trying(() => post("/practice/clock", verb));
  turnedTo = clock && new Date(clock.now);
  if (!clock) turning = null;
  arrive();
  draw();
}

// Time has gone by once the page shows how things stand at the moment it has led to.
function arrive() {
  if (turnedTo && new Date(state.clock.now) >= turnedTo) turning = turnedTo = null;
}

at("who").addEventListener("change", (event) => play(event.target.value));
at("as").addEventListener("change", (event) => {
  supporter = event.target.value;
  draw();
});
at("go").addEventListener("click", () => {
  if (!state.story.channel && state.story.user !== who) play(state.story.user);
  const next = hinted() ?? at("screen");
  next.scrollIntoView({ block: "center" });
  next.focus();
});
at("type").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = at("words").value.trim();
  if (!text) return;
  at("words").value = "";
  type(text);
});
at("next").addEventListener("click", () => turn("next"));
at("day").addEventListener("click", () => turn("day"));
at("run").addEventListener("click", () => turn(state.clock.running ? "pause" : "run"));
at("form").addEventListener("close", () => {
  // What had the focus before may have been redrawn meanwhile.
  if (document.activeElement === document.body) at("screen").focus();
});
setInterval(() => {
  if (!state?.clock.running) return;
  drawClock();
  if (unlocked !== who) drawPhone();
  hint();
}, 1000);
watch(show, () => {
  at("trouble").textContent = "The link is gone. I keep trying.";
});
