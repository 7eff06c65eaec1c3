// Draws what Teams is sent (an Adaptive Card) as Teams shows it on a telephone.

import { make, menuOf } from "./draw.js";

// A text with the little Markdown that we send: links, bold, and lists.
function marked(text) {
  const unescaped = (some) => some.replace(/\\([\\`*_{}[\]()#+\-.!|>~<&])/g, "$1").replace(/&(lt|gt|amp|nbsp);/g, (_, one) => ({ lt: "<", gt: ">", amp: "&", nbsp: " " })[one]);
  const pieces = text.split(/(\[(?:\\.|[^\]\\])*\]\([^)]*\))/);
  return pieces.map((piece) => {
    const link = /^\[((?:\\.|[^\]\\])*)\]\(([^)]*)\)$/.exec(piece);
    return link ? make("a", { href: link[2] }, unescaped(link[1])) : unescaped(piece);
  });
}

function textBlock(one) {
  const lines = one.text.split(/\r|\n(?!\n)/);
  if (lines.length && lines.every((line) => line.startsWith("- "))) {
    return make("ul", {}, ...lines.map((line) => make("li", {}, ...marked(line.slice(2)))));
  }
  const kind = [one.isSubtle ? "hint" : "", one.weight === "Bolder" ? "bold" : ""].filter(Boolean).join(" ");
  const tag = one.style === "heading" ? "h3" : "p";
  const paragraphs = one.text.split(/\n\n+/).map((each) => make(tag, { class: kind }, ...marked(each)));
  return paragraphs.length === 1 ? paragraphs[0] : make("div", {}, ...paragraphs);
}

function action(one, { press, send, close }) {
  const ours = one.data?.support ?? {};
  const style = one.style ? `tb ${one.style}` : "tb";
  if (one.type === "Action.OpenUrl") return make("a", { class: style, href: one.url }, one.title);
  if (one.type === "Action.ShowCard") {
    const inner = make("div", { class: "show-card", hidden: true }, ...bodyOf(one.card, { press, send, close }));
    const open = make("button", { type: "button", class: style, onclick: () => { inner.hidden = !inner.hidden; } }, one.title);
    return make("span", { class: "shows" }, open, inner);
  }
  if (ours.form) return make("button", { type: "submit", class: style, press: "send" }, one.title);
  if (ours.action === "teams.close") return make("button", { type: "button", class: style, press: "close", onclick: close }, one.title);
  if (ours.action === "teams.keep") {
    return make("button", { type: "button", class: style, onclick: (event) => { event.target.closest(".show-card").hidden = true; } }, one.title);
  }
  const told = { action: ours.action, value: ours.value };
  return make("button", { type: "button", class: style, press: ours.action, onclick: () => press(told) }, one.title);
}

// A row of buttons; the secondary ones are in a menu.
function row(actions, doing) {
  const drawn = (wanted) => actions.filter((one) => (one.mode === "secondary") === wanted).map((one) => action(one, doing));
  const rare = drawn(true);
  return make("div", { class: "btns" }, ...drawn(false), rare.length ? menuOf(rare, "tb") : null);
}

let inputs = 0;

function input(one, people) {
  inputs += 1;
  const name = `teams-${inputs}`;
  const begun = String(one.value ?? "").split(",");
  const options = one["choices.data"] ? people.map((each) => ({ value: each.user, title: each.name })) : one.choices;
  if (one.type === "Input.ChoiceSet" && one.style === "expanded") {
    const kind = one.isMultiSelect ? "checkbox" : "radio";
    const set = make(
      "fieldset",
      {},
      make("legend", {}, one.label ?? ""),
      ...options.map((each) =>
        make("label", { class: "pick" }, make("input", { type: kind, name, value: each.value, checked: begun.includes(each.value) }), each.title),
      ),
    );
    set.dataset.name = one.id;
    return set;
  }
  const type = { "Input.Date": "date", "Input.Time": "time", "Input.Text": one.style === "Tel" ? "tel" : "text" }[one.type];
  const control = type
    ? make("input", { type, value: one.value ?? "", autocomplete: "off" })
    : make("select", {}, make("option", { value: "" }, "–"), ...options.map((each) => make("option", { value: each.value, selected: begun.includes(each.value) }, each.title)));
  control.dataset.name = one.id;
  return make("label", { class: "field" }, make("span", {}, one.label ?? ""), control);
}

function element(one, doing) {
  switch (one.type) {
    case "TextBlock":
      return textBlock(one);
    case "RichTextBlock":
      return make("p", {}, ...one.inlines.map((run) => run.text ?? run));
    case "Image":
      return make("img", { class: "picture", src: one.url, alt: one.altText });
    case "ActionSet":
      return row(one.actions, doing);
    case "Container":
      return make("div", { class: `box ${one.style ?? ""}` }, ...(one.items ?? []).map((each) => element(each, doing)));
    case "ColumnSet":
      return make("div", { class: "columns" }, ...(one.columns ?? []).map((column) => make("div", {}, ...(column.items ?? []).map((each) => element(each, doing)))));
    case "FactSet":
      return make("dl", { class: "facts" }, ...one.facts.flatMap((fact) => [make("dt", {}, ...marked(fact.title)), make("dd", {}, ...marked(fact.value))]));
    default:
      return one.type?.startsWith("Input.") ? input(one, doing.people ?? []) : null;
  }
}

function bodyOf(card, doing) {
  return [...card.body.map((one) => element(one, doing)), card.actions?.length ? row(card.actions, doing) : null];
}

export function body(payload, press) {
  return bodyOf(payload.card, { press });
}

export function dialog(payload, { people, press, send, close }) {
  const { title, card } = payload.task.value;
  const ours = (card.content.actions ?? []).map((one) => one.data?.support).find((one) => one?.form) ?? {};
  return {
    title,
    close: "",
    submit: "",
    body: bodyOf(card.content, { people, press, close }),
    send: (values) => send({ form: ours.form, subject: ours.subject, id: ours.nonce, values }),
    end: close,
  };
}
