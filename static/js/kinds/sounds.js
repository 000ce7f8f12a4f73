import "../elements/sound_form.js";
import { nextStepOfSounds } from "../advice.js";
import { tell } from "../elements/dom.js";
import { acceptAllFiles } from "../elements/dragging.js";
import { SoundTile } from "../elements/sound_tile.js";
import { fill, gettext, ngettext } from "../words.js";

/** Recordings of anything that a microphone hears. */
export const sounds = {
  code: "sounds",
  hasColumns: false,
  isTyped: false,
  isFile: true,
  learnsInBrowser: true,
  shownAtFirst: 12,
  nextStep: nextStepOfSounds,

  makeForm(fields, options) {
    const form = document.createElement("sound-form");
    form.ask(options);
    return form;
  },

  makeRow(example, about) {
    return new SoundTile(example, about);
  },

  acceptDrops(bucket) {
    acceptAllFiles(bucket, (files) => tell(bucket, "sounds-given", { files }));
  },

  cells() {
    return [];
  },

  describe({ author }) {
    return author
      ? fill(gettext("a recording by %(author)s"), { author })
      : gettext("a recording");
  },

  wordsForEmpty(label) {
    if (label.is_background) return gettext("Empty so far.");
    return fill(
      gettext("Empty so far. Let me hear “%(name)s”: five times is a good start."),
      label,
    );
  },

  wordsForUnsaved(count) {
    return ngettext(
      "%(count)s recording is not saved.",
      "%(count)s recordings are not saved.",
      count,
    );
  },

  columnNames() {
    return [gettext("sound")];
  },
};
