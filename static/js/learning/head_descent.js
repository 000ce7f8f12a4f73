/**
 * Finds the weights that answer examples best: see head_learning.js.
 *
 * A classic script, which puts its functions into a global. A model is a row of weights
 * and a bias for each label; `space` (see head_rows.js) is where the examples lie.
 */

"use strict";

(function () {
  const STRENGTH = 10; // How little large weights are held against a model: C.
  const PRECISE = 3e-3; // Slope at which the optimum is as good as reached.
  const FLAT = 5; // powers of ten from the first slope to that
  const MOST_STEPS = 300;
  const REMEMBERED = 10; // steps that tell how the loss is curved
  const [BATCH, EPOCHS] = [5, 10]; // of the simplified model
  // Of 0.03 to 16, it answered photos of clothes and of fruit best, 5 to 20 of each kind.
  const RATE = 4;

  globalThis.headDescent = { confidences, meanLoss, optimum, stepped };

  /** Goes down to the optimum: L-BFGS (Nocedal and Wright 2006, algorithm 7.5). */
  function optimum({ space, answers, labels }, places, start, tell) {
    const measure = (model) => lossAndSlope(space, answers, labels, places, model);
    let model = start ?? new Float64Array(labels * (space.width + 1));
    let { loss, slope } = measure(model);
    const past = [];
    for (let step = 0; step < MOST_STEPS && largest(slope) > PRECISE; step++) {
      const way = directionOf(slope, past);
      const next = lower(measure, model, loss, slope, way, past.length > 0);
      if (!next) break; // Numbers are not precise enough for a better one.
      past.push(change(model, slope, next));
      if (past.length > REMEMBERED) past.shift();
      ({ model, loss, slope } = next);
      tell(model, Math.min(1, 1 - Math.log10(largest(slope) / PRECISE) / FLAT));
    }
    return model;
  }

  /** Returns the first good enough point on the way, null if there is none. */
  function lower(measure, model, loss, slope, way, isScaled) {
    const drop = dot(slope, way);
    let size = isScaled ? 1 : 1 / Math.sqrt(dot(way, way));
    for (let tries = 0; tries < 30; tries++, size /= 2) {
      const next = model.map((value, place) => value + size * way[place]);
      const found = measure(next);
      if (found.loss <= loss + 1e-4 * size * drop) return { model: next, ...found };
    }
    return null;
  }

  function change(model, slope, next) {
    const moved = next.model.map((value, place) => value - model[place]);
    const bent = next.slope.map((value, place) => value - slope[place]);
    return { moved, bent, curve: dot(moved, bent) };
  }

  function directionOf(slope, past) {
    const way = slope.map((value) => -value);
    const shares = [];
    for (const { moved, bent, curve } of [...past].reverse()) {
      const share = dot(moved, way) / curve;
      shares.push(share);
      add(way, bent, -share);
    }
    const last = past[past.length - 1];
    const scale = last ? last.curve / dot(last.bent, last.bent) : 1;
    way.forEach((value, place) => (way[place] = value * scale));
    for (const { moved, bent, curve } of past) {
      add(way, moved, shares.pop() - dot(bent, way) / curve);
    }
    return way;
  }

  /** Returns STRENGTH × the sum of cross-entropies, and squared weights / 2. */
  function lossAndSlope(space, answers, labels, places, model) {
    const slope = new Float64Array(model.length);
    let loss = 0;
    for (const place of places) {
      const wrong = confidences(space, place, model);
      loss -= STRENGTH * Math.log(Math.max(wrong[answers[place]], Number.MIN_VALUE));
      wrong[answers[place]] -= 1;
      for (let label = 0; label < labels; label++) {
        space.addRow(slope, place, label, STRENGTH * wrong[label]);
      }
    }
    const stride = space.width + 1;
    for (let at = 0; at < model.length; at++) {
      if (at % stride === space.width) continue; // Biases cost nothing.
      loss += model[at] ** 2 / 2;
      slope[at] += model[at];
    }
    return { loss, slope };
  }

  /** Takes small steps, a few examples at a time, in an order that is always the same. */
  function stepped({ space, answers, labels }, places, start, tell) {
    const model = new Float64Array(labels * (space.width + 1));
    const order = [...places];
    for (let epoch = 0; epoch < EPOCHS; epoch++) {
      shuffle(order, epoch + 1);
      for (let first = 0; first < order.length; first += BATCH) {
        const batch = order.slice(first, first + BATCH);
        const wrongs = batch.map((place) => confidences(space, place, model));
        batch.forEach((place, at) => {
          wrongs[at][answers[place]] -= 1;
          for (let label = 0; label < labels; label++) {
            space.addRow(
              model,
              place,
              label,
              (-RATE * wrongs[at][label]) / batch.length,
            );
          }
        });
      }
      tell(model, (epoch + 1) / EPOCHS);
    }
    return model;
  }

  function shuffle(order, seed) {
    let number = seed;
    for (let last = order.length - 1; last > 0; last--) {
      number = (Math.imul(number, 1664525) + 1013904223) >>> 0;
      const place = Math.floor((number / 2 ** 32) * (last + 1));
      [order[last], order[place]] = [order[place], order[last]];
    }
  }

  function meanLoss({ space, answers }, places, model) {
    if (!places.length) return null;
    const surprises = places.map((place) =>
      Math.log(Math.max(confidences(space, place, model)[answers[place]], 1e-300)),
    );
    return -surprises.reduce((sum, value) => sum + value, 0) / places.length;
  }

  function confidences(space, place, model) {
    const evidence = space.evidence(place, model);
    const most = Math.max(...evidence);
    const parts = evidence.map((value) => Math.exp(value - most));
    const sum = parts.reduce((total, part) => total + part, 0);
    return parts.map((part) => part / sum);
  }

  function largest(numbers) {
    return numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  }

  function dot(one, other) {
    let sum = 0;
    for (let at = 0; at < one.length; at++) sum += one[at] * other[at];
    return sum;
  }

  function add(sums, numbers, share) {
    for (let at = 0; at < sums.length; at++) sums[at] += share * numbers[at];
  }
})();
