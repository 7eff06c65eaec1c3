// Drawn faces: nobody is a photograph, and each is the same wherever they are shown.

const SVG = "http://www.w3.org/2000/svg";

// Skin, hair, clothes, and how the hair lies.
const LOOKS = {
  sam: ["#c98d63", "#2a1b14", "#4d8f86", "short"],
  fay: ["#f0c9a8", "#8b4a25", "#6d79b8", "bun"],
  pat: ["#7d4f36", "#17110e", "#b9663f", "curls"],
  lena: ["#e7b791", "#3a2a22", "#5b7f4e", "long"],
  kit: ["#f2d3b8", "#b9b2a8", "#7a5a86", "short"],
  theo: ["#edc19b", "#6b4a2f", "#48698f", "short"],
  nora: ["#5f3a28", "#100c0a", "#4d8f86", "curls"],
  rosa: ["#d9a27c", "#1f1512", "#a55468", "long"],
  uma: ["#a86f4b", "#16100d", "#8a7a3a", "bun"],
};

const HAIR = {
  short: ["M18 27c-1-14 6-18 14-18s15 4 14 18c-2-7-5-9-9-9-6 1-12 0-15 1-2 2-3 4-4 8z"],
  bun: ["M18 29c-2-15 6-20 14-20s16 5 14 20c-2-8-6-11-14-11s-12 3-14 11z", "M32 2a6 6 0 1 1 0 12a6 6 0 0 1 0-12z"],
  curls: ["M15 28a6 6 0 0 1 3-11a7 7 0 0 1 8-8a8 8 0 0 1 12 0a7 7 0 0 1 8 8a6 6 0 0 1 3 11c-3 1-4-3-5-6-6-3-18-3-24 0-1 3-2 7-5 6z"],
  long: ["M17 44c-3-8-3-35 15-35s18 27 15 35c-5 0-3-15-5-21-4-5-16-5-20 0-2 6 0 21-5 21z"],
};

function shape(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

// Everybody else has a look made from their name, the same each time.
const SKINS = ["#f0c9a8", "#e0ad84", "#c98d63", "#a86f4b", "#7d4f36", "#5f3a28"];
const HAIRS = ["#17110e", "#3a2a22", "#6b4a2f", "#8b4a25", "#b9b2a8"];
const CLOTHES = ["#4d8f86", "#48698f", "#a55468", "#8a7a3a", "#6d79b8", "#5b7f4e"];

function lookOf(user) {
  const number = [...user].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7);
  const styles = Object.keys(HAIR);
  return [SKINS[number % 6], HAIRS[number % 5], CLOTHES[Math.floor(number / 7) % 6], styles[Math.floor(number / 3) % styles.length]];
}

export function face(user) {
  const [skin, hair, clothes, style] = LOOKS[user] ?? lookOf(user);
  const svg = shape("svg", { viewBox: "0 0 64 64", class: "face", "aria-hidden": "true", focusable: "false" });
  svg.append(
    shape("circle", { cx: 32, cy: 32, r: 32, fill: "#d5e5e0" }),
    shape("path", { d: "M8 64c0-13 10-19 24-19s24 6 24 19z", fill: clothes }),
    shape("path", { d: "M26 38h12v9c0 4-12 4-12 0z", fill: skin }),
    shape("path", { d: "M19 27c0-10 5-15 13-15s13 5 13 15c0 10-6 16-13 16s-13-6-13-16z", fill: skin }),
    ...HAIR[style].map((d) => shape("path", { d, fill: hair })),
    shape("circle", { cx: 27, cy: 29, r: 1.6, fill: "#22181a" }),
    shape("circle", { cx: 37, cy: 29, r: 1.6, fill: "#22181a" }),
    shape("path", { d: "M28 36c2 1.6 6 1.6 8 0", fill: "none", stroke: "#22181a", "stroke-width": 1.5, "stroke-linecap": "round" }),
  );
  return svg;
}

// The small drawings on buttons and plates.
const ICONS = {
  back: "M15 5l-7 7l7 7",
  next: "M9 5l7 7l-7 7",
  play: "M8 5l11 7l-11 7z",
  pause: "M8 5v14M16 5v14",
  shut: "M7 11V8a5 5 0 0 1 10 0v3M5 11h14v9H5z",
  open: "M7 11V8a5 5 0 0 1 9.5-2M5 11h14v9H5z",
};

export function icon(name) {
  const svg = shape("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true", focusable: "false" });
  svg.append(
    shape("path", { d: ICONS[name], fill: name === "play" ? "currentColor" : "none", stroke: "currentColor", "stroke-width": 2.4, "stroke-linecap": "round", "stroke-linejoin": "round" }),
  );
  return svg;
}
