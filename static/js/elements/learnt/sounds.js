import "../heard_log.js";
import "../heard_parts.js";
import "../sound_question.js";
import { part } from "../dom.js";
import { Extremes } from "./extremes.js";
import { pictureList } from "../picture_list.js";
import { soundThumbnail } from "../sound_thumbnail.js";
import { soundTones } from "../sound_tones.js";
import { assetsOfPage } from "../../learning/assets.js";
import { Hearing } from "../../sounds/hearing.js";
import { heatOf, partsOf, without } from "../../sounds/hidden_parts.js";
import { hearingInWords, ruleInWords, soundInWords } from "../../sounds/heard_words.js";
import { isSilent } from "../../sounds/levels.js";
import { nothingHeard } from "../../sounds/sound_words.js";
import { fill, gettext, ngettext } from "../../words.js";

const FORGETS = 2000; // Milliseconds after which what was heard is not said any more.

/** A model of sounds, which listens, and shows to which part of a sound it did. */
export class LearntSounds {
  showsHardest = true;
  #log;
  #heard;
  #rule;
  #inside;
  #extremes;
  #form = null;
  #background = null; // the label of the noise
  #places = new Map(); // of labels, as the classifier counts them
  #hearing = new Hearing();
  #said = { words: "", at: -Infinity }; // what was heard last, and when
  #answered = null; // The last answer: what "Which part did it listen to?" is about.
  #isWanted = false; // It was asked of a running microphone, which has to stop first.

  constructor({ test, inside, project }) {
    this.#inside = inside;
    this.#extremes = new Extremes(inside, project, {
      body: "extreme-sounds",
      show: soundTones,
    });
    this.#log = test.querySelector("heard-log");
    this.#rule = part(test, "rule");
    this.#heard = test.querySelector("heard-parts");
    this.#heard.addEventListener("look-wanted", () => this.#listenClosely());
  }

  async prepare() {
    (await soundClassifier()).prepare();
  }

  async load({ files, schema }, signal) {
    const { labels } = schema;
    this.#places = new Map(labels.map(({ number }, place) => [number, place]));
    this.#background = labels.find((label) => label.is_background) ?? null;
    this.#hearing = new Hearing({ background: this.#background?.number ?? null });
    this.#log.forget();
    return (await soundClassifier()).load(files, schema, { signal });
  }

  makeForm() {
    this.#form = document.createElement("sound-question");
    return this.#form;
  }

  get invitation() {
    this.#rule.textContent = ruleInWords(this.#background);
    return gettext("Ready. Choose how it will hear a sound.");
  }

  question({ samples }) {
    return samples;
  }

  /** It takes a while, so it is done when somebody asks for it, once for all labels. */
  async explain(classifier, samples) {
    let hidden = null;
    return async (label, signal) => {
      hidden ??= hideParts(classifier, samples, signal);
      hidden.catch(() => (hidden = null));
      const { parts, answers } = await hidden;
      return { parts, heat: heatOf(answers, this.#places.get(label)) };
    };
  }

  tried(samples, classification, partsFor, { live }) {
    this.#answered = { samples, classification, heatOf: partsFor, live };
    this.#heard.offer();
    if (!live) return this.#answerOnce(classification);
    this.#form.goOn();
    return this.#answerLive(samples, classification);
  }

  forgetTry() {
    this.#isWanted = false;
    this.#answered = null;
    this.#hearing.forget();
    this.#said = { words: "", at: -Infinity };
    this.#heard.forget();
  }

  async show(model) {
    this.#inside.hidden = !model?.files;
    if (!model?.files) return;
    part(this.#inside, "reads").textContent = readsInWords(model);
    await this.#extremes.show(model);
  }

  list({ labels }, mistakes) {
    return pictureList(labels, mistakes, soundThumbnail);
  }

  #answerOnce(classification) {
    if (this.#isWanted) this.#listenClosely();
    return soundInWords(classification[0], this.#background);
  }

  /** Says what was heard, for a while; a screen reader would not follow every answer. */
  #answerLive(samples, classification) {
    const now = performance.now();
    const silent = isSilent(samples);
    const heard = this.#hearing.hear(silent ? null : classification, now);
    if (heard) {
      this.#log.add(heard);
      this.#said = { words: hearingInWords(heard), at: now };
    }
    if (silent) return nothingHeard();
    return now - this.#said.at < FORGETS
      ? this.#said.words
      : gettext("I am listening…");
  }

  /** What goes on is held first, and answered once more. */
  #listenClosely() {
    this.#isWanted = this.#answered.live;
    if (this.#isWanted) this.#form.hold();
    else this.#heard.explain(this.#answered);
  }
}

/** Asks about a sound, and about it without each of its parts. */
async function hideParts(classifier, samples, signal) {
  const parts = partsOf(samples);
  const answers = await classifier.answers([samples]);
  for (const each of parts) {
    if (signal?.aborted) throw signal.reason;
    answers.push(...(await classifier.answers([without(samples, each)])));
  }
  return { parts, answers };
}

/** Says with what this very model listens; another may have been trained otherwise. */
function readsInWords({ example_count: count, evaluation }) {
  const { base, base_name: name, simplified } = evaluation?.trained ?? {};
  const words = ngettext(
    "It has listened to %(count)s sound.",
    "It has listened to %(count)s sounds.",
    count,
  );
  const sentences = [fill(words, { count })];
  if (name) {
    const ears = gettext(
      "It hears with “%(name)s”, which had learnt from very many words before.",
    );
    sentences.push(fill(ears, { name }));
  }
  if (simplified) sentences.push(gettext("It is a simplified model."));
  if (base && base !== assetsOfPage().base.id) {
    sentences.push(
      gettext("There are better ears here by now: trained again, it uses them."),
    );
  }
  return sentences.join(" ");
}

async function soundClassifier() {
  return (await import("../../learning/sound_classifier.js")).SoundClassifier;
}
