// Makes elements of what the server says. Texts are set as text, never as markup.

import { locale, text } from "./texts.js";

export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") element.className = value;
    else if (name === "press") element.dataset.press = value;
    else if (name.startsWith("aria-") || name === "role" || name === "for") {
      element.setAttribute(name, value);
    } else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

// Buttons behind "…", as Slack and Teams have it.
export function menuOf(buttons, look) {
  const open = make("summary", { class: look, "aria-label": "More actions" }, "…");
  return make("details", { class: "menu" }, open, make("div", { class: "menu-items" }, ...buttons));
}

// Facts, each in a row with its label.
export function factsOf(rows) {
  return make("dl", { class: "facts" }, ...rows.flatMap(([label, value]) => [make("dt", {}, label), make("dd", {}, value)]));
}

// A part of a card or dialog; `row` draws the buttons of a row.
function part(one, row) {
  if (one.kind === "items") return make("ul", {}, ...one.items.map((i) => make("li", {}, i)));
  if (one.kind === "facts") return factsOf(one.facts);
  if (one.kind === "heading") return make("h3", { class: "part-heading" }, one.text);
  if (one.kind === "row") return row(one.buttons);
  if (one.png) return make("img", { class: "picture", src: `data:image/png;base64,${one.png}`, alt: one.text });
  return make("p", { class: one.kind === "small" ? "small" : "" }, ...said(one));
}

// A paragraph's text; a telephone number in it is a link that calls.
function said(one) {
  if (!one.calls) return [one.text];
  return one.calls.map(([text, href]) => (href ? make("a", { class: "number", href }, text) : text));
}

// The time of day, with the day in front where it is not today's.
export function when(moment, now, zone) {
  const day = (one) => one.toLocaleDateString(locale, { timeZone: zone });
  const time = { hour: "numeric", minute: "2-digit", timeZone: zone };
  if (day(moment) === day(now)) return moment.toLocaleTimeString(locale, time);
  return moment.toLocaleString(locale, { month: "short", day: "numeric", ...time });
}

function buttonsOf(one, given, press) {
  const drawn = given.map((button) =>
    make(
      "button",
      {
        type: "button",
        class: `weight-${button.weight}`,
        press: button.action,
        onclick: () => press(one, button),
      },
      button.label,
    ),
  );
  return make("div", { class: "buttons" }, ...drawn);
}

// What a card says and what can be pressed on it.
function inside(one, press) {
  const row = (given) => (given.length ? buttonsOf(one, given, press) : null);
  const quiet = (button) => ["small", "rare"].includes(button.weight);
  const small = one.card.buttons.filter(quiet);
  const main = one.card.buttons.filter((button) => !quiet(button));
  return [...one.card.parts.map((each) => part(each, row)), row(main), row(small)];
}

// A message in a language; `press` is called with the message and the button that was pressed.
export function message(one, app, at, press, lang = "en") {
  return make(
    "article",
    {
      class: one.private ? "message only-you" : "message",
      "aria-label": text("message_at", { time: at }),
      tabIndex: -1,
      lang,
    },
    make("p", { class: "from", lang: locale }, make("strong", {}, app), ` ${at}`),
    one.private ? make("p", { class: "small quiet", lang: locale }, text("only_you")) : null,
    ...inside(one, press),
  );
}

// Somebody's home: one page that is drawn anew in its place, and is no message.
export function homePage(one, press, lang) {
  return make(
    "article",
    { class: "home", "aria-label": text("home"), tabIndex: -1, lang },
    ...inside(one, press),
  );
}

// The lock screen: what somebody standing behind can read, and no more.
export function lockScreen(unread, app, time, day, open, lang) {
  const notices = unread.map((one) =>
    make(
      "button",
      { type: "button", class: "notice", press: "open", onclick: open },
      make("strong", {}, app),
      make("span", { lang }, one.card.preview),
    ),
  );
  return make(
    "div",
    { class: "lock" },
    make("p", { class: "big-time" }, time),
    make("p", { class: "lock-day" }, day),
    ...notices,
    make("p", { class: "small quiet lock-hint" }, text("glance")),
  );
}

let inputs = 0;

function labelled(one, control) {
  inputs += 1;
  const id = `input-${inputs}`;
  control.id = id;
  control.dataset.name = one.name;
  const fault = one.fault ? make("p", { class: "fault", id: `${id}-fault` }, one.fault) : null;
  if (fault) {
    control.setAttribute("aria-describedby", `${id}-fault`);
    control.setAttribute("aria-invalid", "true");
  }
  return make("div", { class: "input" }, make("label", { for: id }, label(one)), control, fault);
}

function label(one) {
  return one.optional ? text("optional", { label: one.label }) : one.label;
}

function boxes(one, options) {
  const rows = options.map((option) =>
    make(
      "label",
      { class: "tick" },
      make("input", {
        type: "checkbox",
        value: option.value,
        checked: one.values.includes(option.value),
      }),
      option.label,
    ),
  );
  inputs += 1;
  const id = `input-${inputs}-fault`;
  const fault = one.fault ? make("p", { class: "fault", id }, one.fault) : null;
  const legend = make("legend", {}, label(one));
  const list = make("div", {}, ...rows);
  const set = make("fieldset", { class: "ticks", tabIndex: -1 }, legend, list, fault);
  if (fault) {
    set.setAttribute("aria-describedby", id);
    // A group cannot be called invalid, but the fault leads here as it does to any other input.
    set.dataset.fault = "yes";
  }
  set.dataset.name = one.name;
  return set;
}

function choice(one, options, empty) {
  const value = one.values[0] ?? "";
  const given = options.map((o) =>
    make("option", { value: o.value, selected: o.value === value }, o.label),
  );
  const none = value && !one.optional ? null : make("option", { value: "" }, empty);
  return labelled(one, make("select", {}, none, ...given));
}

function input(one, people) {
  const staff = people.map((p) => ({ value: p.user, label: `${p.name}, ${p.profession}` }));
  if (one.kind === "choice") return choice(one, one.options, text("choose"));
  if (one.kind === "ticks") return boxes(one, one.options);
  if (one.kind === "people" && one.most === 1) return choice(one, staff, text("nobody"));
  if (one.kind === "people") return boxes(one, staff);
  const type = { day: "date", time: "time", phone: "tel" }[one.kind];
  return labelled(one, make("input", { type, autocomplete: "off", value: one.values[0] ?? "" }));
}

// A form inside a dialog; `note` says who sees it, `send` is called with what was entered, and
// `press` with a button that was pressed.
export function form(one, note, people, { send, press, close }, lang = "en") {
  const row = (given) => buttonsOf(one, given, (_, button) => press(button));
  const body = make(
    "form",
    {
      lang,
      noValidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        send(entered(body));
      },
    },
    make("p", { class: "small quiet", lang: locale }, note),
    make("h2", { id: "form-title", tabIndex: -1 }, one.title),
    ...one.parts.map((each) => part(each, row)),
    ...one.inputs.flatMap((i) => [
      i.group ? make("h3", { class: "group" }, i.group) : null,
      input(i, people),
    ]),
    make(
      "div",
      { class: "buttons" },
      one.submit ? make("button", { type: "submit", class: "weight-main" }, one.submit) : null,
      make("button", { type: "button", onclick: close }, one.close),
    ),
  );
  return body;
}

function entered(body) {
  const values = {};
  for (const field of body.querySelectorAll("[data-name]")) {
    const ticked = [...field.querySelectorAll("input:checked")].map((box) => box.value);
    values[field.dataset.name] = field.tagName === "FIELDSET" ? ticked : [field.value];
  }
  return values;
}

// Puts `wanted` (each with a `key` and a `text` that says when it has changed) into `place`.
// What has not changed stays the very same element, so that focus and scrolling stay where they
// are; where the focused button is gone, what has come in its place gets the focus.
export function keep(place, wanted) {
  const before = new Map([...place.children].map((child) => [child.dataset.key, child]));
  let grown = false;
  wanted.forEach(({ key, text, draw }, index) => {
    let element = before.get(key);
    before.delete(key);
    if (!element || element.dataset.text !== text) {
      const fresh = draw();
      fresh.dataset.key = key;
      fresh.dataset.text = text;
      if (element) swap(element, fresh);
      else grown = true;
      element = fresh;
    }
    if (place.children[index] !== element) place.insertBefore(element, place.children[index] ?? null);
  });
  for (const gone of before.values()) gone.remove();
  return grown;
}

function swap(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const press = focused?.dataset.press;
  old.replaceWith(fresh);
  if (!focused) return;
  const same = press && fresh.querySelector(`[data-press="${CSS.escape(press)}"]`);
  (same || fresh).focus();
}
