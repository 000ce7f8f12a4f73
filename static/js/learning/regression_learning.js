/**
 * Learns to predict numbers: which of a line and a network does it better.
 *
 * A classic script, which puts one function into a global: see regression_worker.js, and
 * training/learning/regression/rehearsal.py for its twin.
 */

"use strict";

(function () {
  const { regressionLine, regressionNetwork, regressionTable } = globalThis;
  // How much less wrong a network has to be: a line is simpler, and sure of itself.
  const [BETTER, MUCH_BETTER] = [0.95, 0.8];
  const FEW = 30; // rows, of which errors say little
  const POINTS = 100; // of the curve that people see

  /**
   * Learns a lesson (docs/api.md says what is in it). `report` hears of every stage.
   *
   * Returns { chosen, errors, measured, weights, loss, epochs }: errors are in
   * deviations, `measured` has [place of the row, predictions in units of the columns].
   */
  globalThis.learnRegression = function learnRegression(lesson, report) {
    const task = taskOf(lesson);
    const all = lesson.rows.map((_, place) => place);
    const steps = lesson.groups + 1; // Measured as often, and learnt once more.
    const tried = rehearsed(task, all, lesson, steps, report);
    const errors = {
      line: errorOf(tried.line, task),
      network: tried.network.length ? errorOf(tried.network, task) : null,
    };
    const means = tried.line.map(([place]) => [place, task.meanRow]);
    const chosen = choose(errors, errorOf(means, task), all.length);
    const tell = ({ share }) => {
      const fraction = (lesson.groups + share) / steps;
      report({ stage: "learning", fraction });
    };
    const weights =
      chosen === "line"
        ? regressionLine.fit(task, all)
        : regressionNetwork.fit(task, all, { epochs: middle(tried.epochs), tell })
            .weights;
    report({ stage: "measuring", fraction: 1 });
    const measured = tried[chosen].map(([place, said]) => [
      place,
      regressionTable.grown(lesson, said),
    ]);
    return {
      chosen,
      errors,
      measured,
      weights: Float32Array.from(weights),
      loss: thinned(tried.loss),
      epochs: Math.max(0, ...tried.epochs),
    };
  };

  function taskOf(lesson) {
    const rows = lesson.rows.map(({ values }) => values);
    const width = regressionTable.widthOf(lesson);
    return {
      inputs: regressionTable.scaled(lesson, rows),
      width,
      answers: regressionTable.answersOf(lesson, rows),
      targets: lesson.targets.length,
      meanRow: lesson.targets.map(() => 0), // in deviations from it
      seed: lesson.seed,
      triesNetwork: !lesson.simplified && width > 0,
    };
  }

  /** Learns without each group of rows; returns what was said of them: [place, said]. */
  function rehearsed(task, all, { rows, groups }, steps, report) {
    const tried = { line: [], network: [], epochs: [], loss: [] };
    for (let group = 0; group < groups; group++) {
      const back = all.filter((place) => rows[place].group === group);
      const rest = all.filter((place) => rows[place].group !== group);
      const say = (learn, weights) =>
        back.map((place) => [
          place,
          learn.predict(weights, rowOf(task, place), task.targets),
        ]);
      tried.line.push(...say(regressionLine, regressionLine.fit(task, rest)));
      if (!task.triesNetwork) continue;
      const tell = ({ epoch, share, loss, heldBackLoss }) => {
        const news = { stage: "learning", fraction: (group + share) / steps, epoch };
        const isCurve = group === 0 && heldBackLoss !== null;
        if (isCurve) tried.loss.push([loss, heldBackLoss]);
        report(isCurve ? { ...news, loss, heldBackLoss } : news);
      };
      const { weights, epochs } = regressionNetwork.fit(task, rest, { tell });
      tried.network.push(...say(regressionNetwork, weights));
      tried.epochs.push(epochs);
    }
    return tried;
  }

  function rowOf({ inputs, width }, place) {
    return inputs.subarray(place * width, (place + 1) * width);
  }

  /** Returns how far off a model is in deviations, the mean of all targets. */
  function errorOf(said, { answers, targets }) {
    const means = [];
    for (let target = 0; target < targets; target++) {
      const wrong = said
        .map(([place, row]) =>
          Math.abs(row[target] - answers[place * targets + target]),
        )
        .filter((error) => !Number.isNaN(error));
      if (wrong.length) means.push(mean(wrong));
    }
    return means.length ? mean(means) : 0;
  }

  /** Returns which model is used; `always` is the error of always saying the mean. */
  function choose({ line, network }, always, rows) {
    if (network === null) return "line";
    const wanted = (rows < FEW ? MUCH_BETTER : BETTER) * Math.min(line, always);
    return network < wanted ? "network" : "line";
  }

  function mean(numbers) {
    return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  }

  function middle(numbers) {
    const sorted = [...numbers].sort((one, other) => one - other);
    return sorted[Math.floor(sorted.length / 2)];
  }

  function thinned(points) {
    const step = Math.ceil(points.length / POINTS) || 1;
    return points.filter((_, place) => (points.length - 1 - place) % step === 0);
  }
})();
