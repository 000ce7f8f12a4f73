import { make } from "./dom.js";
import { hasMattered } from "../heat_words.js";

const SHOWN = 448; // Pixels on each side of the map on the page.
const VEIL = 0.62; // How dark a part gets that did not matter.
const GREY = 0.85; // How much of its colour such a part loses.
const LINE = 3; // Pixels that the line is wide.
const EDGE = 0.5; // of the strongest part: what matters more has a line around it

/**
 * A picture on which the parts that mattered are bright, in colour, inside a line; the
 * others are dark and grey.
 *
 *   map.show(pixels, { side, heat }, "Where it looked");
 */
class HeatMap extends HTMLElement {
  show(pixels, { side, heat }, name) {
    const canvas = make("canvas", { width: SHOWN, height: SHOWN, role: "img" });
    canvas.setAttribute("aria-label", name);
    canvas.className = "heat-picture";
    const paper = canvas.getContext("2d", { willReadFrequently: true });
    paper.drawImage(canvasOf(pixels), 0, 0, SHOWN, SHOWN);
    const shown = paper.getImageData(0, 0, SHOWN, SHOWN);
    const most = hasMattered({ heat }) ? Math.max(...heat) : Infinity;
    shade(shown, (x, y) => Math.max(0, between(side, heat, x, y) / most));
    paper.putImageData(shown, 0, 0);
    this.replaceChildren(canvas);
  }

  forget() {
    this.replaceChildren();
  }
}

/** Turns pixels, and with them a map of their parts, as a mirror does. */
export function mirrored({ width, height, data }) {
  const turned = new ImageData(width, height);
  const from = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const to = new Uint32Array(turned.data.buffer);
  for (let place = 0; place < to.length; place += 1) {
    const row = Math.floor(place / width);
    to[place] = from[row * width + (width - 1 - (place % width))];
  }
  return turned;
}

export function mirroredHeat({ side, heat }) {
  const turned = heat.map((_, place) => {
    const row = Math.floor(place / side);
    return heat[row * side + (side - 1 - (place % side))];
  });
  return { side, heat: turned };
}

export function canvasOf(pixels) {
  const canvas = make("canvas", { width: pixels.width, height: pixels.height });
  canvas.getContext("2d").putImageData(pixels, 0, 0);
  return canvas;
}

/** Makes dark and grey what did not matter; `matters` is 0 to 1, of points 0 to 1. */
function shade({ data, width, height }, matters) {
  const levels = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const place = y * width + x;
      levels[place] = Math.min(1, matters(x / width, y / height));
      const isInside = levels[place] >= EDGE;
      const before = x >= LINE ? levels[place - LINE] >= EDGE : isInside;
      const above = y >= LINE ? levels[place - LINE * width] >= EDGE : isInside;
      const isEdge = isInside !== before || isInside !== above;
      paint(data, 4 * place, levels[place], isEdge);
    }
  }
}

function paint(data, at, level, isEdge) {
  const grey = (data[at] + data[at + 1] + data[at + 2]) / 3;
  for (let colour = at; colour < at + 3; colour += 1) {
    const plain = data[colour] + (grey - data[colour]) * GREY * (1 - level);
    data[colour] = isEdge ? 255 : plain * (1 - VEIL * (1 - level));
  }
}

/** Returns the heat at a point, from the four parts around it. */
function between(side, heat, x, y) {
  const [column, right, across] = neighbours(x * side - 0.5, side);
  const [row, below, down] = neighbours(y * side - 0.5, side);
  const of = (r, c) => heat[r * side + c];
  const upper = of(row, column) * (1 - across) + of(row, right) * across;
  const lower = of(below, column) * (1 - across) + of(below, right) * across;
  return upper * (1 - down) + lower * down;
}

function neighbours(place, side) {
  const first = Math.floor(place);
  const inside = (index) => Math.min(side - 1, Math.max(0, index));
  return [inside(first), inside(first + 1), place - first];
}

customElements.define("heat-map", HeatMap);
