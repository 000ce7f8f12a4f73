import { make } from "./dom.js";
import { canvasOf, mirrored, mirroredHeat } from "./heat_map.js";
import { WhatMattered } from "./what_mattered.js";
import { hasMattered, heatInWords } from "../heat_words.js";
import { gettext } from "../words.js";

/**
 * Shows on request which parts of a picture mattered for an answer.
 *
 *   looked.explain({ pixels, isMirrored, classification, heatOf });
 */
class LookedAt extends WhatMattered {
  get invitation() {
    return gettext("What did it look at?");
  }

  get beginning() {
    return gettext("Looking closely…");
  }

  get covering() {
    return gettext("Covering the picture piece by piece…");
  }

  get failure() {
    return gettext("That did not work. Try another picture.");
  }

  draw({ pixels, isMirrored }, explanation, answer) {
    const seen = isMirrored ? mirrored(pixels) : pixels;
    const heat = isMirrored ? mirroredHeat(explanation) : explanation;
    const sentence = heatInWords(heat, answer);
    const map = hasMattered(heat) ? mapOf(seen, heat, sentence) : null;
    const sides = [plain(seen), map].filter(Boolean);
    return {
      sentence,
      nodes: [
        make("div", { class: "heat-sides" }, ...sides),
        make("p", { class: "small soft" }, howInWords(map)),
      ],
    };
  }
}

function plain(pixels) {
  const canvas = canvasOf(pixels);
  canvas.className = "heat-picture";
  canvas.setAttribute("aria-hidden", "true");
  return figure(canvas, gettext("The picture"));
}

function mapOf(pixels, heat, sentence) {
  const map = document.createElement("heat-map");
  map.show(pixels, heat, sentence);
  return figure(map, gettext("What mattered"));
}

function figure(picture, words) {
  return make("figure", { class: "heat-side" }, picture, make("figcaption", {}, words));
}

function howInWords(map) {
  const how = gettext("Each part was covered once, and the computer asked again.");
  if (!map) return how;
  const seen = gettext("It was less sure without the bright parts: they mattered.");
  return `${how} ${seen}`;
}

customElements.define("looked-at", LookedAt);
