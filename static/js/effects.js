/**
 * What each column does to a prediction, asked of the model itself: the column moves
 * from the least to the most that was seen, while all others stay at what is usual.
 */

const STEPS = 24; // from one end of a column to the other

/**
 * Returns [{ column, target, points: [{ at, value }], low, high }], a column after the
 * other for each target; `low` and `high` are those of the target, so that its pictures
 * compare.
 */
export function effectsOf(regressor, fields) {
  const { inputs, targets } = regressor;
  const byNumber = new Map(fields.map((field) => [field.number, field]));
  const usual = Object.fromEntries(inputs.map((each) => [each.number, usualOf(each)]));
  const moved = inputs.map((input) => ({
    input,
    answers: moveOne(regressor, input, usual),
  }));
  return targets
    .filter(({ number }) => byNumber.has(number))
    .flatMap(({ number }) => effectsOn(byNumber.get(number), moved, byNumber));
}

function usualOf({ kind, median, usual }) {
  return kind === "choice" ? usual : median;
}

function moveOne(regressor, input, usual) {
  return placesOf(input).map((at) => ({
    at,
    predicted: regressor.predict({ ...usual, [input.number]: at }),
  }));
}

function placesOf({ kind, choices, least, most }) {
  if (kind === "choice") return choices;
  const share = (place) => place / STEPS;
  return Array.from(
    { length: STEPS + 1 },
    (_, place) => least * (1 - share(place)) + most * share(place),
  );
}

function effectsOn(target, moved, byNumber) {
  const effects = moved
    .filter(({ input }) => byNumber.has(input.number))
    .map(({ input, answers }) => ({
      column: byNumber.get(input.number),
      target,
      points: answers.map(({ at, predicted }) => ({
        at,
        value: predicted.find(({ number }) => number === target.number).value,
      })),
    }));
  const values = effects.flatMap(({ points }) => points.map(({ value }) => value));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return effects.map((effect) => ({ ...effect, low, high }));
}

/** Returns a round step of a column, and how much a straight line changes with it. */
export function slopeOf(points) {
  const [first, last] = [points[0], points[points.length - 1]];
  const range = last.at - first.at;
  const step = 10 ** Math.floor(Math.log10(range / 2));
  return { step, change: ((last.value - first.value) / range) * step };
}
