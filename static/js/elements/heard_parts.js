import { make, makeSvg } from "./dom.js";
import { Waveform } from "./waveform.js";
import { WhatMattered } from "./what_mattered.js";
import { hasMattered } from "../heat_words.js";
import { partsInWords, strongParts } from "../sounds/part_words.js";
import { gettext } from "../words.js";

const HEIGHT = 24; // of the bars below the sound, in their own units

/**
 * Shows on request which parts of a sound mattered for an answer.
 *
 *   heard.explain({ samples, classification, heatOf });
 */
class HeardParts extends WhatMattered {
  get invitation() {
    return gettext("Which part did it listen to?");
  }

  get beginning() {
    return gettext("Listening closely…");
  }

  get covering() {
    return gettext("Silencing the sound piece by piece…");
  }

  get failure() {
    return gettext("That did not work. Try another sound.");
  }

  draw({ samples }, explanation, answer) {
    const sentence = partsInWords(explanation, answer);
    const waveform = new Waveform();
    waveform.show(samples);
    waveform.element.append(...shades(samples, explanation));
    const drawing = make(
      "div",
      { class: "heard-drawing", role: "img" },
      waveform.element,
      bars(samples, explanation),
    );
    drawing.setAttribute("aria-label", sentence);
    const how = make("p", { class: "small soft" }, howInWords(explanation));
    return { sentence, nodes: [drawing, how] };
  }
}

/** What did not matter lies in the shade. */
function shades(samples, { parts, heat }) {
  const isStrong = strongParts(heat);
  if (!isStrong.some(Boolean)) return [];
  const shown = parts.filter((_, place) => isStrong[place]);
  const edges = [0, ...shown.flatMap(({ start, end }) => [start, end]), samples.length];
  const pairs = edges.flatMap((start, place) =>
    place % 2 === 0 ? [[start, edges[place + 1]]] : [],
  );
  return pairs
    .filter(([start, end]) => end > start)
    .map(([start, end]) =>
      makeSvg("rect", {
        class: "heard-shade",
        x: (240 * start) / samples.length,
        width: (240 * (end - start)) / samples.length,
        y: 0,
        height: 80,
      }),
    );
}

/** A bar for each part: how much less sure it was without. */
function bars(samples, { parts, heat }) {
  const most = hasMattered({ heat }) ? Math.max(...heat) : 1;
  const drawn = parts.map(({ start, end }, place) => {
    const high = Math.max(0.5, (HEIGHT * heat[place]) / most);
    return makeSvg("rect", {
      class: "heard-bar",
      x: (240 * start) / samples.length,
      width: (220 * (end - start)) / samples.length,
      y: HEIGHT - high,
      height: high,
    });
  });
  const about = { class: "heard-bars", viewBox: `0 0 240 ${HEIGHT}` };
  return makeSvg(
    "svg",
    { ...about, preserveAspectRatio: "none", "aria-hidden": "true" },
    ...drawn,
  );
}

function howInWords({ heat }) {
  const how = gettext("Each part was silenced once, and the computer asked again.");
  if (!hasMattered({ heat })) return how;
  const seen = gettext(
    "The higher the bar below a part, the less sure it was without that part.",
  );
  return `${how} ${seen}`;
}

customElements.define("heard-parts", HeardParts);
