/** What a class is doing now, as the server tells it bit by bit. Knows no page. */

import { isNoBetter as isNoBetterThanMean } from "./errors.js";
import { saysLittle } from "./measures.js";

/** One student as their tile shows them: `shown` is one project, or null. */
export function tileOf(student, projects) {
  const shown = shownProject(student, projects);
  const others = projects.filter((each) => each !== shown).sort(latestFirst);
  return { student, shown, others };
}

/** The project they are at; when they are at none, the one that changed last. */
export function shownProject(student, projects) {
  const open = student.here && projects.find((each) => each.id === student.project);
  return open || [...projects].sort(latestFirst)[0] || null;
}

function latestFirst(one, other) {
  return Date.parse(other.changed_at) - Date.parse(one.changed_at);
}

export function isTraining(project) {
  return ["queued", "training"].includes(project?.training?.status);
}

/** Says why a teacher may want to go there: "failed", "no-better", or null. */
export function troubleOf(project) {
  if (!project || isTraining(project)) return null;
  if (project.training?.status === "failed") return "failed";
  return project.model && isNoBetter(project.model) ? "no-better" : null;
}

function isNoBetter(model) {
  const { accuracy, baseline, error } = model;
  if (error) return isNoBetterThanMean(error);
  if (accuracy === null || baseline === null) return false;
  return accuracy <= baseline && !saysLittle(model);
}

export function summaryOf(tiles) {
  return {
    all: tiles.length,
    here: tiles.filter(({ student }) => student.here).length,
    training: tiles.filter(({ shown, others }) => [shown, ...others].some(isTraining))
      .length,
    help: tiles.filter(({ shown }) => troubleOf(shown)).length,
  };
}

/** Says if a tile is to be seen: `show` is "all", "here" or "help"; no group is any. */
export function matches({ student, shown }, { show, group }) {
  if (group && student.group !== group) return false;
  if (show === "here") return student.here;
  return show !== "help" || troubleOf(shown) !== null;
}

export class LiveClass {
  #students = new Map();
  #projects = new Map();

  get students() {
    return [...this.#students.values()];
  }

  get tiles() {
    const projects = new Map(this.students.map(({ id }) => [id, []]));
    for (const each of this.#projects.values()) projects.get(each.student)?.push(each);
    return this.students.map((student) => tileOf(student, projects.get(student.id)));
  }

  get groups() {
    const names = this.students.map(({ group }) => group).filter(Boolean);
    return [...new Set(names)];
  }

  /** Returns what a student's tile shows, or null for one who left the class. */
  tile(id) {
    const student = this.#students.get(id);
    if (!student) return null;
    const all = [...this.#projects.values()];
    return tileOf(
      student,
      all.filter((project) => project.student === id),
    );
  }

  /**
   * Takes in what the server says, whole or in part. Returns the ids of the students
   * whose tiles are not as they were, and what is worth saying aloud.
   */
  take({ whole, students, projects, gone = [] }) {
    const changed = new Set();
    const news = [];
    if (whole) this.#forgetOthers(students, projects, changed);
    for (const id of gone) this.#forget(id, changed);
    for (const student of students) {
      if (put(this.#students, student)) changed.add(student.id);
    }
    for (const project of projects) {
      const before = this.#projects.get(project.id);
      if (!put(this.#projects, project)) continue;
      if (before) changed.add(before.student);
      changed.add(project.student);
      news.push(...newsOf(before, project));
    }
    return { changed, news };
  }

  #forgetOthers(students, projects, changed) {
    const there = new Set([...students, ...projects].map(({ id }) => id));
    const known = [...this.#students.keys(), ...this.#projects.keys()];
    for (const id of known.filter((each) => !there.has(each))) {
      this.#forget(id, changed);
    }
  }

  #forget(id, changed) {
    const project = this.#projects.get(id);
    if (project) changed.add(project.student);
    if (this.#students.delete(id)) changed.add(id);
    this.#projects.delete(id);
  }
}

/** Puts a row in the place of the former one; says if they differ. */
function put(rows, row) {
  const isSame = JSON.stringify(rows.get(row.id)) === JSON.stringify(row);
  if (!isSame) rows.set(row.id, row);
  return !isSame;
}

/** What of a change is worth saying aloud: a training that has come to its end. */
function newsOf(before, { student, name, training, model }) {
  if (!before) return [];
  if (model && model.id !== before.model?.id) {
    const { accuracy, error } = model;
    return [{ kind: "ready", student, name, accuracy, error }];
  }
  const hasFailed =
    training?.status === "failed" &&
    (training.id !== before.training?.id || before.training.status !== "failed");
  return hasFailed ? [{ kind: "failed", student, name }] : [];
}
