import { makeSvg } from "./dom.js";
import { peaksOf } from "../sounds/cutting.js";

const [WIDTH, HEIGHT] = [240, 80]; // as the server's pictures of recordings
const BARS = 60;
const BAR = 2.4; // wide, of 4
const LEAST = 1.5; // Silence is a thin line, not nothing.
const LOUDER = 0.6; // As ears hear it: soft sounds are seen as well.

/**
 * A drawing of a recording, time to the right, that can show what will be cut away and
 * how far it has been played.
 *
 *   const waveform = new Waveform();
 *   box.append(waveform.element);
 *   waveform.show(samples);
 */
export class Waveform {
  #bars = makeSvg("path", { class: "wave-bars" });
  #cuts = [0, 1].map(() =>
    makeSvg("rect", { class: "wave-cut", y: 0, height: HEIGHT }),
  );
  #mark = makeSvg("line", { class: "wave-mark", y1: 0, y2: HEIGHT });
  #length = 1;

  constructor() {
    this.element = makeSvg(
      "svg",
      {
        class: "wave",
        viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        preserveAspectRatio: "none",
        "aria-hidden": "true",
      },
      this.#bars,
      ...this.#cuts,
      this.#mark,
    );
    this.showMark(null);
  }

  /** Draws samples; where there will be more, the rest of `length` is left free. */
  show(samples, length = samples.length) {
    this.#length = Math.max(1, length);
    const bars = Math.max(1, Math.round((BARS * samples.length) / this.#length));
    this.#bars.setAttribute("d", samples.length > 0 ? pathOf(samples, bars) : "");
    this.showCut({ start: 0, end: this.#length });
  }

  /** Shades what is outside of a sound, `{ start, end }` in samples. */
  showCut({ start, end }) {
    const [left, right] = [start, end].map((at) => (WIDTH * at) / this.#length);
    const [before, after] = this.#cuts;
    before.setAttribute("x", 0);
    before.setAttribute("width", left);
    after.setAttribute("x", right);
    after.setAttribute("width", Math.max(0, WIDTH - right));
  }

  /** Marks a share of the whole, 0 to 1; null for none. */
  showMark(share) {
    this.#mark.classList.toggle("is-off", share === null);
    for (const end of ["x1", "x2"]) this.#mark.setAttribute(end, WIDTH * (share ?? 0));
  }
}

function pathOf(samples, bars) {
  const middle = HEIGHT / 2;
  const step = WIDTH / BARS;
  return peaksOf(samples, bars)
    .map((peak, place) => {
      const half = Math.max(LEAST, Math.min(1, peak ** LOUDER) * (middle - 2));
      const x = place * step + (step - BAR) / 2;
      return `M${x.toFixed(1)} ${(middle - half).toFixed(1)}h${BAR}v${(2 * half).toFixed(1)}h-${BAR}z`;
    })
    .join("");
}
