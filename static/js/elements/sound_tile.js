import { part } from "./dom.js";
import { FileTile } from "./file_tile.js";
import { Waveform } from "./waveform.js";
import { fetchSound, player, secondsOfWav } from "../sounds/player.js";
import { secondsInWords, shortSeconds } from "../sounds/sound_words.js";
import { decodeWav } from "../sounds/wav.js";
import { fill, gettext } from "../words.js";

/**
 * One recording in a bucket: a `<li>` that plays when it is pressed, and shows on demand
 * which tones are in it. One that is new is drawn from the browser's memory.
 *
 * Speaks upwards: "example-picked" with the row, "sound-trouble" { problem }.
 */
export class SoundTile extends FileTile {
  #sound = null; // The recording, once somebody wants to hear it.
  #seconds = null;
  #waveform = new Waveform();

  constructor(example, about) {
    super(about, "sound-template");
    part(this.element, "wave").append(this.#waveform.element);
    this.#picture.addEventListener("load", () => this.#showDrawn(false));
    this.#picture.addEventListener("error", () => this.#showUnseen());
    this.opener.addEventListener("click", () => this.#playOrStop());
    this.#tones.addEventListener("click", () => this.#showTones());
    for (const name of ["focusin", "pointerenter"]) {
      this.element.addEventListener(name, () => this.#hear().catch(() => null));
    }
    this.take(example);
  }

  show({ sound, files }) {
    if (sound) this.#showFromMemory(sound);
    else if (files) this.#picture.src = files.waveform;
    this.#tones.hidden = !files;
  }

  leave() {
    if (this.#isPlaying) player.stop();
  }

  names() {
    const { author } = this.example;
    const told = { number: this.number, name: this.about.label.name, author };
    const words = author
      ? gettext("Recording %(number)s of “%(name)s”, added by %(author)s")
      : gettext("Recording %(number)s of “%(name)s”");
    const length = this.#seconds === null ? "" : secondsInWords(this.#seconds);
    const pick = gettext("Pick recording %(number)s of “%(name)s”");
    const tones = gettext("Show the tones of recording %(number)s of “%(name)s”");
    this.#tones.setAttribute("aria-label", fill(tones, told));
    return {
      open: fill(words, told) + (length ? `, ${length}` : ""),
      pick: fill(pick, told),
    };
  }

  get #isPlaying() {
    return this.opener.getAttribute("aria-pressed") === "true";
  }

  get #picture() {
    return part(this.element, "image");
  }

  get #tones() {
    return part(this.element, "tones");
  }

  async #showFromMemory(sound) {
    this.#sound = Promise.resolve(sound);
    this.#showDrawn(true);
    this.#showSeconds(sound);
    const { samples } = decodeWav(await sound.arrayBuffer());
    this.#waveform.show(samples);
  }

  /** The drawing stays until the picture that is stored has come. */
  #showDrawn(isDrawn) {
    this.element.classList.toggle("is-drawn", isDrawn);
    this.element.classList.remove("is-unseen");
  }

  #showUnseen() {
    this.element.classList.add("is-unseen");
  }

  #showSeconds(sound) {
    this.#seconds = secondsOfWav(sound);
    part(this.element, "seconds").textContent = shortSeconds(this.#seconds);
    if (this.example) this.call();
  }

  /** Returns the recording, which is fetched once; its length is known from then on. */
  #hear() {
    this.#sound ??= this.#fetch();
    return this.#sound;
  }

  async #fetch() {
    try {
      const sound = await fetchSound(this.example.files.sound);
      this.#showSeconds(sound);
      return sound;
    } catch (problem) {
      this.#sound = null; // The next press tries again.
      throw problem;
    }
  }

  async #playOrStop() {
    if (this.#isPlaying) return player.stop();
    player.stop();
    this.#showPlaying(true);
    try {
      await player.play(await this.#hear(), {
        onTime: (share) => this.#showTime(share),
        onEnd: () => this.#showPlaying(false),
      });
    } catch ({ message }) {
      this.#showPlaying(false);
      this.#say(message);
    }
  }

  #showPlaying(isPlaying) {
    this.opener.setAttribute("aria-pressed", isPlaying);
    this.element.classList.toggle("is-playing", isPlaying);
    this.#say("");
    this.#showTime(0);
  }

  #showTime(share) {
    this.element.style.setProperty("--played", share);
  }

  #showTones() {
    const picture = part(this.element, "spectrogram");
    const isShown = picture.hidden;
    if (isShown) picture.src = this.example.files.spectrogram;
    picture.hidden = !isShown;
    this.#tones.setAttribute("aria-pressed", isShown);
  }

  #say(sentence) {
    part(this.element, "note").textContent = sentence;
  }
}
