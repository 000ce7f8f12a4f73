/** What a teacher reads of a class that is at work. */

import { isNoBetter, offInWords } from "./errors.js";
import { isTraining, troubleOf } from "./live_class.js";
import { formatMeasured } from "./measured.js";
import { saysLittle } from "./measures.js";
import { formatMoment, formatPercent } from "./numbers.js";
import { fill, gettext, ngettext } from "./words.js";

const MOST_SAID = 3; // sentences at a time

export function hereWords({ here, last_seen: seen }) {
  if (here) return gettext("Here");
  return seen ? gettext("Away") : gettext("Not here yet");
}

export function placeWords({ here, step, last_seen: seen }) {
  if (!here) {
    const when = seen && formatMoment(seen);
    return when ? fill(gettext("Last here: %(when)s"), { when }) : "";
  }
  const places = {
    projects: gettext("Looking at the list of projects"),
    project: gettext("Looking at a project"),
    train: gettext("At step 1: Train"),
    learn: gettext("At step 2: Learn & Test"),
    make: gettext("At step 3: Make"),
  };
  return places[step] ?? gettext("Looking around");
}

/** What is counted of a project: examples by label, or rows where there are none. */
export function countsOf({ labels, rows = null }) {
  if (labels.length > 0 || rows === null) return labels;
  return [{ number: 1, name: gettext("rows"), count: rows }];
}

/** How training stands, or how good the model is, in one sentence or two. */
export function modelWords(project) {
  const { training, model } = project;
  if (training?.status === "queued") return gettext("Waiting to train…");
  if (training?.status === "training") {
    const percent = formatPercent(training.fraction);
    return fill(gettext("Training: %(percent)s"), { percent });
  }
  if (troubleOf(project) === "failed") return training.problem;
  if (model) return readyWords(model);
  return training?.problem || gettext("Not trained yet");
}

function readyWords(model) {
  const ready = goodWords(model);
  return model.outdated ? `${ready} ${gettext("Examples changed since.")}` : ready;
}

function goodWords(model) {
  const { accuracy, baseline, error, example_count: count } = model;
  if (error) return errorWords(error);
  if (accuracy === null) return gettext("Ready · too few examples to say how good.");
  const right = formatPercent(accuracy);
  if (saysLittle(model)) {
    const few = ngettext(
      "Ready · %(right)s right, but asked only %(count)s example.",
      "Ready · %(right)s right, but asked only %(count)s examples.",
      count,
    );
    return fill(few, { right, count });
  }
  if (baseline === null) return fill(gettext("Ready · %(right)s right."), { right });
  const words =
    accuracy > baseline
      ? gettext("Ready · %(right)s right (guessing would give %(guess)s).")
      : gettext(
          "Ready · %(right)s right, no better than guessing. Clearer examples would help.",
        );
  return fill(words, { right, guess: formatPercent(baseline) });
}

function errorWords(error) {
  const { name, unit, baseline } = error;
  const words = isNoBetter(error)
    ? gettext(
        "Ready · “%(name)s” is %(off)s, no better than the average. Other columns or more rows would help.",
      )
    : gettext(
        "Ready · “%(name)s” is %(off)s (the average would be off by %(always)s).",
      );
  const always = formatMeasured(baseline, { unit });
  return fill(words, { name, off: offInWords(error), always });
}

/** How one of a student's other projects stands, in a word or two. */
export function shortWords(project) {
  if (isTraining(project)) return gettext("training");
  if (troubleOf(project) === "failed") return gettext("training failed");
  return project.model ? gettext("ready") : gettext("not trained yet");
}

/** What a student has given to a project that the class fills together. */
export function togetherWords(count = 0) {
  if (count === 0) return gettext("Your class’s project · nothing added yet");
  const words = ngettext(
    "Your class’s project · added %(count)s example",
    "Your class’s project · added %(count)s examples",
    count,
  );
  return fill(words, { count });
}

/** How many students are at a project of the class. */
export function atItWords(count) {
  if (count === 0) return gettext("Nobody is at it now");
  const words = ngettext(
    "%(count)s student is at it",
    "%(count)s students are at it",
    count,
  );
  return fill(words, { count });
}

export function waitingWords(count) {
  const words = ngettext("%(count)s waits for you", "%(count)s wait for you", count);
  return fill(words, { count });
}

export function connectionWords(how) {
  const words = {
    live: gettext("Live"),
    again: gettext("Connecting again…"),
    asking: gettext("Updating every 5 seconds"),
    over: gettext("You can no longer see this class. Log in again, or ask its owner."),
  };
  return words[how];
}

export function summaryWords({ here, all, training, help }) {
  const sentences = {
    here: fill(gettext("%(here)s of %(all)s here"), { here, all }),
    training: fill(gettext("%(training)s training"), { training }),
    help: ngettext("%(help)s needs help", "%(help)s need help", help),
  };
  return { ...sentences, help: fill(sentences.help, { help }) };
}

/** Puts what has happened into a few sentences for those who listen to the page. */
export function spokenWords(news, nameOf) {
  const said = news.slice(0, MOST_SAID).map((each) => newsWords(each, nameOf));
  const left = news.length - said.length;
  if (left > 0) {
    const more = ngettext("And %(left)s more.", "And %(left)s more.", left);
    said.push(fill(more, { left }));
  }
  return said.join(" ");
}

function newsWords({ kind, student, name, accuracy = null, error = null }, nameOf) {
  const values = { student: nameOf(student), project: name };
  if (kind === "failed") {
    return fill(gettext("%(student)s: training “%(project)s” failed."), values);
  }
  if (error) {
    const ready = gettext("%(student)s: “%(project)s” is ready, %(off)s.");
    return fill(ready, { ...values, off: offInWords(error) });
  }
  if (accuracy === null) {
    return fill(gettext("%(student)s: “%(project)s” is ready."), values);
  }
  const words = gettext("%(student)s: “%(project)s” is ready, %(right)s right.");
  return fill(words, { ...values, right: formatPercent(accuracy) });
}
