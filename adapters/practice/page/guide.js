// The bar that says what just happened and what to press; the stories; the parts one can take.

import { ask, open, trying } from "./act.js";
import { make } from "./draw.js";
import { post } from "./link.js";
import { text } from "./texts.js";
import { at, firstName, person, say, view } from "./view.js";

// Whoever was ready is led from what has gone to what came in its place.
let begun = false;

const FRESH = {
  title: text("fresh.title"),
  text: text("fresh.text"),
  yes: text("fresh.yes"),
  no: text("fresh.no"),
};

export function drawStory() {
  const { story, part } = view.state;
  const waits = Boolean(part && !part.ready);
  at("story").hidden = !guided() || waits;
  at("where").hidden = view.mode === "parts" || Boolean(view.as);
  say(at("where-name"), titleNow());
  say(at("happened"), story.happened);
  say(at("step"), story.step);
  const elsewhere = !view.as && !story.in_channel && story.user !== view.who;
  say(at("go"), elsewhere ? text("play_as", { name: firstName(story.user) }) : text("show_me"));
  at("go").hidden = !elsewhere && !story.press;
  at("over").hidden = !part?.over;
  if (begun && !at("story").hidden) {
    begun = false;
    at("story").focus();
  }
}

function guided() {
  return view.mode === "story" || view.mode === "part";
}

function titleNow() {
  const { scenario, scenarios } = view.state;
  return scenarios?.find((one) => one.key === scenario)?.title ?? "";
}

// The one button that goes on is marked; the story names it.
export function hinted() {
  const { story } = view.state;
  if (!guided() || !story.press) return null;
  if (!story.in_channel && story.user !== view.who) return null;
  const own = story.press.startsWith("clock.") ? document : at("screen");
  const place = story.in_channel ? at("channel") : story.press.startsWith("/") ? at("chips") : own;
  const found = [...place.querySelectorAll(`[data-press="${CSS.escape(story.press)}"]`)];
  return found.at(-1) ?? null;
}

export function hint() {
  const next = hinted();
  for (const old of document.querySelectorAll(".hint")) {
    if (old !== next) old.classList.remove("hint");
  }
  next?.classList.add("hint");
  if (next && at("chips").contains(next)) at("commands").open = true;
}

// ---- the stories ----

export function pickStory() {
  const dialog = at("pick");
  const choices = view.state.scenarios.map((one) =>
    make(
      "label",
      { class: "pick" },
      make("input", {
        type: "radio",
        name: "scenario",
        value: one.key,
        checked: one.key === view.state.scenario,
      }),
      make("span", {}, make("strong", {}, one.title), make("span", { class: "small" }, one.line), partsOf(one)),
    ),
  );
  const form = make(
    "form",
    {
      onsubmit: (event) => {
        event.preventDefault();
        const chosen = form.querySelector("input:checked").value;
        dialog.close();
        begin(chosen);
      },
    },
    make("h2", { id: "pick-title", tabIndex: -1 }, text("which_story")),
    make("p", { class: "small quiet" }, FRESH.text),
    make("fieldset", { class: "picks" }, make("legend", {}, text("stories")), ...choices),
    make(
      "div",
      { class: "buttons" },
      make("button", { type: "submit", class: "weight-main" }, FRESH.yes),
      make("button", { type: "button", onclick: () => dialog.close() }, FRESH.no),
    ),
  );
  dialog.replaceChildren(form);
  open(dialog, at("pick-title"));
}

function partsOf(one) {
  return make("span", { class: "small quiet" }, text("parts_of", { names: one.parts.join("; ") }));
}

export function begin(scenario) {
  document.body.dataset.beginning = "yes";
  say(at("news"), text("setting_up"));
  return trying(() => post("/practice/begin", scenario));
}

export function beginAgain() {
  ask(FRESH, () => begin(view.state.scenario));
}

// ---- the parts ----

export function drawParts() {
  const { parts, part } = view.state;
  at("parts").hidden = view.mode !== "parts";
  const read = at("brief").contains(document.activeElement);
  at("brief").hidden = !part || part.ready;
  at("panes").hidden = view.mode === "parts" || !at("brief").hidden;
  if (read && at("brief").hidden) begun = true;
  if (part) drawBrief(part);
  const now = JSON.stringify(parts);
  const list = at("part-list");
  if (!parts || list.dataset.text === now) return;
  list.dataset.text = now;
  say(at("parts-story"), titleNow());
  list.replaceChildren(...parts.map(partOf));
}

function partOf(one) {
  const address = `/play?as=${encodeURIComponent(one.key)}`;
  return make(
    "li",
    { class: "part" },
    make("a", { href: address }, one.title),
    make("p", {}, one.line),
    make("p", { class: "small quiet" }, text(one.taken ? "taken" : "not_taken")),
  );
}

function drawBrief(part) {
  const place = at("brief-text");
  const brief = JSON.stringify(part.brief);
  if (place.dataset.text === brief) return;
  place.dataset.text = brief;
  say(at("brief-title"), part.title);
  place.replaceChildren(...part.brief.map((line) => make("p", {}, line)));
}

export async function beReady() {
  await trying(() => post("/practice/ready", view.as));
}

// Who took a part holds that person's phone and no other.
export function takePart() {
  if (!view.as || view.mode === "part") return;
  view.mode = "part";
  // Everything a part asks for can be pressed; who wants to type opens it.
  at("commands").open = false;
  view.who = view.as;
  say(at("phone-of"), text("your_phone", { name: person(view.as).name }));
  say(at("print"), text("print_own"));
}
