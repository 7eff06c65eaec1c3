// Speaks with the server: every body is signed, as it would be on a real platform.

const text = new TextEncoder();
let secret = "";
let key = null;

async function sign(body, timestamp) {
  const signed = text.encode(`v1:${timestamp}:${body}`);
  const raw = await crypto.subtle.sign("HMAC", key, signed);
  const hex = [...new Uint8Array(raw)].map((b) => b.toString(16).padStart(2, "0")).join("");
  return `v1=${hex}`;
}

// The workspace makes a new key at each start, and a page may outlive it.
export async function useKey(given) {
  if (given === secret) return;
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  key = await crypto.subtle.importKey("raw", text.encode(given), algorithm, false, ["sign"]);
  secret = given;
}

export async function post(path, body) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const response = await fetch(path, {
    method: "POST",
    body,
    headers: {
      "X-Practice-Timestamp": timestamp,
      "X-Practice-Signature": await sign(body, timestamp),
    },
  });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return response.json();
}

// A delivery id of our own, the same for a repeat of the same press.
export function newId() {
  return crypto.randomUUID();
}

// Calls `show` with the whole state now and after every change, or with what one person sees of
// it; `lost` while there is no link.
export function watch(as, show, lost) {
  const events = new EventSource(`/practice/events${as ? `?as=${encodeURIComponent(as)}` : ""}`);
  events.onmessage = (event) => show(JSON.parse(event.data));
  events.onerror = () => lost();
}
