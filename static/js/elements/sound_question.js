import { QuestionWays } from "./question_ways.js";
import { acceptSounds } from "./sound_ways/arriving.js";
import { gettext } from "../words.js";

const WAYS = {
  listen: {
    picture: "microphone",
    words: () => gettext("Listen"),
    load: async () => (await import("./sound_ways/listening.js")).ListeningWay,
  },
  record: {
    picture: "record",
    words: () => gettext("Record one"),
    load: async () => (await import("./sound_ways/recording.js")).RecordingWay,
  },
  file: {
    picture: "upload",
    words: () => gettext("A sound file"),
    load: async () => (await import("./sound_ways/file.js")).FileWay,
  },
};

/**
 * Asks for a sound to try: what the microphone hears, live; one recording; or a file.
 *
 *   form.addEventListener("example-given", ({ detail }) => detail.content.samples);
 *
 * The content is { samples }: a Float32Array of up to 5 seconds, 16,000 a second. Tells
 * "question-gone" when nothing is asked any more.
 */
class SoundQuestion extends QuestionWays {
  ways = WAYS;

  get question() {
    return gettext("How will it hear a sound?");
  }

  accept(card, signal) {
    acceptSounds(card, (files) => this.take("file", { files }), signal);
  }
}

customElements.define("sound-question", SoundQuestion);
