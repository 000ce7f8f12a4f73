import { RATE } from "./resampling.js";
import { ProblemInWords, gettext } from "../words.js";

const HEADER = 44; // bytes of our own WAV files

/**
 * Plays recordings, one at a time: the next one stops the one before.
 *
 *   await player.play(blob, { onTime: (share) => …, onEnd: () => … });
 *   player.stop();
 *
 * `onTime` comes with 0 to 1 while it plays, and `onEnd` once, however it ends. Rejects
 * with a sentence.
 */
class Player {
  #current = null; // { audio, address, onTime, onEnd }

  get isPlaying() {
    return this.#current !== null;
  }

  async play(blob, { onTime = () => {}, onEnd = () => {} } = {}) {
    this.stop();
    const address = URL.createObjectURL(blob);
    const audio = new Audio(address);
    const current = { audio, address, onTime, onEnd };
    this.#current = current;
    audio.addEventListener("ended", () => this.#end(current));
    try {
      await audio.play();
      this.#follow(current);
    } catch {
      if (current !== this.#current) return; // Something else is played meanwhile.
      this.#end(current);
      throw new ProblemInWords(
        gettext("I cannot play this here. Is the sound switched on? Press it again."),
      );
    }
  }

  stop() {
    if (this.#current) this.#end(this.#current);
  }

  #end(current) {
    if (current !== this.#current) return;
    this.#current = null;
    current.audio.pause();
    URL.revokeObjectURL(current.address);
    current.onEnd();
  }

  /** Who wants less movement sees a mark that steps, four times a second. */
  #follow(current) {
    const { audio, onTime } = current;
    const show = () => onTime(Math.min(1, audio.currentTime / (audio.duration || 1)));
    show();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      audio.addEventListener("timeupdate", show);
      return;
    }
    const next = () => {
      if (current !== this.#current) return;
      show();
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  }
}

export const player = new Player();

/** Returns a recording that is stored, whole: not every server sends parts of files. */
export async function fetchSound(address) {
  try {
    const response = await fetch(address, { credentials: "same-origin" });
    if (response.ok) return await response.blob();
  } catch {
    // The sentence is the same.
  }
  throw new ProblemInWords(
    gettext("The recording did not arrive. Check the network, then press it again."),
  );
}

/** Says how long a recording of ours is, by its size. */
export function secondsOfWav({ size }) {
  return Math.max(0, size - HEADER) / (2 * RATE);
}
