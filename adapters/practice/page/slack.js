// Draws what Slack is sent (Block Kit) as Slack's app on a telephone shows it.

import { factsOf, make, menuOf } from "./draw.js";

function words(given) {
  return given?.text ?? "";
}

function rich(element) {
  return element.elements.map((one) =>
    one.type === "link" ? make("a", { href: one.url }, one.text ?? one.url) : (one.text ?? ""),
  );
}

function richText(block) {
  return block.elements.map((one) =>
    one.type === "rich_text_list"
      ? make("ul", {}, ...one.elements.map((item) => make("li", {}, ...rich(item))))
      : make("p", {}, ...rich(one)),
  );
}

function button(one, press) {
  const action = one.action_id.replace(/#\d+$/, "");
  const told = { action, value: one.value ?? "", confirm: one.confirm && confirmOf(one.confirm) };
  return make(
    "button",
    {
      type: "button",
      class: one.style ? `sb ${one.style}` : "sb",
      press: action,
      onclick: () => press(told),
      ...(one.accessibility_label ? { "aria-label": one.accessibility_label } : {}),
    },
    words(one.text),
  );
}

function confirmOf(one) {
  return { title: words(one.title), text: words(one.text), yes: words(one.confirm), no: words(one.deny) };
}

// A menu: which of its buttons is pressed stands in the option, before its value.
function more(one, press) {
  const given = one.options.map((option) => {
    const [action, ...value] = option.value.split(" ");
    const onclick = () => press({ action, value: value.join(" ") });
    return make("button", { type: "button", class: "sb", press: action, onclick }, words(option.text));
  });
  return menuOf(given, "sb");
}

function element(one, press) {
  if (one.type === "button") return button(one, press);
  if (one.type === "overflow") return more(one, press);
  return make("span", {}, words(one));
}

let inputs = 0;

function choices(one, given, kind) {
  inputs += 1;
  const name = `slack-${inputs}`;
  const begun = [one.initial_option, ...(one.initial_options ?? [])].filter(Boolean).map((each) => each.value);
  return given.map((option) =>
    make(
      "label",
      { class: "pick" },
      make("input", { type: kind, name, value: option.value, checked: begun.includes(option.value) }),
      words(option.text),
    ),
  );
}

function menu(one, given) {
  const options = given.map(([value, label]) =>
    make("option", { value, selected: value === one.initial_option?.value || (one.initial_users ?? []).includes(value) }, label),
  );
  return make("select", {}, make("option", { value: "" }, "–"), ...options);
}

function input(block, people) {
  const one = block.element;
  const label = `${words(block.label)}${block.optional ? " (optional)" : ""}`;
  if (["radio_buttons", "checkboxes"].includes(one.type)) {
    const kind = one.type === "checkboxes" ? "checkbox" : "radio";
    const set = make("fieldset", {}, make("legend", {}, label), ...choices(one, one.options, kind));
    set.dataset.name = block.block_id;
    return set;
  }
  const types = { datepicker: ["date", one.initial_date], timepicker: ["time", one.initial_time], plain_text_input: ["tel", one.initial_value] };
  const [type, value] = types[one.type] ?? [];
  const given = one.options ? one.options.map((each) => [each.value, words(each.text)]) : people.map((each) => [each.user, each.name]);
  const control = type ? make("input", { type, value: value ?? "", autocomplete: "off" }) : menu(one, given);
  control.dataset.name = block.block_id;
  return make("label", { class: "field" }, make("span", {}, label), control);
}

function blockOf(block, press, people) {
  switch (block.type) {
    case "section":
      return [
        block.text ? make("p", {}, words(block.text)) : null,
        block.fields ? factsOf(block.fields.map((one) => words(one).split(/\n(.*)/s))) : null,
        block.accessory ? element(block.accessory, press) : null,
      ];
    case "header":
      return [make("h3", {}, words(block.text))];
    case "divider":
      return [make("hr", {})];
    case "context":
      return [make("p", { class: "hint" }, ...block.elements.map(words))];
    case "rich_text":
      return richText(block);
    case "actions":
      return [make("div", { class: "btns" }, ...block.elements.map((one) => element(one, press)))];
    case "input":
      return [input(block, people)];
    default:
      return [];
  }
}

export function body(payload, press) {
  return payload.blocks.flatMap((block) => blockOf(block, press, []));
}

// A modal: its bar with Close and Submit on top, as Slack has it on a telephone.
export function dialog(payload, { people, press, send, close }) {
  const [subject, nonce] = JSON.parse(payload.private_metadata || '["",""]');
  const submit = words(payload.submit);
  return {
    title: words(payload.title),
    close: words(payload.close),
    submit,
    body: payload.blocks.flatMap((block) => blockOf(block, press, people)),
    send: (values) => send({ form: payload.callback_id, subject, id: nonce, values }),
    end: close,
  };
}
