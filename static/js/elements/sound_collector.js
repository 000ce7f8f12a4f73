import { isSilent } from "../sounds/levels.js";
import { cutIntoPieces, cutIntoSounds } from "../sounds/cutting.js";
import { decodeSound, isShort } from "../sounds/sound_files.js";
import { fullOfSounds, soundsLeftOut } from "../sounds/sound_words.js";
import { encodeWav } from "../sounds/wav.js";
import { fill, gettext } from "../words.js";

/**
 * Brings sounds into buckets: from the microphone, from files, and from what is dropped
 * on a bucket. Files that are too long for an example are cut, if people want that.
 *
 *   new SoundCollector({ room, say, dialogs }).listen(document);
 *
 * `room()` says how many recordings still fit, `say(sentence)` tells people, `dialogs`
 * has "record" with `open(bucket, room)`, and "cut" with `ask(sound)`.
 */
export class SoundCollector {
  #page;
  #before = Promise.resolve(); // Files of one choice are read before those of the next.

  constructor(page) {
    this.#page = page;
  }

  listen(root) {
    root.addEventListener("sounds-wanted", ({ target }) =>
      this.#record(target.closest("label-bucket")),
    );
    root.addEventListener("sounds-given", ({ target, detail }) =>
      this.take(target.closest("label-bucket"), detail.files),
    );
  }

  /** Puts files into a bucket, one after the other, and says what was wrong with any. */
  take(bucket, files) {
    this.#before = this.#before.then(() => this.#takeAll(bucket, files));
    return this.#before;
  }

  #record(bucket) {
    if (this.#page.room() === 0) this.#page.say(fullOfSounds());
    else this.#page.dialogs.record.open(bucket, this.#page.room);
  }

  async #takeAll(bucket, files) {
    const form = bucket.querySelector("sound-form");
    const problems = [];
    let cut = null; // What people want done with long ones, once they were asked.
    let left = 0;
    form.complain([]);
    for (const [place, file] of files.entries()) {
      form.say(readingInWords(place + 1, files.length));
      try {
        const samples = await decodeSound(file, file.name);
        if (!isShort(samples)) {
          cut ??= await this.#askToCut(file, samples, files.length > 1);
        }
        left += this.#add(bucket, piecesOf(samples, cut, bucket.label));
      } catch (problem) {
        problems.push(problem.message);
      }
    }
    form.say("");
    if (left > 0) problems.push(soundsLeftOut(left));
    form.complain(problems);
  }

  #askToCut(file, samples, hasOthers) {
    return this.#page.dialogs.cut.ask({ name: file.name, samples, hasOthers });
  }

  /** Returns how many there was no room for. */
  #add(bucket, pieces) {
    const room = this.#page.room();
    for (const samples of pieces.slice(0, room)) {
      bucket.add({ sound: encodeWav(samples) });
    }
    return Math.max(0, pieces.length - room);
  }
}

/** Returns the examples in a sound; none of a long one that nobody wants cut. */
export function piecesOf(samples, cut, label) {
  if (isShort(samples)) return [samples];
  if (!cut?.seconds) return [];
  if (!label.is_background) return cutIntoSounds(samples, cut.seconds);
  // A room has no pauses that could be left out.
  return cutIntoPieces(samples, cut.seconds).filter((piece) => !isSilent(piece));
}

function readingInWords(number, count) {
  if (count === 1) return gettext("Reading the sound…");
  return fill(gettext("Reading sound %(number)s of %(count)s…"), { number, count });
}
