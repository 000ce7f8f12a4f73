import { fill, gettext, ngettext } from "./words.js";

export const GOOD_START = 5; // Examples in a label before the computer can be tested.
const ENOUGH_TO_LEARN = 2; // in a label; see training/readiness.py
const SMALL_SHARE = 1 / 3; // Of the largest label.

/** Says what to do next on the Train page; `ready` when the computer can learn. */
export function nextStepOfTable({ fields, labels }) {
  if (fields.length === 0) {
    return {
      words: gettext(
        "Start here: add a column for each thing you know, or add a whole table.",
      ),
    };
  }
  if (labels.length < 2) {
    return {
      words: gettext("Now add at least two labels for the computer to tell apart."),
    };
  }
  return nextStepOfLabels(labels);
}

/** The same for sentences, which have no columns. */
export function nextStepOfText({ labels }) {
  if (labels.length === 0) {
    return {
      words: gettext("Start here: add a label for each thing to tell apart."),
    };
  }
  if (labels.length === 1) {
    return {
      words: gettext("Now add another label: the computer needs two to tell apart."),
    };
  }
  return nextStepOfLabels(labels);
}

/** The same for pictures, which are shown rather than put in. */
export function nextStepOfPictures({ labels }) {
  const empty = labels.find((label) => label.example_count === 0);
  if (labels.length < 2 || !empty) return nextStepOfText({ labels });
  return { words: fill(gettext("Show me some pictures of “%(name)s”."), empty) };
}

/** The same for sounds: the room when nobody plays has a label from the beginning. */
export function nextStepOfSounds({ labels }) {
  const others = labels.filter((label) => !label.is_background);
  if (others.length === 0) return nextStepOfText({ labels: [] });
  const [empty, room] = [others, labels].map((some) =>
    some.find((label) => label.example_count === 0),
  );
  if (empty) {
    return { words: fill(gettext("Let me hear “%(name)s” a few times."), empty) };
  }
  if (room) {
    return { words: fill(gettext("Now record the room: “%(name)s”."), room) };
  }
  return nextStepOfText({ labels });
}

function nextStepOfLabels(labels) {
  const empty = labels.find((label) => label.example_count === 0);
  if (empty) {
    return { words: fill(gettext("Put some examples into “%(name)s”."), empty) };
  }
  const thin = labels.find((label) => label.example_count < GOOD_START);
  const ready = labels.every((label) => label.example_count >= ENOUGH_TO_LEARN);
  if (thin) return { words: askForMore(thin), ready };
  const allGood = gettext("Looks good! The computer can learn from this.");
  return { words: adviceOnBalance(labels) ?? allGood, ready: true };
}

function askForMore(label) {
  const missing = GOOD_START - label.example_count;
  const words = ngettext(
    "“%(name)s” needs %(missing)s more example for a good start.",
    "“%(name)s” needs %(missing)s more examples for a good start.",
    missing,
  );
  return fill(words, { name: label.name, missing });
}

/** Points out a label with much less than the largest; null when all is well. */
export function adviceOnBalance(labels) {
  const largest = Math.max(0, ...labels.map((label) => label.example_count));
  const small = labels.find((label) => label.example_count < largest * SMALL_SHARE);
  if (!small) return null;
  const words = gettext(
    "“%(name)s” has far fewer examples than the others. Add some more to it.",
  );
  return fill(words, small);
}
