// The practice page: draws what the server says, and takes up whose phone one holds.

import { onAnswer, trying } from "./act.js";
import {
  beginAgain,
  beReady,
  drawParts,
  drawStory,
  hint,
  hinted,
  pickStory,
  takePart,
} from "./guide.js";
import { keep, make } from "./draw.js";
import { face } from "./faces.js";
import { post, useKey, watch } from "./link.js";
import { drawChannel, drawDatabase, drawOptions } from "./panes.js";
import { drawChips, drawPhone, openScreen, type } from "./phone.js";
import { printTranscript } from "./print.js";
import { locale, text } from "./texts.js";
import {
  at,
  channels,
  clockTime,
  firstName,
  messagesOf,
  now,
  person,
  roleOf,
  say,
  view,
} from "./view.js";

// How many messages were there to see when the news were last read aloud.
let heard = null;

function drawClock() {
  const { zone } = person(view.who);
  const day = { weekday: "short", month: "short", day: "numeric", timeZone: zone };
  say(at("time"), `${now().toLocaleDateString(locale, day)}, ${clockTime(zone)}`);
  say(at("run"), text(view.state.clock.running ? "pause" : "run"));
  at("run").hidden = at("day").hidden = Boolean(view.as);
  at("next").disabled = Boolean(view.turning) || !view.state.clock.next;
  at("day").disabled = Boolean(view.turning);
}

function drawWho() {
  at("who").hidden = Boolean(view.as);
  const unread = (user) => messagesOf(`@${user}`).some((one) => !one.read);
  drawOptions(
    at("who"),
    view.state.people,
    (one) => `${one.name}, ${roleOf(one)}${unread(one.user) ? `, ${text("new_message")}` : ""}`,
  );
  at("who").value = view.who;
  drawFaces(unread);
}

// The people of the story, to be taken up with one press; everybody else is in the list.
function drawFaces(unread) {
  const place = at("faces");
  place.hidden = Boolean(view.as) || !view.state.cast;
  if (place.hidden) return;
  const wanted = view.state.cast.map((user) => ({
    key: user,
    text: user,
    draw: () =>
      make("button", { type: "button", title: person(user).name, onclick: () => play(user) }, face(user), make("span", {}, firstName(user))),
  }));
  keep(place, wanted);
  for (const one of place.children) {
    one.setAttribute("aria-pressed", String(one.dataset.key === view.who));
    one.classList.toggle("has-news", unread(one.dataset.key));
  }
}

function draw() {
  takePart();
  drawParts();
  drawWho();
  drawClock();
  drawPhone();
  drawChips();
  drawChannel();
  drawDatabase();
  drawStory();
  hint();
  tell();
}

// Reads aloud that something new has come, to whoever cannot see it.
function tell() {
  const own = messagesOf(`@${view.who}`);
  const shared = at("peers").hidden ? 0 : channels().flatMap(messagesOf).length;
  const before = heard;
  heard = { who: view.who, own: own.length, shared };
  if (before?.who !== view.who) return;
  if (own.length > before.own) say(at("news"), text("news", { name: firstName(view.who), text: own.at(-1).card.preview }));
  else if (shared > before.shared) say(at("news"), text("news_channel"));
}

async function show(next) {
  await useKey(next.key);
  if (view.state && view.state.key !== next.key) return startOver();
  if (view.as && !next.part) {
    // In another story there is no such part.
    location.replace("/play?mode=parts");
    return null;
  }
  view.state = next;
  view.came = performance.now();
  arrive();
  at("trouble").textContent = "";
  view.who ??= view.as ?? next.story.user ?? next.people[0].user;
  draw();
  document.body.dataset.ready = "yes";
  return null;
}

// Another hospital stands where this one was: nothing of what was shown here holds any more.
function startOver() {
  location.reload();
  return null;
}

function play(user) {
  if (user !== view.who) view.unlocked = null;
  view.who = user;
  view.screen = "messages";
  if (person(user).channels?.length) view.supporter = user;
  draw();
}

async function turn(verb) {
  if (view.turning) return;
  if (verb === "next" || verb === "day") {
    // While time goes by, the phone is put down, until the page shows how things stand then.
    view.turning = verb;
    view.unlocked = null;
    view.screen = "messages";
    draw();
  }
  const clock = await trying(() => post("/practice/clock", verb));
  view.turnedTo = clock && new Date(clock.now);
  if (!clock) view.turning = null;
  arrive();
  draw();
}

// Time has gone by once the page shows how things stand at the moment it has led to.
function arrive() {
  const there = view.turnedTo && new Date(view.state.clock.now) >= view.turnedTo;
  if (there) view.turning = view.turnedTo = null;
}

function showNext() {
  const { story } = view.state;
  if (!view.as && !story.in_channel && story.user !== view.who) play(story.user);
  if (view.screen === "home") {
    view.screen = "messages";
    draw();
  }
  const next = hinted() ?? at("screen");
  next.scrollIntoView({ block: "center" });
  next.focus();
}

const presses = {
  go: showNext,
  next: () => turn("next"),
  day: () => turn("day"),
  run: () => turn(view.state.clock.running ? "pause" : "run"),
  change: pickStory,
  "change-part": pickStory,
  again: beginAgain,
  print: printTranscript,
  "print-over": printTranscript,
  "messages-tab": () => openScreen("messages"),
  "home-tab": () => openScreen("home"),
  ready: beReady,
};
for (const [id, go] of Object.entries(presses)) at(id).addEventListener("click", go);

at("who").addEventListener("change", (event) => play(event.target.value));
at("as").addEventListener("change", (event) => {
  view.supporter = event.target.value;
  draw();
});
at("type").addEventListener("submit", (event) => {
  event.preventDefault();
  const typed = at("words").value.trim();
  if (!typed) return;
  at("words").value = "";
  type(typed);
});
document.addEventListener("redraw", draw);
// What was answered is drawn at once; the stream brings the rest of the hospital.
function hang({ conversation, message }) {
  const all = (view.state.conversations[conversation] ??= []);
  const place = all.findIndex((one) => one.id === message.id);
  if (place < 0) all.push(message);
  else all[place] = message;
  draw();
}

onAnswer((answer, conversation) => {
  if (answer.hung) hang(answer.hung);
  // What Home is answered with hangs among the messages.
  if (answer.answer === "say" && conversation === `home@${view.who}`) {
    view.screen = "messages";
    view.unlocked = view.who;
    draw();
    at("screen").focus();
  }
});
setInterval(() => {
  if (!view.state?.clock.running) return;
  drawClock();
  if (view.unlocked !== view.who) drawPhone();
  hint();
}, 1000);
for (const link of document.querySelectorAll("#ways a")) {
  const href = link.getAttribute("href");
  if (href === location.pathname + location.search) link.setAttribute("aria-current", "page");
  else if (view.as && href.endsWith("parts")) link.setAttribute("aria-current", "true");
}
document.body.dataset.mode = view.as ? "part" : view.mode;
watch(view.as, show, () => {
  at("trouble").textContent = text("link_gone");
});
