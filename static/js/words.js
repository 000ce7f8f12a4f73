/**
 * Sentences for people, in their language.
 *
 * Django's JavaScript catalogue puts `gettext` and `ngettext` into the page before
 * any module runs; without it (in a test, say) the English words are used.
 */

export function gettext(words) {
  return globalThis.gettext ? globalThis.gettext(words) : words;
}

export function ngettext(one, many, count) {
  if (globalThis.ngettext) return globalThis.ngettext(one, many, count);
  return count === 1 ? one : many;
}

/** Puts values into the places of a sentence: `fill("%(n)s left", { n: 3 })`. */
export function fill(words, values) {
  return words.replace(/%\((\w+)\)s/g, (place, name) => values[name] ?? place);
}

/** Something went wrong, and the message says it to people, in their language. */
export class ProblemInWords extends Error {}
