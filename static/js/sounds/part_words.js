/** Which part of a sound mattered, in words: for whoever cannot see the drawing. */

import { RATE } from "./resampling.js";
import { hasMattered } from "../heat_words.js";
import { formatNumber, formatPercent } from "../numbers.js";
import { fill, gettext } from "../words.js";

const STRONG = 0.5; // of the strongest part: what matters more is told, and drawn

/** Says which parts are strong: of each, whether. */
export function strongParts(heat) {
  if (!hasMattered({ heat })) return Array.from(heat, () => false);
  const least = STRONG * Math.max(...heat);
  return Array.from(heat, (drop) => drop >= least);
}

/** Says when in a sound what mattered for a label was to be heard. */
export function partsInWords({ parts, heat }, { name, confidence }) {
  if (!hasMattered({ heat })) {
    const words = gettext(
      "Silencing one part or another changed next to nothing: no part alone made it say “%(name)s”.",
    );
    return fill(words, { name });
  }
  const strongest = Math.max(...heat);
  const values = {
    name,
    when: timesInWords(parts, strongParts(heat)),
    before: formatPercent(confidence),
    after: formatPercent(Math.max(0, confidence - strongest)),
  };
  const mattered = gettext("What mattered most for “%(name)s”: %(when)s.");
  const silent = gettext(
    "With the strongest part silent it was %(after)s sure instead of %(before)s.",
  );
  return `${fill(mattered, values)} ${fill(silent, values)}`;
}

function timesInWords(parts, isStrong) {
  if (isStrong.every(Boolean)) return gettext("the whole sound");
  const words = gettext("from %(start)s to %(end)s seconds");
  const times = runsOf(parts, isStrong).map(({ start, end }) =>
    fill(words, { start: inSeconds(start), end: inSeconds(end) }),
  );
  const language = globalThis.document?.documentElement.lang || "en";
  return new Intl.ListFormat(language).format(times);
}

/** Strong parts one after the other are told as one. */
function runsOf(parts, isStrong) {
  const runs = [];
  for (const [place, { start, end }] of parts.entries()) {
    if (!isStrong[place]) continue;
    const last = runs.at(-1);
    if (last?.end === start) last.end = end;
    else runs.push({ start, end });
  }
  return runs;
}

function inSeconds(samples) {
  return formatNumber(Math.round((10 * samples) / RATE) / 10);
}
