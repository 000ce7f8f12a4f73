import { SoundView } from "../sound_view.js";
import { make } from "../dom.js";
import { LONGEST, decodeSound, isShort } from "../../sounds/sound_files.js";
import { ProblemInWords, fill, gettext } from "../../words.js";

const FILES = "audio/*,.wav,.mp3,.ogg,.oga,.opus,.flac,.webm,.m4a,.aac";

/** A sound from a file, chosen or dropped. */
export class FileWay {
  #give;
  #forget;
  #say;
  #newest = 0; // Of two files the later one counts, however long the first takes.
  #input = make("input", { type: "file", accept: FILES, class: "visually-hidden" });
  #view = new SoundView();

  constructor({ give, forget, say }) {
    this.#give = give;
    this.#forget = forget;
    this.#say = say;
    const button = make("label", { class: "button button-quiet" }, this.#input);
    button.append(gettext("Choose a sound"));
    const hint = make("p", { class: "soft" }, gettext("or drop one here"));
    const about = { class: "drop-area" };
    this.element = make("div", about, this.#view.element, button, hint);
    this.#input.addEventListener("change", () => this.#choose());
  }

  async start() {
    this.#input.focus();
  }

  stop() {
    this.#view.stop();
  }

  /** Takes what was dropped. */
  take({ files: [file] }) {
    return this.#show(file);
  }

  #choose() {
    const [file] = this.#input.files;
    this.#input.value = ""; // The same file may be chosen again.
    if (file) this.#show(file);
  }

  async #show(file) {
    const newest = ++this.#newest;
    this.#say("");
    const samples = await read(file).catch((problem) => problem);
    if (newest !== this.#newest) return;
    if (samples instanceof Error) return void this.#complain(samples);
    this.#view.show(samples, { canPlay: true });
    this.#give({ samples });
  }

  #complain(problem) {
    this.#view.forget();
    this.#forget();
    if (!(problem instanceof ProblemInWords)) throw problem; // For the console: ours to mend.
    this.#say(problem.message);
  }
}

async function read(file) {
  const samples = await decodeSound(file);
  if (isShort(samples)) return samples;
  const words = gettext(
    "“%(name)s” is longer than %(longest)s seconds. Cut a piece out of it first.",
  );
  throw new ProblemInWords(fill(words, { name: file.name, longest: LONGEST }));
}
