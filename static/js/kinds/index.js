/**
 * What differs between kinds of project on a page: one file each, one line here.
 *
 * Every kind has its `code`, and
 * - `makeForm(fields, options)`: an element that asks for one example. It tells
 *   "example-given" { content, typing } and "example-cancelled", where `content` is
 *   what goes to the server, `{ values }` or `{ text }`; it can `start()`, `clear()`
 *   and `say(sentence)`. `options` are `button`, `content` (what is in it at first),
 *   `cancel`, `live` (also tell while somebody types), `wide`, and of text `name`,
 *   `hint`, `longest`, `many` and `more`.
 * - `cells(example, fields)`: what stands in the row of an example.
 * - `describe(example, fields)`: the same in words.
 * - `columnNames(fields)`: the first line of a table of examples, but for the label.
 * - `nextStep(data)`: what to do next on the Train page, `{ words, ready }`.
 * - `makeRow(example, about)`: the item of an example in its bucket.
 * - `shownAtFirst`: how many of those a bucket shows before somebody asks for more.
 * - `hasColumns`: its examples are rows of columns, which have to be made first.
 * - `isTyped`: an example is a line of text, of which a list can be pasted, or be a file.
 * - `isFile`: an example is a file, `{ picture }` or `{ sound }`, or fetched from an
 *   `{ address }`. It also has `wordsForEmpty(label)`, `wordsForUnsaved(count)`, and
 *   `acceptDrops(element)`, which tells what is dropped on an element.
 * - `learnsInBrowser`: Train makes the computer in front of the visitor learn.
 */
import { images } from "./images.js";
import { numbers } from "./numbers.js";
import { regression } from "./regression.js";
import { sounds } from "./sounds.js";
import { text } from "./text.js";

const KINDS = [text, images, sounds, numbers, regression];

export function kindOf(code) {
  return KINDS.find((kind) => kind.code === code);
}
