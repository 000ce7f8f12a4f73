import { picturesIn } from "./found_pictures.js";
import { fill, gettext, ngettext } from "../words.js";

const TYPING = "input, textarea, select, [contenteditable]";

/**
 * Brings pictures into buckets: from the dialogs of the page, from files, from what is
 * dropped on a bucket, and from what is pasted anywhere.
 *
 *   new PictureCollector({ buckets, room, say, dialogs }).listen(document);
 *
 * `buckets()` are those of the page, `room()` says how many pictures still fit,
 * `say(sentence)` tells people, and `dialogs` has "camera", "drawing" and "address",
 * each with `open(bucket, room)`, and "choice" with `ask(labels)`.
 */
export class PictureCollector {
  #page;
  #last = null; // The bucket that got the newest picture.

  constructor(page) {
    this.#page = page;
  }

  listen(root) {
    root.addEventListener("pictures-wanted", ({ target, detail }) =>
      this.#open(detail.way, target.closest("label-bucket")),
    );
    root.addEventListener("pictures-given", ({ target, detail }) =>
      this.take(target.closest("label-bucket"), detail),
    );
    root.addEventListener("paste", (event) => this.#paste(event));
  }

  /** Puts into a bucket what fits, and says what does not. */
  take(bucket, { files, addresses }) {
    const found = [
      ...files.map((picture) => ({ picture })),
      ...addresses.map((address) => ({ address })),
    ];
    if (found.length === 0) {
      this.#page.say(
        gettext("I found no picture there. Save it first, then upload it."),
      );
      return;
    }
    this.#last = bucket;
    const room = this.#page.room();
    // The last comes first, so that the first stands first in the bucket.
    for (const content of found.slice(0, room).reverse()) bucket.add(content);
    if (found.length > room) this.#page.say(leftOutInWords(found.length - room, room));
  }

  #open(way, bucket) {
    this.#last = bucket;
    if (this.#page.room() === 0) this.#page.say(fullInWords());
    else this.#page.dialogs[way].open(bucket, this.#page.room);
  }

  /** What is pasted goes where the one before went; else the page asks. */
  async #paste(event) {
    if (document.querySelector("dialog[open]")) return;
    const found = picturesIn(event.clipboardData);
    const isTyping = event.target.closest?.(TYPING);
    if (isTyping && found.files.length === 0) return;
    event.preventDefault();
    const bucket = await this.#bucketToFill();
    if (bucket) this.take(bucket, found);
  }

  async #bucketToFill() {
    const buckets = this.#page.buckets();
    if (buckets.includes(this.#last)) return this.#last;
    if (buckets.length < 2) return buckets[0];
    const number = await this.#page.dialogs.choice.ask(
      buckets.map(({ label }) => label),
    );
    return buckets.find(({ label }) => label.number === number);
  }
}

export function fullInWords() {
  return gettext("There is no room for more pictures. Delete some first.");
}

function leftOutInWords(left, room) {
  if (room === 0) return fullInWords();
  const words = ngettext(
    "%(left)s picture does not fit any more: the project is full. Delete some first.",
    "%(left)s pictures do not fit any more: the project is full. Delete some first.",
    left,
  );
  return fill(words, { left });
}

/** Says how many more a project has room for. */
export function roomInWords(room) {
  if (room === 0) return fullInWords();
  const words = ngettext(
    "%(room)s more picture fits.",
    "%(room)s more pictures fit.",
    room,
  );
  return fill(words, { room });
}
