/**
 * Learns how much each feature of an example speaks for each label: see
 * picture_worker.js, and training/learning/heads/ for its twin.
 *
 * A classic script, which puts one function into a global. Softmax regression on
 * features of length 1, to its only optimum: scikit-learn's LogisticRegression(C=10);
 * how sure it may be is measured then.
 * The simplified one takes a few small steps towards it, and needs hardly any memory.
 */

"use strict";

(function () {
  const { confidences, meanLoss, optimum, stepped } = globalThis.headDescent;
  const { calibrated, findTemperature } = globalThis.headCalibration;
  const { HeadRows } = globalThis;
  const POINTS = 100; // of the curve that people see
  const NEVER = -100; // Evidence for a label that has no examples.

  /**
   * Learns a lesson: { features, answers, heldBack, parts, labels, method, simplified }.
   * `features` has a row for every example, `answers` its label's place, `heldBack` if
   * it measures; those of one of `parts` are left out together where each is in turn, and
   * those of null never. `labels` is how many there are. `report` hears of every stage.
   *
   * Returns { weights, measured, loss, epochs }: the weights of features, row by row,
   * and then the biases; [place of the example, confidences] of what was measured.
   */
  globalThis.learnHead = function learnHead(lesson, report) {
    const count = lesson.answers.length;
    const width = lesson.features.length / count;
    const rows = new HeadRows(ofLengthOne(lesson.features, width), width);
    const space = lesson.simplified ? rows : rows.narrowed();
    const known = [...new Set(lesson.answers)].sort((one, other) => one - other);
    const answers = lesson.answers.map((answer) => known.indexOf(answer));
    const task = { ...lesson, space, answers, labels: known.length, report };
    const { measured, loss, epochs, model } = asSureAsRight(answers, taught(task));
    const spread = (numbers, rest) => spreadOver(numbers, known, lesson.labels, rest);
    return {
      weights: packed(space.weightsOf(model), known, lesson.labels),
      measured: measured.map(([place, row]) => [place, spread(row, 0)]),
      loss: thinned(loss),
      epochs,
    };
  };

  /** Measures first, without what is held back; then learns everything. */
  function taught(task) {
    const all = task.answers.map((_, place) => place);
    const isMeasuring = task.method === "held-back";
    const part = isMeasuring ? all.filter((place) => !task.heldBack[place]) : all;
    const back = isMeasuring ? all.filter((place) => task.heldBack[place]) : [];
    const first = learnt(task, part, { back, report: task.report });
    task.report({ stage: "measuring", fraction: 0 });
    const model = isMeasuring
      ? learnt(task, all, { start: first.model }).model
      : first.model;
    const measured =
      task.method === "leave-one-out"
        ? leftOutInTurn(task, all, model)
        : back.map((place) => [place, confidences(task.space, place, first.model)]);
    task.report({ stage: "measuring", fraction: 1 });
    return { model, measured, loss: first.loss, epochs: first.epochs };
  }

  /** Lets a model say how sure it may be: see head_calibration.js. */
  function asSureAsRight(answers, { measured, model, ...rest }) {
    const right = measured.map(([place]) => answers[place]);
    const temperature = findTemperature(
      measured.map(([, row]) => row),
      right,
    );
    return {
      ...rest,
      model: model.map((weight) => weight / temperature),
      measured: measured.map(([place, row]) => [place, calibrated(row, temperature)]),
    };
  }

  /** Learns without each part; returns what is said of its examples then. */
  function leftOutInTurn(task, all, start) {
    const { parts } = task;
    const count = 1 + Math.max(-1, ...parts.filter((part) => part !== null));
    const measured = [];
    for (let part = 0; part < count; part++) {
      task.report({ stage: "measuring", fraction: part / count });
      const out = all.filter((place) => parts[place] === part);
      if (!out.length) continue; // Its files are gone.
      const rest = all.filter((place) => parts[place] !== part);
      const { model } = learnt(task, rest, { start });
      measured.push(
        ...out.map((place) => [place, confidences(task.space, place, model)]),
      );
    }
    return measured.sort(([one], [other]) => one - other);
  }

  function learnt(task, places, { back = [], start, report } = {}) {
    const learn = task.simplified ? stepped : optimum;
    const loss = [];
    const tell = (model, fraction) => {
      if (!report) return;
      const [mean, meanBack] = [places, back].map((some) =>
        meanLoss(task, some, model),
      );
      loss.push([mean, meanBack]);
      const epoch = loss.length;
      report({
        stage: "learning",
        fraction,
        epoch,
        loss: mean,
        heldBackLoss: meanBack,
      });
    };
    const model = learn(task, places, task.simplified ? undefined : start, tell);
    return { model, loss, epochs: loss.length };
  }

  /** Features as they are, of every example as much: bright or loud ones count no more. */
  function ofLengthOne(features, width) {
    const rows = new Float64Array(features.length);
    for (let start = 0; start < features.length; start += width) {
      let sum = 0;
      for (let at = start; at < start + width; at++) sum += features[at] ** 2;
      const length = Math.max(Math.sqrt(sum), 1e-12);
      for (let at = start; at < start + width; at++) rows[at] = features[at] / length;
    }
    return rows;
  }

  function spreadOver(numbers, known, count, rest) {
    const all = new Array(count).fill(rest);
    known.forEach((label, place) => (all[label] = numbers[place]));
    return all;
  }

  /** Returns one row of weights for each feature, and then the biases. */
  function packed({ kernel, biases, width }, known, count) {
    const weights = new Float32Array((width + 1) * count);
    known.forEach((label, place) => {
      for (let at = 0; at < width; at++) {
        weights[at * count + label] = kernel[place * width + at];
      }
    });
    weights.set(spreadOver(biases, known, count, NEVER), width * count);
    return weights;
  }

  function thinned(points) {
    const step = Math.ceil(points.length / POINTS);
    return points.filter((_, place) => (points.length - 1 - place) % step === 0);
  }
})();
