/**
 * Simple eyes: edges, textures and colours of a picture, where no network was fetched.
 *
 * A classic script without imports, so that a worker and a page can both load it: it
 * leaves one function, `simpleEyes`. The same numbers as
 * training/learning/images/simple_eyes.py, which says where the ideas are from;
 * tests/simple_eyes.json holds both to them.
 */

"use strict";

globalThis.simpleEyes = (() => {
  const SIDE = 224;
  const CELLS = 7; // of the histograms of edges, along each side
  const DIRECTIONS = 9; // of an edge, over half a turn
  const CLIP = 0.2; // No direction is more than this of a block.
  const FAINT = 1e-2; // Where edges are fainter than this, they are not made strong.
  const [HUES, SATURATIONS, VALUES] = [12, 3, 3];
  const COLOUR = 1.2; // How much colours weigh, beside edges or textures.
  // Quarters of the side, from top, bottom, left and right.
  const EVERYTHING = [0, 4, 0, 4];
  const MIDDLE = [1, 3, 1, 3];
  const QUARTERS = [
    [0, 2, 0, 2],
    [0, 2, 2, 4],
    [2, 4, 0, 2],
    [2, 4, 2, 4],
  ];
  // Clockwise from above on the left: down, right.
  const NEIGHBOURS = [
    [-1, -1],
    [-1, 0],
    [-1, 1],
    [0, 1],
    [1, 1],
    [1, 0],
    [1, -1],
    [0, -1],
  ];
  const { names: PATTERNS, count: PATTERN_COUNT } = patterns();

  /** Returns the 3,162 features of 224 × 224 pixels, four numbers for each. */
  return function simpleEyes(rgba) {
    const half = halved(withoutAlpha(rgba)); // sums of 4 pixels; then of 16, and of 64
    const quarter = halved(half);
    const eighth = halved(quarter);
    const parts = [
      centred(edges(quarter, 16)),
      centred(edges(eighth, 64)),
      centred(textures(quarter)),
      centred(colours(half)).map((number) => number * COLOUR),
    ];
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    const features = new Float32Array(length);
    let start = 0;
    for (const part of parts) {
      features.set(part, start);
      start += part.length;
    }
    return features;
  };

  function withoutAlpha(rgba) {
    const sums = new Int32Array(SIDE * SIDE * 3);
    for (let pixel = 0; pixel < SIDE * SIDE; pixel += 1) {
      for (let colour = 0; colour < 3; colour += 1) {
        sums[3 * pixel + colour] = rgba[4 * pixel + colour];
      }
    }
    return { side: SIDE, sums };
  }

  /** Sums of four neighbours each: whole numbers, so nothing is rounded. */
  function halved({ side, sums }) {
    const half = side / 2;
    const larger = new Int32Array(half * half * 3);
    for (let row = 0; row < half; row += 1) {
      for (let column = 0; column < half; column += 1) {
        for (let colour = 0; colour < 3; colour += 1) {
          const from = (2 * row * side + 2 * column) * 3 + colour;
          const below = from + side * 3;
          larger[(row * half + column) * 3 + colour] =
            sums[from] + sums[from + 3] + sums[below] + sums[below + 3];
        }
      }
    }
    return { side: half, sums: larger };
  }

  /** The numbers without what they all have, and with the length 1. */
  function centred(numbers) {
    const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
    const moved = numbers.map((number) => number - mean);
    const length = Math.sqrt(moved.reduce((sum, number) => sum + number * number, 0));
    return moved.map((number) => number / Math.max(length, 1e-12));
  }

  /** How strong the edges of each direction are in blocks of four cells. */
  function edges({ side, sums }, pixels) {
    const scale = 255 * pixels;
    const cells = new Float64Array(CELLS * CELLS * DIRECTIONS);
    const places = cellsOf(side);
    for (let row = 0; row < side; row += 1) {
      for (let column = 0; column < side; column += 1) {
        const [across, down] = strongest(sums, side, row, column);
        if (across === 0 && down === 0) continue;
        const strength = Math.hypot(across / scale, down / scale);
        let turn = Math.atan2(down, across);
        if (turn < 0) turn += Math.PI;
        if (turn >= Math.PI) turn -= Math.PI;
        const angle = (turn / Math.PI) * DIRECTIONS;
        const lower = Math.floor(angle);
        const share = angle - lower;
        for (const [cellRow, high] of places[row]) {
          for (const [cellColumn, wide] of places[column]) {
            const cell = (cellRow * CELLS + cellColumn) * DIRECTIONS;
            const weight = strength * high * wide;
            cells[cell + (lower % DIRECTIONS)] += weight * (1 - share);
            cells[cell + ((lower + 1) % DIRECTIONS)] += weight * share;
          }
        }
      }
    }
    return blocks(cells);
  }

  /** The change to the right and down, in the colour that changes most. */
  function strongest(sums, side, row, column) {
    let best = [0, 0];
    let most = 0;
    const atSide = column === 0 || column === side - 1;
    const atEnd = row === 0 || row === side - 1;
    for (let colour = 0; colour < 3; colour += 1) {
      const here = (row * side + column) * 3 + colour;
      const across = atSide ? 0 : sums[here + 3] - sums[here - 3];
      const down = atEnd ? 0 : sums[here + side * 3] - sums[here - side * 3];
      const change = across * across + down * down;
      if (change > most) {
        most = change;
        best = [across, down];
      }
    }
    return best;
  }

  /** For each row of pixels the cells in which it counts, and how much. */
  function cellsOf(side) {
    return Array.from({ length: side }, (_, row) => {
      const place = (row + 0.5) / Math.floor(side / CELLS) - 0.5;
      const cells = [];
      for (let cell = 0; cell < CELLS; cell += 1) {
        const weight = 1 - Math.abs(place - cell);
        if (weight > 0) cells.push([cell, weight]);
      }
      return cells;
    });
  }

  /** The four cells around every corner, made equally strong together. */
  function blocks(cells) {
    const found = [];
    for (let row = 0; row < CELLS - 1; row += 1) {
      for (let column = 0; column < CELLS - 1; column += 1) {
        const corners = [
          row * CELLS + column,
          row * CELLS + column + 1,
          (row + 1) * CELLS + column,
          (row + 1) * CELLS + column + 1,
        ];
        const block = corners.flatMap((cell) =>
          Array.from(cells.subarray(cell * DIRECTIONS, (cell + 1) * DIRECTIONS)),
        );
        const clipped = even(block, FAINT).map((number) => Math.min(number, CLIP));
        found.push(...even(clipped, 1e-6));
      }
    }
    return found;
  }

  function even(numbers, faint) {
    const squares = numbers.reduce((sum, number) => sum + number * number, 0);
    const length = Math.sqrt(squares + faint);
    return numbers.map((number) => number / length);
  }

  /** How often each pattern of lighter and darker neighbours occurs. */
  function textures({ side, sums }) {
    const grey = new Int32Array(side * side);
    for (let pixel = 0; pixel < grey.length; pixel += 1) {
      grey[pixel] = sums[3 * pixel] + sums[3 * pixel + 1] + sums[3 * pixel + 2];
    }
    const inner = side - 2;
    const steps = NEIGHBOURS.map(([down, right]) => down * side + right);
    const codes = new Int32Array(inner * inner);
    for (let row = 0; row < inner; row += 1) {
      for (let column = 0; column < inner; column += 1) {
        const here = (row + 1) * side + column + 1;
        let code = 0;
        steps.forEach((step, bit) => {
          if (grey[here + step] > grey[here]) code |= 1 << bit;
        });
        codes[row * inner + column] = PATTERNS[code];
      }
    }
    // Patterns have no place at the edge: where it begins, so does everything.
    const parts = [EVERYTHING, ...QUARTERS, MIDDLE];
    return histograms({ codes, width: inner }, PATTERN_COUNT, side, parts);
  }

  /**
   * A number for each of the 256 codes: its own if its bits change twice. The others, in
   * which light and dark take turns, share number 0.
   */
  function patterns() {
    let count = 1;
    const names = Array.from({ length: 256 }, (_, code) => {
      let changes = 0;
      for (let place = 0; place < 8; place += 1) {
        changes += ((code >> place) & 1) !== ((code >> ((place + 7) % 8)) & 1) ? 1 : 0;
      }
      if (changes > 2) return 0;
      count += 1;
      return count - 1;
    });
    return { names, count };
  }

  /** How often each colour occurs, in the whole picture and in its middle. */
  function colours({ side, sums }) {
    const codes = new Int32Array(side * side);
    for (let pixel = 0; pixel < codes.length; pixel += 1) {
      codes[pixel] = colourOf(
        sums[3 * pixel],
        sums[3 * pixel + 1],
        sums[3 * pixel + 2],
      );
    }
    const count = HUES * SATURATIONS * VALUES;
    return histograms({ codes, width: side }, count, side, [EVERYTHING, MIDDLE]);
  }

  function colourOf(red, green, blue) {
    const most = Math.max(red, green, blue);
    const spread = most - Math.min(red, green, blue);
    const turn = turnOf(red, green, blue, most, spread);
    const hue = Math.floor(turn * (HUES / 6)) % HUES;
    const saturation = Math.floor((SATURATIONS * spread) / Math.max(most, 1));
    const value = Math.floor((VALUES * most) / (255 * 4));
    return (
      (hue * SATURATIONS + Math.min(saturation, SATURATIONS - 1)) * VALUES +
      Math.min(value, VALUES - 1)
    );
  }

  /** Where a colour is in the rainbow, 0 to 6. */
  function turnOf(red, green, blue, most, spread) {
    const divisor = Math.max(spread, 1);
    if (most === red) {
      const turn = (green - blue) / divisor;
      return turn < 0 ? turn + 6 : turn;
    }
    if (most === green) return (blue - red) / divisor + 2;
    return (red - green) / divisor + 4;
  }

  /** The roots of the shares of each code, one part after the other. */
  function histograms({ codes, width }, count, side, parts) {
    const found = [];
    for (const part of parts) {
      const [top, bottom, left, right] = part.map((share) =>
        Math.min((share * side) / 4, width),
      );
      const counts = new Array(count).fill(0);
      for (let row = top; row < bottom; row += 1) {
        for (let column = left; column < right; column += 1) {
          counts[codes[row * width + column]] += 1;
        }
      }
      const shown = (bottom - top) * (right - left);
      found.push(...counts.map((number) => Math.sqrt(number / shown)));
    }
    return found;
  }
})();
