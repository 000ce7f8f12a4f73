/** What a class is doing now, as the server tells it bit by bit. Knows no page. */

import { isNoBetter as isNoBetterThanMean } from "./errors.js";
import { saysLittle } from "./measures.js";

/**
 * One student as their tile shows them: `shown` is one project, or null. It may be one
 * that the class fills together, of `together`, while they are at it.
 */
export function tileOf(student, projects, together = []) {
  const shown = shownProject(student, projects, together);
  const others = projects.filter((each) => each !== shown).sort(latestFirst);
  return { student, shown, others };
}

/** The project they are at; when they are at none, the one of theirs that changed last. */
export function shownProject(student, projects, together = []) {
  const all = [...projects, ...together];
  const open = student.here && all.find((each) => each.id === student.project);
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

/** The same of a student's tile: what becomes of the project of a class is not theirs. */
export function troubleOfTile({ shown }) {
  return shown?.together ? null : troubleOf(shown);
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
    training: tiles.filter(({ shown, others }) =>
      [shown, ...others].some((each) => isTraining(each) && !each.together),
    ).length,
    help: tiles.filter(troubleOfTile).length,
  };
}

/** Says if a tile is to be seen: `show` is "all", "here" or "help"; no group is any. */
export function matches(tile, { show, group }) {
  const { student } = tile;
  if (group && student.group !== group) return false;
  if (show === "here") return student.here;
  return show !== "help" || troubleOfTile(tile) !== null;
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
    const { together } = this;
    return this.students.map((student) =>
      tileOf(student, projects.get(student.id), together),
    );
  }

  /** What the class fills together, in the order in which it was made. */
  get together() {
    return [...this.#projects.values()].filter((each) => each.together);
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
      this.together,
    );
  }

  /**
   * Takes in what the server says, whole or in part. Returns the ids of the students
   * whose tiles are not as they were, what is worth saying aloud, and whether a project
   * that the class fills is not as it was.
   */
  take({ whole, students, projects, gone = [] }) {
    const changed = new Set();
    const news = [];
    const before = this.together;
    if (whole) this.#forgetOthers(students, projects, changed);
    for (const id of gone) this.#forget(id, changed);
    for (const student of students) {
      if (put(this.#students, student)) changed.add(student.id);
    }
    for (const project of projects) {
      const known = this.#projects.get(project.id);
      if (!put(this.#projects, project)) continue;
      if (known) this.#note(known, changed);
      this.#note(project, changed);
      news.push(...newsOf(known, project));
    }
    return { changed, news, isTogether: !isSame(before, this.together) };
  }

  /** Notes whose tiles show a project: its student's, or those of all who are at it. */
  #note({ id, student }, changed) {
    if (student) changed.add(student);
    else
      for (const each of this.students) if (each.project === id) changed.add(each.id);
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
    if (project) this.#note(project, changed);
    if (this.#students.delete(id)) changed.add(id);
    this.#projects.delete(id);
  }
}

function isSame(rows, others) {
  return rows.length === others.length && rows.every((each, at) => each === others[at]);
}

/** Puts a row in the place of the former one; says if they differ. */
function put(rows, row) {
  const isNew = JSON.stringify(rows.get(row.id)) !== JSON.stringify(row);
  if (isNew) rows.set(row.id, row);
  return isNew;
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
