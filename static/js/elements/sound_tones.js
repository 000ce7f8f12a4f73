import { make } from "./dom.js";
import { soundThumbnail } from "./sound_thumbnail.js";
import { fill, gettext } from "../words.js";

const [WIDTH, HEIGHT] = [240, 80]; // pixels of the server's drawings

/** Returns an example of that label as it is played, with the tones that are in it. */
export function soundTones(example, label) {
  const words = gettext("The tones in a sound of “%(name)s”");
  const tones = make("img", {
    class: "tones-picture",
    src: example.files.spectrogram,
    alt: fill(words, label),
    width: WIDTH,
    height: HEIGHT,
    loading: "lazy",
  });
  return make("span", { class: "sound-both" }, soundThumbnail(example, label), tones);
}
