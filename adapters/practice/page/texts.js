// The page's own texts, as the server wrote them into the page, in its language.

const texts = JSON.parse(document.body.dataset.texts);
const { lang } = document.documentElement;

// How dates and times of the page are written: as in the sample hospital's country.
export const locale = lang.includes("-") ? lang : `${lang}-US`;

// A text; `values` fill its gaps, each by its name.
export function text(name, values = {}) {
  return texts[name].replace(/\{(\w+)\}/g, (gap, value) => (value in values ? values[value] : gap));
}

// The text of that name, or what there is in its place.
export const textOr = (name, other) => texts[name] ?? other;
