// The film as the server has it: what was recorded, and what is asked for next.

import { post, useKey } from "./link.js";

const query = new URLSearchParams(location.search);
export const language = query.get("lang") ?? "en";
const address = `/practice/film?lang=${encodeURIComponent(language)}`;

// How long until one looks again for a hospital that is being set up.
const LOOK_AGAIN_MS = 300;

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

// Sets up the hospital anew; ends once the film of the new one is there.
export async function beginAgain() {
  const before = key;
  await post("/practice/begin", "morning");
  return new Promise((done) => {
    const look = async () => {
      const film = await load().catch(() => null);
      if (film && film.key !== before && film.frames.length) done(film);
      else setTimeout(look, LOOK_AGAIN_MS);
    };
    look();
  });
}
