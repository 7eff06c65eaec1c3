// What one person saw, from the first message on, for paper.

import { trying } from "./act.js";
import { make, when } from "./draw.js";
import { text } from "./texts.js";
import { at, now, person, view } from "./view.js";

function entry(one, zone) {
  const moment = when(new Date(one.at), now(), zone);
  const lines = one.lines.map((line) => make("p", { class: one.kind === "did" ? "said" : "" }, line));
  return make("article", {}, make("h2", {}, `${moment}. ${text(`paper.${one.kind}`)}`), ...lines);
}

export function printTranscript() {
  return trying(async () => {
    const response = await fetch(`/practice/transcript?as=${encodeURIComponent(view.who)}`);
    if (!response.ok) throw new Error(String(response.status));
    const { entries } = await response.json();
    const { name, zone } = person(view.who);
    at("transcript").replaceChildren(
      make("h1", {}, text("paper.head", { name })),
      make("p", {}, text("paper.about")),
      ...entries.map((one) => entry(one, zone)),
    );
    document.body.classList.add("on-paper");
    window.print();
  });
}

// Printed in any other way, the page shows the phone as it stands, and nothing else either.
window.addEventListener("afterprint", () => {
  document.body.classList.remove("on-paper");
  at("transcript").replaceChildren();
});
