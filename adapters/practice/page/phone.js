// One person's phone: the lock screen, the messages, Home, and what can be typed.

import { act, press, trying } from "./act.js";
import { homePage, keep, lockScreen, make, message, when } from "./draw.js";
import { post } from "./link.js";
import { locale, text } from "./texts.js";
import { at, clockTime, messagesOf, now, person, say, view } from "./view.js";

export function drawPhone() {
  const { who } = view;
  const me = person(who);
  const messages = messagesOf(`@${who}`);
  const unread = messages.filter((one) => !one.read);
  say(at("about"), [me.profession, me.unit_name, me.shift && text("shift", { name: me.shift })].filter(Boolean).join(", "));
  if (!unread.length && !view.turning) view.unlocked = who;
  drawTabs(unread.length);
  if (view.screen === "home") drawHome(me);
  else if (view.unlocked === who) drawConversation(messages, unread, me.zone);
  else drawLock(unread, me.zone);
}

function drawTabs(unread) {
  at("messages-tab").setAttribute("aria-pressed", String(view.screen !== "home"));
  at("home-tab").setAttribute("aria-pressed", String(view.screen === "home"));
  say(at("messages-tab"), unread ? text("messages_new", { count_of: unread }) : text("messages"));
  at("screen").classList.toggle("of-home", view.screen === "home");
  at("screen").setAttribute("aria-label", text(view.screen === "home" ? "home" : "messages"));
}

function drawHome(me) {
  const conversation = `home@${view.who}`;
  const newest = messagesOf(conversation).at(-1);
  const waiting = { key: "home:none", text: "", draw: () => empty(text("home_waits")) };
  const page = newest && {
    key: conversation,
    text: JSON.stringify(newest.card),
    draw: () => homePage(newest, press(me.user, conversation), me.language),
  };
  keep(at("screen"), [page ?? waiting]);
}

// Home is asked for each time it is opened, and drawn anew in its place.
export function openScreen(screen) {
  view.screen = screen;
  drawPhone();
  if (screen !== "home") return null;
  return act({ kind: "home", user: view.who }, `home@${view.who}`);
}

function drawLock(unread, zone) {
  const screen = at("screen");
  const conversation = `@${view.who}`;
  const open = async () => {
    view.unlocked = view.who;
    await trying(() => post("/practice/read", conversation));
    document.dispatchEvent(new Event("redraw"));
    screen.focus();
  };
  const day = { weekday: "long", month: "long", day: "numeric", timeZone: zone };
  const stands = JSON.stringify([unread.map((one) => one.id), clockTime(zone)]);
  const today = () => now().toLocaleDateString(locale, day);
  keep(screen, [
    {
      key: `lock:${view.who}`,
      text: stands,
      draw: () => lockScreen(unread, view.state.app, clockTime(zone), today(), open, person(view.who).language),
    },
  ]);
}

function drawConversation(messages, unread, zone) {
  const screen = at("screen");
  const conversation = `@${view.who}`;
  if (unread.length) trying(() => post("/practice/read", conversation));
  const none = { key: "none", text: "", draw: () => empty(text("no_messages")) };
  const pressed = press(view.who, conversation);
  const { language } = person(view.who);
  const wanted = messages.map((one) => shown(one, view.who, zone, pressed, language));
  const grown = keep(screen, wanted.length ? wanted : [none]);
  if (grown) screen.lastElementChild.scrollIntoView({ block: "nearest" });
}

// A message as `keep` wants it; `scope` tells one reader's from another's.
export function shown(one, scope, zone, pressed, language) {
  const moment = when(new Date(one.at), now(), zone);
  return {
    key: `${scope}:${one.id}`,
    text: JSON.stringify([one.card, moment]),
    draw: () => message(one, view.state.app, moment, pressed, language),
  };
}

export function empty(words) {
  return make("p", { class: "quiet empty" }, words);
}

export function drawChips() {
  const { roles } = person(view.who);
  const commands = ["/support", "/support mydata", "/support forget"];
  if (roles.includes("supporter")) commands.push("/support mine");
  if (roles.includes("coordinator") || roles.includes("unit_lead")) {
    commands.push("/support-admin");
  }
  if (roles.includes("coordinator")) commands.push("/support-admin open");
  const wanted = commands.map((typed) => ({
    key: `${view.who}:${typed}`,
    text: typed,
    draw: () =>
      make("button", { type: "button", class: "chip", press: typed, onclick: () => type(typed) }, typed),
  }));
  keep(at("chips"), wanted);
}

export function type(typed) {
  view.unlocked = view.who;
  view.screen = "messages";
  act({ kind: "command", user: view.who, text: typed }, `@${view.who}`);
}

