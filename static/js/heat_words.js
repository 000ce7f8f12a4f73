/** Where in a picture a computer looked, in words: for whoever cannot see the map. */

import { formatPercent } from "./numbers.js";
import { fill, gettext } from "./words.js";

// How much less sure the computer has to be without a part for that part to matter.
const MATTERS = 0.05;
const STRONG = 0.5; // of the strongest part
const NEARLY = 0.6; // of what the first place has, for another one to be named
const EVERYWHERE = 0.6; // of all parts

const PLACES = [
  () => gettext("top left"),
  () => gettext("top"),
  () => gettext("top right"),
  () => gettext("left"),
  () => gettext("middle"),
  () => gettext("right"),
  () => gettext("bottom left"),
  () => gettext("bottom"),
  () => gettext("bottom right"),
];

/**
 * Says what mattered for a label: `heat` is how much less sure the computer was of it
 * with each part hidden, row by row, and `confidence` how sure with none.
 */
export function heatInWords({ side, heat }, { name, confidence }) {
  const strongest = Math.max(...heat);
  if (strongest < MATTERS) {
    const words = gettext(
      "Hiding one part or another changed next to nothing: no part alone made it say “%(name)s”.",
    );
    return fill(words, { name });
  }
  const values = {
    name,
    where: placesInWords({ side, heat }),
    before: formatPercent(confidence),
    after: formatPercent(Math.max(0, confidence - strongest)),
  };
  const mattered = gettext("What mattered most for “%(name)s”: %(where)s.");
  const without = gettext(
    "With the strongest part hidden it was %(after)s sure instead of %(before)s.",
  );
  return `${fill(mattered, values)} ${fill(without, values)}`;
}

/** Says if any part mattered by itself. */
export function hasMattered({ heat }) {
  return Math.max(...heat) >= MATTERS;
}

function placesInWords({ side, heat }) {
  const least = STRONG * Math.max(...heat);
  const strong = Array.from(heat, (drop) => (drop >= least ? drop : 0));
  if (strong.filter(Boolean).length > EVERYWHERE * heat.length) {
    return gettext("nearly the whole picture");
  }
  const sums = sumsByPlace(strong, side);
  const enough = NEARLY * Math.max(...sums);
  const named = sums.map((sum, place) => [sum, PLACES[place]()]);
  const most = named.filter(([sum]) => sum >= enough).sort(([a], [b]) => b - a);
  return listInWords(most.map(([, name]) => name));
}

function listInWords(names) {
  const language = globalThis.document?.documentElement.lang || "en";
  return new Intl.ListFormat(language).format(names);
}

/** Returns the sum of each of three by three places. */
function sumsByPlace(strong, side) {
  const sums = new Array(PLACES.length).fill(0);
  for (const [index, drop] of strong.entries()) {
    const row = Math.floor((3 * (Math.floor(index / side) + 0.5)) / side);
    const column = Math.floor((3 * ((index % side) + 0.5)) / side);
    sums[3 * row + column] += drop;
  }
  return sums;
}
