import { ProblemInWords, fill, gettext, ngettext } from "../words.js";

/** What is wrong with a sound, in words that say what to do next. */
export class SoundProblem extends ProblemInWords {}

export function nothingHeard() {
  return gettext(
    "I heard nothing at all. Is the microphone switched off? Switch it on, then try again.",
  );
}

export function veryQuiet() {
  return gettext("That was very quiet. Come nearer, or speak up.");
}

export function tooLoud() {
  return gettext("That was too loud for the microphone. Move away a little.");
}

export function endIsMissing() {
  return gettext("The end may be missing. Start a little sooner, or record longer.");
}

export function someWasLost() {
  return gettext("The computer was busy and missed a bit. Better record it again.");
}

export function fileIsEmpty(name) {
  return problem(gettext("There is nothing in “%(name)s”."), { name });
}

export function fileIsTooLarge(name) {
  return problem(gettext("“%(name)s” is too large. Take a sound of up to a minute."), {
    name,
  });
}

export function fileIsTooLong(name, longest) {
  return problem(
    gettext(
      "“%(name)s” is longer than %(longest)s seconds. Cut a piece out of it first.",
    ),
    { name, longest },
  );
}

export function fileIsTooShort(name) {
  return problem(gettext("“%(name)s” is too short to hear anything."), { name });
}

export function fileIsSilent(name) {
  return problem(gettext("There is nothing to hear in “%(name)s”."), { name });
}

export function fileIsNoSound(name) {
  return problem(
    gettext(
      "I cannot read “%(name)s”. Take a sound as WAV, MP3 or Ogg, or record it here.",
    ),
    { name },
  );
}

export function fullOfSounds() {
  return gettext("There is no room for more recordings. Delete some first.");
}

/** Says how many more a project has room for. */
export function roomForSounds(room) {
  if (room === 0) return fullOfSounds();
  const words = ngettext(
    "%(room)s more recording fits.",
    "%(room)s more recordings fit.",
    room,
  );
  return fill(words, { room });
}

export function soundsLeftOut(left) {
  const words = ngettext(
    "%(left)s recording does not fit any more: the project is full. Delete some first.",
    "%(left)s recordings do not fit any more: the project is full. Delete some first.",
    left,
  );
  return fill(words, { left });
}

export function titleInWords({ name, is_background: isRoom }) {
  const words = isRoom
    ? gettext("Record the room for “%(name)s”")
    : gettext("Record sounds for “%(name)s”");
  return fill(words, { name });
}

export function keptInWords(kept) {
  const words = ngettext("%(kept)s recording kept.", "%(kept)s recordings kept.", kept);
  return fill(words, { kept });
}

export function savingInWords(stored, count) {
  return fill(gettext("%(stored)s of %(count)s saved…"), { stored, count });
}

export function heardInWords(seconds) {
  return fill(gettext("I heard %(seconds)s. Keep it?"), {
    seconds: secondsInWords(seconds),
  });
}

/** Says how long a sound is: "0.8 seconds". */
export function secondsInWords(seconds) {
  return fill(gettext("%(shown)s seconds"), { shown: oneDigit(seconds) });
}

/** The same where there is little room: "0.8 s". */
export function shortSeconds(seconds) {
  return fill(gettext("%(shown)s s"), { shown: oneDigit(seconds) });
}

function oneDigit(number) {
  const language = globalThis.document?.documentElement?.lang || "en";
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(language, digits).format(number);
}

function problem(words, values) {
  return new SoundProblem(fill(words, values));
}
