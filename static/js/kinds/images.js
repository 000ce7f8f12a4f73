import "../elements/picture_form.js";
import { nextStepOfPictures } from "../advice.js";
import { PictureTile } from "../elements/picture_tile.js";
import { fill, gettext } from "../words.js";

/** Pictures of anything, from the webcam, a pen, a file or the web. */
export const images = {
  code: "images",
  hasColumns: false,
  isTyped: false,
  isFile: true,
  learnsInBrowser: true,
  shownAtFirst: 24,
  nextStep: nextStepOfPictures,

  makeForm(fields, options) {
    const form = document.createElement("picture-form");
    form.ask(options);
    return form;
  },

  makeRow(example, about) {
    return new PictureTile(example, about);
  },

  cells() {
    return [];
  },

  describe({ author }) {
    return author
      ? fill(gettext("a picture added by %(author)s"), { author })
      : gettext("a picture");
  },

  wordsForEmpty(label) {
    return fill(
      gettext("Empty so far. Show me “%(name)s”: five pictures are a good start."),
      label,
    );
  },

  columnNames() {
    return [gettext("picture")];
  },
};
