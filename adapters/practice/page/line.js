// The time line: where each step of the film lies on it, and which step a place on it means.

import { make } from "./draw.js";
import { at, say } from "./view.js";

// Each moment has as much room as any other, however much happens in it.
const ROOM = 100;

export function timeLine(film, { goTo, by }) {
  const { moments, steps } = film;
  const order = moments.map((one) => one.key);
  const places = steps.map((moment, step) => {
    const first = steps.indexOf(moment);
    const many = steps.filter((one) => one === moment).length;
    return (order.indexOf(moment) + (step - first) / many) * ROOM;
  });
  const line = at("line");
  line.max = places.at(-1);
  const nearest = (place) =>
    places.reduce((best, one, step) => (Math.abs(one - place) < Math.abs(places[best] - place) ? step : best), 0);
  line.oninput = () => goTo(nearest(Number(line.value)));
  const first = (moment) => steps.indexOf(moment);
  const nextMoment = (step, way) => {
    const here = order.indexOf(steps[step]);
    const starts = way < 0 && step > first(steps[step]) ? here : here + way;
    return first(order[Math.max(0, Math.min(order.length - 1, starts))]);
  };
  line.onkeydown = (event) => {
    const step = Number(line.dataset.step);
    const keys = {
      ArrowLeft: () => by(-1),
      ArrowDown: () => by(-1),
      ArrowRight: () => by(1),
      ArrowUp: () => by(1),
      PageDown: () => goTo(nextMoment(step, -1)),
      PageUp: () => goTo(nextMoment(step, 1)),
      Home: () => goTo(0),
      End: () => goTo(steps.length - 1),
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  };
  const drawn = moments.map((one, place) => {
    const tick = make("span", { class: "tick" }, make("span", { class: "tick-name" }, one.name));
    tick.dataset.moment = one.key;
    tick.style.left = `${(100 * place) / (moments.length - 1)}%`;
    return tick;
  });
  at("ticks").replaceChildren(...drawn);
  return (film, frame) => drawLine(film, frame, places);
}

function drawLine(film, frame, places) {
  const line = at("line");
  const newest = film.frames.at(-1);
  line.dataset.step = frame.step;
  line.value = places[frame.step];
  const name = film.moments.find((one) => one.key === frame.moment).name;
  line.setAttribute("aria-valuetext", `${frame.day}, ${frame.time}. ${name}. ${frame.title}`);
  const whole = places.at(-1);
  at("ticks").style.setProperty("--here", places[frame.step] / whole);
  at("ticks").style.setProperty("--told", places[newest.step] / whole);
  for (const tick of at("ticks").children) {
    const { moment } = tick.dataset;
    const first = film.frames.find((one) => one.moment === moment);
    tick.classList.toggle("now", moment === frame.moment);
    tick.classList.toggle("told", Boolean(first));
    // The time of day is known once it was played.
    const name = film.moments.find((one) => one.key === moment).name;
    const shown = first && ["event", "message"].includes(moment) ? `${first.time.replace(/\s.*/, "")} ${name}` : name;
    say(tick.firstElementChild, shown);
  }
}
