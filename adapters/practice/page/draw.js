// Makes elements of what the server says. Texts are set as text, never as markup.

export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") element.className = value;
    else if (name.startsWith("aria-") || name === "role" || name === "for") {
      element.setAttribute(name, value);
    } else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function part(one) {
  if (one.kind === "items") return make("ul", {}, ...one.items.map((i) => make("li", {}, i)));
  return make("p", { class: one.kind === "small" ? "small" : "" }, one.text);
}

// A message; `press` is called with the button that was pressed.
export function message(one, zone, press) {
  const at = new Date(one.at).toLocaleTimeString("en-US", {
    hour: "numeric",
    minute: "2-digit",
    timeZone: zone,
  });
  const buttons = one.card.buttons.map((button) =>
    make(
      "button",
      { type: "button", class: `weight-${button.weight}`, onclick: () => press(one, button) },
      button.label,
    ),
  );
  return make(
    "article",
    { class: one.private ? "message only-you" : "message", "aria-label": `Message at ${at}` },
    make("p", { class: "from" }, make("strong", {}, "Support"), ` ${at}`),
    one.private ? make("p", { class: "small" }, "Only you can see this.") : null,
    ...one.card.parts.map(part),
    buttons.length ? make("div", { class: "buttons" }, ...buttons) : null,
  );
}

// The lock screen: what somebody standing behind can read, and no more.
export function lockScreen(unread, time, open) {
  const notices = unread.map((one) =>
    make(
      "button",
      { type: "button", class: "notice", onclick: open },
      make("strong", {}, "Support"),
      make("span", {}, one.card.preview),
    ),
  );
  return make("div", { class: "lock" }, make("p", { class: "big-time" }, time), ...notices);
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
  const label = one.optional ? `${one.label} (optional)` : one.label;
  return make("div", { class: "input" }, make("label", { for: id }, label), control, fault);
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
  const fault = one.fault ? make("p", { class: "fault" }, one.fault) : null;
  const legend = make("legend", {}, one.optional ? `${one.label} (optional)` : one.label);
  const set = make("fieldset", { class: "ticks" }, legend, make("div", {}, ...rows), fault);
  set.dataset.name = one.name;
  return set;
}

function input(one, people) {
  const value = one.values[0] ?? "";
  if (one.kind === "choice") {
    const empty = make("option", { value: "" }, "Choose");
    const options = one.options.map((o) =>
      make("option", { value: o.value, selected: o.value === value }, o.label),
    );
    return labelled(one, make("select", {}, value ? "" : empty, ...options));
  }
  if (one.kind === "ticks") return boxes(one, one.options);
  if (one.kind === "people") {
    return boxes(
      one,
      people.map((p) => ({ value: p.user, label: `${p.name}, ${p.profession}` })),
    );
  }
  return labelled(one, make("input", { type: one.kind === "day" ? "date" : "time", value }));
}

// A form inside a dialog; `send` is called with what was entered.
export function form(one, people, send, close) {
  const fields = one.inputs.map((i) => input(i, people));
  const body = make(
    "form",
    {
      noValidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        send(entered(body));
      },
    },
    make("h2", { id: "form-title" }, one.title),
    ...one.parts.map(part),
    ...fields,
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

// The rows of the database, table by table.
export function rows(tables) {
  return Object.entries(tables)
    .filter(([, found]) => found.length)
    .map(([name, found]) =>
      make(
        "details",
        { open: true },
        make("summary", {}, `${name} (${found.length})`),
        ...found.map((row) =>
          make(
            "dl",
            {},
            ...Object.entries(row).map(([column, value]) =>
              make("div", {}, make("dt", {}, column), make("dd", {}, value)),
            ),
          ),
        ),
      ),
    );
}
