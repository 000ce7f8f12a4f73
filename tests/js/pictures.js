/** Pictures made by formulas, the same as in tests/training/pictures.py. */

const SIDE = 224;
const FORMULAS = {
  ramps: (row, column, colour) =>
    Math.floor((row * (3 + colour)) / 2) + Math.floor((column * (5 - colour)) / 3),
  disc(row, column, colour) {
    const isInside = (row - 100) ** 2 + (column - 120) ** 2 < 60 ** 2;
    return isInside ? 200 - 80 * colour : Math.floor((row * column) / 64) + 40 * colour;
  },
  grey: (row, column) => (Math.floor(row / 8) ^ Math.floor(column / 4)) * 5,
  black: () => 0,
};

/** Returns 224 × 224 pixels, four numbers each, as a canvas gives them. */
export function makePicture(name) {
  const pixels = new Uint8ClampedArray(SIDE * SIDE * 4);
  for (let pixel = 0; pixel < SIDE * SIDE; pixel += 1) {
    const [row, column] = [Math.floor(pixel / SIDE), pixel % SIDE];
    for (let colour = 0; colour < 3; colour += 1) {
      pixels[4 * pixel + colour] = FORMULAS[name](row, column, colour) % 256;
    }
    pixels[4 * pixel + 3] = 255;
  }
  return pixels;
}
