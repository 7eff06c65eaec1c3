// The film as the server has it: what was recorded, and what is asked for next.

import { post, useKey } from "./link.js";

const query = new URLSearchParams(location.search);
export const language = query.get("lang") ?? document.documentElement.lang;
const address = `/practice/film?lang=${encodeURIComponent(language)}`;

// How long until one looks again for a hospital that is being set up.
const LOOK_AGAIN_MS = 300;
// It takes a few seconds; after this long, none comes any more.
const LOOK_FOR_MS = 60_000;

let key = "";

async function taken(film) {
  key = film.key;
  await useKey(film.key);
  return film;
}

export async function load() {
  const response = await fetch(address);
  if (!response.ok) throw new Error(String(response.status));
  return taken(await response.json());
}

export async function ask(what) {
  return taken(await post(address, JSON.stringify(what)));
}

// Sets up the hospital anew; ends once the film of the new one is there. Fails if none comes.
export async function beginAgain() {
  const end = Date.now() + LOOK_FOR_MS;
  // Another demo may run by now, which has another key.
  await load();
  const before = key;
  await post("/practice/begin", "morning");
  while (Date.now() < end) {
    const film = await load().catch(() => null);
    if (film && film.key !== before && film.frames.length) return film;
    await new Promise((done) => setTimeout(done, LOOK_AGAIN_MS));
  }
  throw new Error("no hospital came");
}
