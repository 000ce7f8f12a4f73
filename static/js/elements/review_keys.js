/** One key for each thing that a teacher does, so that nobody has to reach for a mouse. */

const LETTERS = {
  a: "approve",
  h: "hide",
  m: "move",
  z: "undo",
};
const SIGNS = { "?": "help", Enter: "open", Escape: "none" };
const TYPED_INTO = "input:not([type=checkbox]), select, textarea, dialog";

/** Returns what a key means, of a keyboard of any script; or undefined. */
export function meaningOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }) {
  if (altKey) return undefined;
  const letter = /^[a-z]$/i.test(key) ? key.toLowerCase() : letterOn(key, code);
  if (ctrlKey || metaKey) return { a: "all", z: "undo" }[letter];
  if (key === " ") return shiftKey ? "pick-range" : "pick";
  return SIGNS[key] ?? LETTERS[letter];
}

/** Where the keys have other letters, as in Greek, their places count. */
function letterOn(key, code = "") {
  return /^\p{L}$/u.test(key) && code.startsWith("Key")
    ? code.slice(3).toLowerCase()
    : undefined;
}

/**
 * Calls `act(meaning)`, which says if it had a use for the key, while the keyboard is
 * in `element`, but for where something is typed or a button is pressed.
 */
export function hearKeys(element, act) {
  element.addEventListener("keydown", (event) => {
    if (event.target.closest(TYPED_INTO) || event.defaultPrevented) return;
    const isButton = Boolean(event.target.closest("button, a"));
    if (isButton && [" ", "Enter"].includes(event.key)) return;
    const meaning = meaningOf(event);
    if (meaning && act(meaning) !== false) event.preventDefault();
  });
}
