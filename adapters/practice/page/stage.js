// The opening and the stage: one phone, drawn from what Slack or Teams is sent, at one moment.

import { make } from "./draw.js";
import { face, icon } from "./faces.js";
import { timeLine } from "./line.js";
import { drawPlates, drawRows } from "./plates.js";
import { ask, beginAgain, language, load } from "./reel.js";
import * as slack from "./slack.js";
import * as teams from "./teams.js";
import { newId } from "./link.js";
import { at, say } from "./view.js";

const SKINS = { slack, teams };
const SIX = ["sam", "theo", "rosa", "uma", "lena", "nora"];
// How long a step stands while the story plays by itself: long enough to read it.
const PAUSE_MS = 1600;
const A_WORD_MS = 190;
const TURN_MS = 2200;
// The press on the first message, which may as well be left as it is.
const FIRST_CHOICE = "check_in.break";

const stage = {
  film: null,
  // The frame that is shown, and whose phone.
  index: 0,
  viewed: "sam",
  skin: "slack",
  playing: false,
  // A lock screen whose message was touched, before the message itself is opened.
  touched: false,
  // Messages that had closed again, and that were opened to be looked at.
  reopened: new Set(),
  asking: false,
  // What is said while something is asked for that takes its time.
  meanwhile: "",
  // Whether the last thing that was asked for has failed.
  lost: false,
  wanted: null,
  timer: 0,
};
let drawLine = () => {};

const shown = () => stage.film.frames[stage.index];
const isNewest = () => stage.index === stage.film.frames.length - 1;
const following = () => (isNewest() ? stage.film.next : null);
const isEnd = () => isNewest() && !stage.film.next;
const text = (name) => stage.film.texts[name];
const person = (user) => stage.film.cast.find((one) => one.user === user);
const firstName = (user) => person(user).name.split(" ")[0];

// ---- what is asked of the server ----

// Asks, and shows the film that comes of it; whether one came.
async function asking(what, meanwhile = "") {
  if (stage.asking) return false;
  Object.assign(stage, { asking: true, meanwhile, lost: false });
  document.body.dataset.waiting = "yes";
  drawTrouble();
  const film = await what().catch(() => null);
  Object.assign(stage, { asking: false, lost: !film });
  delete document.body.dataset.waiting;
  if (film) show(film);
  else pause();
  return Boolean(film);
}

function show(film) {
  stage.film = film;
  stage.index = film.frames.length - 1;
  stage.touched = false;
  stage.reopened.clear();
  turnTo(shown().user);
  if (film.astray) pause();
}

const act = (sent) =>
  asking(() => ask({ go: "act", sent: { id: newId(), user: stage.viewed, conversation: place().name, ...sent } }));
const openNow = () => asking(() => ask({ go: "open", user: stage.viewed }));
const closeNow = () => asking(() => ask({ go: "close", user: stage.viewed }));

// Goes to a step; what is not recorded yet is played first.
async function goTo(step) {
  pause();
  const { frames } = stage.film;
  if (step <= frames.at(-1).step) {
    const index = frames.findLastIndex((one) => one.step <= step);
    return jump(index);
  }
  stage.wanted = step;
  while (stage.wanted !== null && !stage.asking) {
    const going = stage.wanted;
    stage.wanted = null;
    await asking(() => ask({ go: "to", step: going }));
  }
  return null;
}

function jump(index) {
  stage.index = index;
  stage.touched = false;
  turnTo(shown().user);
}

// ---- going on and back ----

async function goOn() {
  if (stage.asking) return null;
  if (!isNewest()) return jump(stage.index + 1);
  const next = following();
  if (!next || stage.film.astray) return null;
  if (next.user !== stage.viewed && next.deed !== "wait") return turnTo(next.user);
  if (next.deed === "open" && !stage.touched && hasEnvelope()) return touch();
  return asking(() => ask({ go: "on" }));
}

function goBack() {
  pause();
  if (stage.index > 0) jump(stage.index - 1);
}

function play() {
  stage.playing = true;
  draw();
  later();
}

function pause() {
  stage.playing = false;
  clearTimeout(stage.timer);
  if (stage.film) drawControls();
}

function later() {
  clearTimeout(stage.timer);
  if (!stage.playing) return;
  const turns = following() && following().user !== stage.viewed;
  const words = shown().title.split(" ").length + shown().text.split(" ").length;
  const pause_ms = turns || stage.touched ? TURN_MS : PAUSE_MS + words * A_WORD_MS;
  stage.timer = setTimeout(async () => {
    await goOn();
    if (isEnd() || stage.film.astray) pause();
    else later();
  }, pause_ms);
}

// ---- the phone ----

function turnTo(user) {
  const other = user !== stage.viewed;
  stage.viewed = user;
  stage.touched = false;
  draw();
  if (other) {
    at("phone").classList.remove("slides");
    // The animation begins anew only once the page has noticed that it was gone.
    void at("phone").offsetWidth;
    at("phone").classList.add("slides");
  }
}

// Which conversation lies open on the viewed phone, or that it is locked.
function place() {
  const frame = shown();
  const user = stage.viewed;
  const chat = { name: `@${user}`, locked: false };
  const channel = stage.film.channels[user];
  const comes = isNewest() ? following() : stage.film.frames[stage.index + 1];
  if (frame.user === user && frame.held) return frame.in_channel ? { name: channel, locked: false } : chat;
  if (comes?.user === user && comes.in_channel) return { name: channel, locked: false };
  const { phones } = frame;
  const unread = (phones[chat.name] ?? []).some((one) => !one.read);
  return { ...chat, locked: !stage.touched && (unread || !(phones[chat.name] ?? []).length) };
}

// What the platform is sent: a message, or what hangs in its place where messages close.
const payload = (shot, kind) => {
  const drawn = stage.film.cards[shot.card][stage.skin];
  return drawn[kind] ?? drawn.message;
};

// Whether what waits stands in the chat as an envelope, in this skin.
function hasEnvelope() {
  const waiting = (shown().phones[`@${stage.viewed}`] ?? []).filter((one) => !one.read);
  return waiting.some((one) => !one.open && stage.film.cards[one.card][stage.skin].closed);
}

function touch() {
  if (!isNewest()) return;
  if (!hasEnvelope()) {
    openNow();
    return;
  }
  stage.touched = true;
  draw();
}

function lockScreen(frame, open) {
  const waiting = (frame.phones[`@${stage.viewed}`] ?? []).filter((one) => !one.read);
  const notices = waiting.slice(-3).map((one) =>
    make(
      "button",
      { type: "button", class: "notice", press: "open", onclick: open },
      make("span", { class: `app-icon ${stage.skin}`, "aria-hidden": "true" }, "SM"),
      make("span", {}, make("b", {}, stage.film.app), payload(one, one.open ? "message" : "closed").text),
    ),
  );
  const hint = notices.length ? text("lock_hint") : text("quiet_phone");
  return [
    make(
      "div",
      { class: "lock" },
      make("p", { class: "big-time" }, frame.time.replace(/\s.*/, "")),
      make("p", {}, frame.day),
      ...notices,
      make("p", { class: "lock-hint" }, hint),
    ),
  ];
}

function message(shot) {
  const lies = payload(shot, shot.open || stage.reopened.has(shot.id) ? "message" : "closed");
  const shut = lies !== payload(shot, "message");
  const drawn = SKINS[stage.skin].body(lies, (told) => pressed(told, shot, shut));
  return make(
    "article",
    { class: `msg${shot.private ? " only-you" : ""}${shut && !shot.read ? " waits" : ""}`, "aria-label": `${stage.film.app}, ${shot.at}` },
    make("span", { class: `app-icon ${stage.skin}`, "aria-hidden": "true" }, "SM"),
    make(
      "div",
      {},
      make("p", { class: "from" }, make("b", {}, stage.film.app), make("span", { class: "badge" }, text("badge")), make("span", { class: "hint" }, shot.at)),
      shot.private ? make("p", { class: "hint" }, text("only_you")) : null,
      make("div", { class: "words" }, ...drawn),
    ),
  );
}

function conversation(frame, name) {
  const channel = name.startsWith("#");
  const top = make(
    "div",
    { class: `top ${stage.skin}` },
    channel ? null : make("span", { class: `app-icon ${stage.skin}`, "aria-hidden": "true" }, "SM"),
    make("span", {}, make("b", {}, channel ? name : stage.film.app), channel ? null : make("small", {}, text("chat"))),
  );
  const talk = make("div", { class: `talk ${stage.skin}`, id: "talk", tabIndex: 0, role: "group", "aria-label": channel ? name : stage.film.app });
  talk.append(...(frame.phones[name] ?? []).map(message));
  return [top, talk];
}

// A press on the phone. Where one looks back, nothing can be pressed.
function pressed(told, shot, shut) {
  if (!isNewest() || stage.asking) return;
  pause();
  if (shut) {
    if (shot.read) stage.reopened.add(shot.id);
    else openNow();
    draw();
    return;
  }
  const go = () => act({ kind: "press", message: shot?.id ?? "", action: told.action, value: told.value });
  if (told.confirm) confirm(told.confirm, go);
  else go();
}

function confirm(given, go) {
  const layer = make(
    "div",
    { class: `modal ${stage.skin}`, role: "group", "aria-label": given.title },
    make("h3", {}, given.title),
    make("p", {}, given.text),
    make(
      "div",
      { class: "btns" },
      make("button", { type: "button", class: "sb danger", onclick: go }, given.yes),
      make("button", { type: "button", class: "sb", onclick: () => layer.remove() }, given.no),
    ),
  );
  at("glass").append(layer);
  layer.querySelector("button").focus();
}

function dialogLayer(frame) {
  const given = stage.film.cards[frame.dialog][stage.skin].dialog;
  const send = ({ form, subject, id, values }) => act({ kind: "submission", conversation: `@${stage.viewed}`, form, subject, id, values });
  const drawn = SKINS[stage.skin].dialog(given, {
    people: stage.film.people,
    press: (told) => pressed(told, null, false),
    send,
    close: () => isNewest() && closeNow(),
  });
  const bar = make(
    "div",
    { class: "modal-bar" },
    make("h3", {}, drawn.title),
    drawn.close ? make("button", { type: "button", class: "sb", press: "close", onclick: drawn.end }, drawn.close) : null,
    drawn.submit ? make("button", { type: "submit", class: "sb primary", press: "send" }, drawn.submit) : null,
  );
  const form = make(
    "form",
    {
      class: `modal ${stage.skin}`,
      "aria-label": drawn.title,
      noValidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        if (isNewest()) drawn.send(entered(form));
      },
    },
    bar,
    make("div", { class: "modal-body", tabIndex: 0, role: "group", "aria-label": drawn.title }, ...drawn.body),
  );
  return form;
}

function entered(form) {
  const values = {};
  for (const field of form.querySelectorAll("[data-name]")) {
    const ticked = [...field.querySelectorAll("input:checked")].map((box) => box.value);
    values[field.dataset.name] = field.tagName === "FIELDSET" ? ticked : [field.value];
  }
  return values;
}

function drawPhone(frame) {
  const { name, locked } = place();
  const bar = make("div", { class: "bar", "aria-hidden": "true" }, make("span", {}, frame.time.replace(/\s.*/, "")), make("span", {}, "LTE"));
  const inside = locked ? lockScreen(frame, touch) : conversation(frame, name);
  const over = frame.dialog && frame.user === stage.viewed ? dialogLayer(frame) : null;
  const text = JSON.stringify([stage.index, stage.skin, stage.viewed, name, locked, stage.touched, stage.film.frames.length, [...stage.reopened]]);
  const glass = at("glass");
  if (glass.dataset.text === text) return;
  glass.dataset.text = text;
  glass.classList.toggle("asleep", locked);
  const had = glass.contains(document.activeElement);
  glass.replaceChildren(bar, ...inside, ...(over ? [over] : []));
  for (const each of over ? glass.querySelectorAll(".top, .talk, .lock") : []) each.inert = true;
  at("phone").classList.toggle("past", !isNewest());
  say(at("phone-of"), stage.film.texts.phone_of.replace("{name}", person(stage.viewed).name));
  showNews(frame, name);
  if (had) (glass.querySelector(".modal [data-press], .modal, .talk, .notice") ?? glass).focus?.();
}

// Scrolls to what has changed since the frame before; what has not stays where one left off.
function showNews(frame, name) {
  const talk = at("talk");
  if (!talk) return;
  const before = new Map((stage.film.frames[stage.index - 1]?.phones[name] ?? []).map((one) => [one.id, one.card]));
  const shots = frame.phones[name] ?? [];
  const place = shots.findLastIndex((one) => before.get(one.id) !== one.card);
  const article = talk.children[place < 0 ? shots.length - 1 : place];
  if (article) talk.scrollTop = article.offsetTop - talk.offsetTop - 8;
}

// ---- the mark on the next control ----

function control() {
  const next = following();
  if (!next || stage.film.astray) return null;
  if (next.deed === "wait") return [at("next"), text("time_passes")];
  if (next.user !== stage.viewed) {
    return [at("cast").querySelector(`[data-user="${next.user}"]`), text("turn_of").replace("{name}", firstName(next.user))];
  }
  const glass = at("glass");
  const last = (press) => [...glass.querySelectorAll(`[data-press="${CSS.escape(press)}"]`)].at(-1);
  const found = {
    open: () => (stage.touched ? [[...glass.querySelectorAll(".msg.waits .words button")].at(-1), text("open_chat")] : [last("open"), text("open_it")]),
    press: () => [last(next.action) ?? opener(next.action), text(next.action === FIRST_CHOICE ? "press_or_wait" : "press_here")],
    send: () => [last("send"), text("send_it")],
    close: () => [last("close"), text("close_it")],
  };
  return found[next.deed]?.() ?? null;
}

function drawCoach() {
  for (const old of document.querySelectorAll(".lit")) old.classList.remove("lit");
  const coach = at("coach");
  const [target, words] = control() ?? [];
  coach.hidden = !target || !at("glass").contains(target);
  if (!target) return;
  target.classList.add("lit");
  if (coach.hidden) return;
  say(coach, words);
  placeCoach(coach, target);
}

// What opens the closed message that has a button inside.
function opener(action) {
  const shots = shown().phones[place().name] ?? [];
  const index = shots.findLastIndex((one) => JSON.stringify(payload(one, "message")).includes(`"${action}"`));
  return at("talk")?.children[index]?.querySelector(".words button");
}

// Brings the marked control of a conversation into sight.
function showMarked() {
  const marked = at("glass").querySelector(".talk .lit");
  const talk = marked?.closest(".talk");
  if (!talk) return;
  const away = marked.getBoundingClientRect().bottom - talk.getBoundingClientRect().bottom + 60;
  if (away > 0) talk.scrollTop += away;
  drawCoach();
}

function placeCoach(coach, target) {
  const mid = coach.parentElement.getBoundingClientRect();
  const phone = at("phone").getBoundingClientRect();
  const spot = target.getBoundingClientRect();
  const body = target.closest(".modal-body")?.getBoundingClientRect();
  // A dialog is read from its beginning, so it is not scrolled to the button at its end.
  const isBelow = Boolean(body) && spot.bottom > body.bottom;
  coach.classList.toggle("floats", isBelow);
  if (isBelow) {
    say(coach, text("read_on"));
    coach.classList.remove("beside", "above");
    coach.style.left = `${phone.left - mid.left + (phone.width - coach.offsetWidth) / 2}px`;
    coach.style.top = `${body.bottom - mid.top - coach.offsetHeight - 14}px`;
    return;
  }
  const beside = mid.right - phone.right > 120;
  coach.classList.toggle("beside", beside);
  coach.classList.remove("above");
  if (beside) {
    coach.style.left = `${phone.right - mid.left + 4}px`;
    coach.style.top = `${spot.top - mid.top + spot.height / 2 - coach.offsetHeight / 2}px`;
    return;
  }
  const across = (left) => {
    coach.style.left = `${left - mid.left}px`;
  };
  // At its full width, wherever it was before.
  coach.style.left = "0";
  if (phone.right - spot.right > coach.offsetWidth + 30) {
    across(spot.right + 14);
    coach.style.top = `${spot.top - mid.top + spot.height / 2 - coach.offsetHeight / 2}px`;
    coach.classList.add("beside");
    if (!hides(coach, target)) return;
    coach.classList.remove("beside");
  }
  const most = phone.right - mid.left - coach.offsetWidth - 16;
  coach.style.left = `${Math.max(phone.left - mid.left + 16, Math.min(spot.left - mid.left, most))}px`;
  const place = (top) => {
    coach.style.top = `${top - mid.top}px`;
  };
  const below = spot.bottom + 14;
  place(below);
  // It hides no other button: "No thanks" is as good a choice.
  if (below + coach.offsetHeight < phone.bottom && !hides(coach, target)) return;
  coach.classList.add("above");
  place(spot.top - coach.offsetHeight - 14);
}

function hides(coach, target) {
  const over = coach.getBoundingClientRect();
  return [...at("glass").querySelectorAll("button, input, select, a")].some((one) => {
    const box = one.getBoundingClientRect();
    return one !== target && !one.closest("[inert]") && box.top < over.bottom && box.bottom > over.top && box.left < over.right && box.right > over.left;
  });
}

// ---- around the phone ----

function drawControls() {
  const end = isEnd();
  at("play").replaceChildren(icon(stage.playing ? "pause" : "play"));
  at("play").setAttribute("aria-label", text(stage.playing ? "pause" : "play"));
  at("play").disabled = end || stage.film.astray;
  at("back").disabled = stage.index === 0;
  at("next").disabled = end || stage.film.astray;
  at("looking-back").hidden = isNewest();
  drawTrouble();
}

// What is wrong, and the way out of it; or what one waits for.
function drawTrouble() {
  const waits = stage.asking ? stage.meanwhile : "";
  const astray = stage.film?.astray && document.body.dataset.view === "story";
  const wrong = (stage.lost && at("trouble").dataset.gone) || (astray && text("astray")) || "";
  say(at("trouble"), waits || wrong);
  at("restart").hidden = Boolean(waits) || !wrong;
}

function drawCast() {
  const cast = at("cast");
  const next = following();
  if (!cast.children.length) {
    cast.append(
      ...stage.film.cast.map((one) => {
        const pick = () => {
          pause();
          turnTo(one.user);
        };
        const button = make("button", { type: "button", onclick: pick }, face(one.user), make("span", {}, make("b", {}, one.name), make("small", {}, one.does)));
        button.dataset.user = one.user;
        return button;
      }),
    );
  }
  for (const one of cast.children) {
    const { user } = one.dataset;
    one.setAttribute("aria-pressed", String(user === stage.viewed));
    const waits = next && next.user === user && user !== stage.viewed && next.deed !== "wait";
    one.dataset.turn = waits ? "yes" : "no";
    one.dataset.label = waits ? text("turn_of").replace("{name}", firstName(user)) : "";
  }
}

function draw() {
  const { film } = stage;
  if (!film || !film.frames.length) return;
  const frame = shown();
  say(at("title"), frame.title);
  say(at("text"), frame.text);
  say(at("moment"), `${frame.day}, ${frame.time}`);
  at("end").hidden = !isEnd();
  say(at("end-people"), frame.written_to);
  drawPhone(frame);
  drawControls();
  drawCast();
  drawPlates(film, frame);
  drawRows(film, frame);
  drawLine(film, frame);
  drawCoach();
  showMarked();
  document.body.dataset.step = frame.step;
  document.body.dataset.viewed = stage.viewed;
  document.body.dataset.touched = stage.touched || stage.reopened.size > 0;
}

function drawOpening() {
  const at845 = stage.film.frames[1];
  if (at845) {
    const kept = [stage.index, stage.viewed];
    [stage.index, stage.viewed] = [1, "sam"];
    const open = () => at("watch").click();
    at("opening-phone").firstElementChild.replaceChildren(...lockScreen(at845, open));
    at("opening-phone").querySelector(".notice")?.classList.add("glow");
    [stage.index, stage.viewed] = kept;
  }
  at("six").replaceChildren(...SIX.map(face));
}

function drawSkin() {
  document.body.dataset.skin = stage.skin;
  for (const one of at("skins").children) one.setAttribute("aria-pressed", String(one.dataset.skin === stage.skin));
}

// The address says whether the story is watched, so that the browser's own Back leads out of it.
function enter() {
  const inside = location.hash === "#story";
  at("story").hidden = !inside;
  at("opening").hidden = inside;
  document.body.dataset.view = inside ? "story" : "opening";
  if (!inside) {
    pause();
    return;
  }
  if (!stage.film) return;
  // What was drawn while it could not be seen has not been scrolled.
  delete at("glass").dataset.text;
  if (!stage.film.frames.length) {
    restart();
    return;
  }
  draw();
  at("title").focus({ preventScroll: true });
}

async function restart() {
  if (!stage.film) location.reload();
  else if (await asking(beginAgain, text("loading"))) jump(0);
}

// ---- what can be pressed around the phone ----

at("watch").addEventListener("click", () => {
  if (!stage.film?.frames.length) return;
  jump(0);
  play();
});
at("next").addEventListener("click", () => {
  pause();
  goOn();
});
at("back").addEventListener("click", goBack);
at("play").addEventListener("click", () => (stage.playing ? pause() : play()));
at("to-now").addEventListener("click", () => jump(stage.film.frames.length - 1));
at("again").addEventListener("click", () => jump(0));
at("restart").addEventListener("click", restart);
at("set-up").addEventListener("click", () => {
  at("setting-up").showModal();
  at("set-up-title").focus();
});
for (const one of at("skins").children) {
  one.addEventListener("click", () => {
    stage.skin = one.dataset.skin;
    drawSkin();
    if (!stage.film) return;
    drawOpening();
    draw();
  });
}
// What is read to its end shows the button there.
at("glass").addEventListener("scroll", () => stage.film && drawCoach(), { capture: true, passive: true });
window.addEventListener("hashchange", enter);
window.addEventListener("resize", () => stage.film && drawCoach());

at("back").append(icon("back"));
at("next").append(icon("next"));
at("language").href = language === "es" ? "/?lang=en" : "/?lang=es";
drawSkin();
stage.film = await load().catch(() => null);
stage.lost = !stage.film;
drawTrouble();
if (stage.film) {
  stage.index = Math.max(0, stage.film.frames.length - 1);
  drawLine = timeLine(stage.film, { goTo, by: (way) => (way < 0 ? goBack() : (pause(), goOn())) });
  drawOpening();
  if (stage.film.frames.length) turnTo(shown().user);
  enter();
  document.body.dataset.ready = "yes";
}
