import "../elements/picture_form.js";
import { nextStepOfPictures } from "../advice.js";
import { tell } from "../elements/dom.js";
import { acceptPictures } from "../elements/dragging.js";
import { PictureTile } from "../elements/picture_tile.js";
import { fill, gettext, ngettext } from "../words.js";

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

  acceptDrops(bucket) {
    acceptPictures(bucket, (found) => tell(bucket, "pictures-given", found));
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

  wordsForUnsaved(count) {
    return ngettext(
      "%(count)s picture is not saved.",
      "%(count)s pictures are not saved.",
      count,
    );
  },

  columnNames() {
    return [gettext("picture")];
  },
};
