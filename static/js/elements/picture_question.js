import { acceptPictures } from "./picture_ways/arriving.js";
import { QuestionWays } from "./question_ways.js";
import { gettext } from "../words.js";

const WAYS = {
  webcam: {
    picture: "camera",
    words: () => gettext("Webcam"),
    load: async () => (await import("./picture_ways/webcam.js")).WebcamWay,
  },
  drawing: {
    picture: "brush",
    words: () => gettext("Draw"),
    load: async () => (await import("./picture_ways/drawing.js")).DrawingWay,
  },
  file: {
    picture: "upload",
    words: () => gettext("A picture"),
    load: async () => (await import("./picture_ways/file.js")).FileWay,
  },
};

/**
 * Asks for a picture to try: from the webcam, live; drawn; or from a file, the
 * clipboard or another page.
 *
 *   form.addEventListener("example-given", ({ detail }) => detail.content.pixels);
 *
 * The content is { pixels, isMirrored }: 224 by 224, and whether the page shows them as
 * a mirror does. Tells "question-gone" when nothing is asked any more.
 */
class PictureQuestion extends QuestionWays {
  ways = WAYS;

  get question() {
    return gettext("How will you show a picture?");
  }

  accept(card, signal) {
    acceptPictures(card, (carried) => this.take("file", carried), signal);
  }
}

customElements.define("picture-question", PictureQuestion);
