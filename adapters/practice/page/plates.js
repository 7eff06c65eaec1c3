// Who can link this to Sam, by the bot's own record: name-plates that lock and unlock, and rows.

import { make } from "./draw.js";
import { icon } from "./faces.js";
import { at, say } from "./view.js";
import { row } from "./rows.js";

// Whose plates hang there, and which texts say why.
const PLATES = [
  ["lena", "lead_no", "lead_no"],
  ["fay", "cover_no", "cover_yes"],
  ["pat", "peer_no", "peer_yes"],
];

export function drawPlates(film, frame) {
  const { texts, cast } = film;
  const nameOf = (user) => cast.find((one) => one.user === user).name;
  const names = frame.linked.map((user) => nameOf(user).split(" ")[0]);
  say(at("linked"), names.length ? texts.links_one.replace("{names}", names.join(", ")) : texts.links_none);
  const place = at("plates");
  PLATES.forEach(([user, no, yes], number) => {
    const open = frame.linked.includes(user);
    const plate = place.children[number] ?? place.appendChild(make("div", { class: "plate" }));
    if (plate.dataset.open === String(open)) return;
    plate.dataset.open = open;
    const said = (open ? texts.plate_yes : texts.plate_no).replace("{name}", nameOf(user));
    plate.replaceChildren(
      make("span", { class: "lock-icon" }, icon(open ? "open" : "shut")),
      make("span", {}, make("b", {}, said), texts[open ? yes : no]),
    );
  });
}

export function drawRows(film, frame) {
  const { texts } = film;
  const list = at("row-list");
  const now = new Date(frame.at);
  const drawn = frame.rows.map((one) => row(one, now, film.zone));
  const said = frame.rows.length ? texts.rows_some.replace("{count}", frame.rows.length) : texts.rows_none;
  list.classList.toggle("folded", !frame.rows.length);
  list.replaceChildren(
    make("p", { class: "row-count" }, said),
    make("div", { class: "fold" }, make("div", {}, ...drawn)),
    make("p", { class: "small" }, texts.rows_other.replace("{count}", frame.other_rows)),
  );
}
