/** Sounds made by formulas, the same as in tests/training/made_sounds.py. */

const RATE = 16_000;
const TURN = 2 * Math.PI;
const FORMULAS = {
  word: [1, word],
  melody: [3.3, melody],
  noise: [5, chance()],
  click: [0.2, (time) => (time === 0.0625 ? 0.9 : 0) + (time === 0.125 ? -0.5 : 0)],
  silence: [1, () => 0],
};

/** Returns samples, mono, 16,000 a second. */
export function makeSound(name) {
  const [seconds, formula] = FORMULAS[name];
  return Float32Array.from({ length: Math.round(seconds * RATE) }, (_, place) =>
    formula(place / RATE),
  );
}

function word(time) {
  const loud = time < 0.7 ? Math.max(0, Math.sin(TURN * (time - 0.2))) : 0;
  const phase = TURN * (140 * time + 60 * time ** 2);
  let sum = 0;
  for (let part = 1; part < 9; part += 1) sum += Math.sin(phase * part) / part;
  return 0.3 * loud * sum;
}

function melody(time) {
  if (time <= 0.5 || time >= 2.75) return 0;
  const note = 262 * 2 ** (Math.floor(time * 4) / 12);
  return 0.4 * Math.sin(TURN * note * time);
}

/** Whole numbers that both languages have, and that never repeat. */
function chance() {
  let state = 1n;
  return (time) => {
    if (time === 0) state = 1n;
    state = (state * 1103515245n + 12345n) % 2n ** 31n;
    return 0.05 * (Number(state) / 2 ** 30 - 1);
  };
}
