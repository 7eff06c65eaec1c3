// Pressing, typing, and the dialogs that may open. Each leads the focus in and back again.

import { form as drawForm, make } from "./draw.js";
import { newId, post } from "./link.js";
import { text } from "./texts.js";
import { at, firstName, view } from "./view.js";

// How many requests have no answer yet.
let underWay = 0;
// What had the focus before a dialog opened: it may be redrawn meanwhile.
let opener = null;
// Called with the answer and the conversation it came to.
let answered = () => {};

export function onAnswer(then) {
  answered = then;
}

export async function trying(what) {
  at("trouble").textContent = "";
  underWay += 1;
  document.body.dataset.waiting = "yes";
  try {
    return await what();
  } catch {
    at("trouble").textContent = text("trouble");
    return null;
  } finally {
    underWay -= 1;
    if (!underWay) delete document.body.dataset.waiting;
  }
}

export function act(sent, conversation) {
  const body = JSON.stringify({ id: newId(), conversation, ...sent });
  return trying(async () => {
    const answer = await post("/practice/act", body);
    if (answer.answer === "ask") openForm(answer.form, sent.user, conversation);
    else if (at("form").open) at("form").close();
    answered(answer, conversation);
  });
}

export function press(user, conversation) {
  return (one, button) => pressed(user, one.id, button, conversation);
}

// The button of a dialog is on no message.
function pressed(user, message, button, conversation) {
  const sent = { kind: "press", user, message };
  const go = () => act({ ...sent, action: button.action, value: button.value }, conversation);
  if (button.confirm) ask(button.confirm, go);
  else go();
}

function openForm(form, user, conversation) {
  const dialog = at("form");
  const names = { form: form.name, subject: form.subject };
  const send = (values) =>
    act({ kind: "submission", user, id: form.nonce, ...names, values }, conversation);
  const note = text("only_them", { name: firstName(user) });
  const { people } = view.state;
  const { language } = people.find((one) => one.user === user);
  const press = (button) => pressed(user, "", button, conversation);
  const doing = { send, press, close: () => dialog.close() };
  dialog.replaceChildren(drawForm(form, note, people, doing, language));
  open(dialog, dialog.querySelector('[aria-invalid="true"], [data-fault]') ?? at("form-title"));
}

// Asks before something that cannot be undone.
export function ask(confirm, go) {
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
  open(dialog, at("sure-title"));
}

export function open(dialog, first) {
  if (!dialog.open) {
    opener = whereFocusIs();
    dialog.showModal();
  }
  first.focus();
}

function whereFocusIs() {
  const focused = document.activeElement;
  const place = focused?.closest("[data-place]");
  if (!place) return null;
  return { place, key: focused.closest("[data-key]")?.dataset.key, press: focused.dataset.press };
}

// The browser gives the focus back by itself, unless what had it has been drawn anew.
function giveBack() {
  const focused = document.activeElement;
  // For a moment what stood in the dialog may still have it.
  if (focused && focused !== document.body && !focused.closest("dialog")) return;
  const where = opener;
  const card = [...(where?.place.children ?? [])].find((one) => one.dataset.key === where.key);
  const same = where?.press && card?.querySelector(`[data-press="${CSS.escape(where.press)}"]`);
  (same || card || where?.place || at("screen")).focus();
}

for (const id of ["form", "sure", "pick"]) at(id).addEventListener("close", giveBack);
