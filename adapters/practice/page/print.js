// What one person saw, from the first message on, for paper.

import { trying } from "./act.js";
import { make, when } from "./draw.js";
import { at, now, person, view } from "./view.js";

const HEADS = {
  card: "On the phone",
  locked: "On the lock screen, not opened",
  dialog: "A window opened, and left nothing behind",
  did: "Pressed or typed",
};

function entry(one, zone) {
  const moment = when(new Date(one.at), now(), zone);
  const lines = one.lines.map((line) => make("p", { class: one.kind === "did" ? "said" : "" }, line));
  return make("article", {}, make("h2", {}, `${moment}. ${HEADS[one.kind]}`), ...lines);
}

export function printTranscript() {
  return trying(async () => {
    const response = await fetch(`/practice/transcript?as=${encodeURIComponent(view.who)}`);
    if (!response.ok) throw new Error(String(response.status));
    const { entries } = await response.json();
    const { name, zone } = person(view.who);
    at("transcript").replaceChildren(
      make("h1", {}, `What ${name} saw`),
      make("p", {}, "A rehearsal in a made-up hospital. Nobody here is real."),
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
