import { readCell, showValue } from "./cells.js";
import { newId } from "../store/ids.js";

/**
 * A table in the page's memory: its columns, and its rows in their order.
 *
 * A row holds the `values` that are stored, by column, and what was `typed` into cells
 * that cannot be stored yet. What is done returns `{ job, undo }`: what the server is to
 * hear, `{ rows, new }` as `examples/change/` takes them, and what takes it back.
 */
export class Sheet {
  #rows;
  #me;

  /** `me` is what rows have as `by` that are added here. */
  constructor(fields, rows, me = null) {
    this.fields = fields;
    this.#me = me;
    this.#rows = rows.map(makeRow);
  }

  get rows() {
    return this.#rows;
  }

  get bad() {
    return this.#rows.flatMap((row, place) =>
      this.fields.flatMap(({ number }, column) =>
        number in row.typed ? [{ row: place, column }] : [],
      ),
    );
  }

  get unsaved() {
    return this.#rows.filter((row) => row.owed);
  }

  /** Returns what a cell shows, and what is wrong with it. */
  look(place, field) {
    const row = this.#rows[place];
    if (!row) return { text: "", problem: "" };
    const typed = row.typed[field.number];
    if (typed === undefined) {
      return { text: showValue(field, row.values[field.number]), problem: "" };
    }
    return { text: typed, problem: readCell(field, typed).problem ?? "" };
  }

  /** Puts what was typed into cells: `{ row, field, typed }`, also below the last row. */
  write(cells) {
    const undo = { cells: [], added: [] };
    const touched = new Map();
    for (const { row: place, field, typed } of cells) {
      if (this.look(place, field).text === typed) continue;
      const row = this.#rows[place] ?? this.#append(undo.added);
      undo.cells.push(remember(row, field));
      hold(row, field, { typed, ...readCell(field, typed) }, touched);
    }
    return { job: jobFor(touched), undo };
  }

  /** Takes back what `write` did; the rows it had added are `removed`. */
  takeBack({ cells, added }) {
    const touched = new Map();
    const removed = this.remove(added);
    for (const { row, field, value, typed } of cells.slice().reverse()) {
      if (added.includes(row)) continue;
      hold(row, field, { value }, touched);
      if (typed !== undefined) row.typed[field.number] = typed;
    }
    return { job: jobFor(touched), removed };
  }

  /** Looks again at what was wrong, where columns are not what they were. */
  readAgain() {
    const cells = this.bad.map(({ row, column }) => {
      const field = this.fields[column];
      return {
        row: this.#rows[row],
        field,
        typed: this.#rows[row].typed[field.number],
      };
    });
    const touched = new Map();
    for (const { row, field, typed } of cells) {
      hold(row, field, { typed, ...readCell(field, typed) }, touched);
    }
    return jobFor(touched);
  }

  /** Takes rows out; returns each with its place, as `bringBack` wants them. */
  remove(rows) {
    const gone = new Set(rows);
    const removed = this.#rows
      .map((row, place) => ({ row, place }))
      .filter(({ row }) => gone.has(row));
    this.#rows = this.#rows.filter((row) => !gone.has(row));
    return removed;
  }

  bringBack(removed) {
    for (const { row, place } of removed) this.#rows.splice(place, 0, row);
  }

  /** Notes which rows the server has refused, so that they can be sent again. */
  refuse({ rows, new: added }) {
    const byId = new Map(this.#rows.map((row) => [row.id, row]));
    for (const { id, values } of [...rows, ...added]) {
      const row = byId.get(id);
      if (row) row.owed = { ...row.owed, ...values };
    }
    for (const { id } of added) if (byId.has(id)) byId.get(id).isKnown = false;
  }

  /** Returns what the server has refused, to be sent again. */
  sendAgain() {
    return jobFor(new Map(this.unsaved.map((row) => [row, {}])));
  }

  /** Forgets rows that somebody has deleted elsewhere; returns how many. */
  forget(ids) {
    const gone = new Set(ids);
    return this.remove(this.#rows.filter(({ id }) => gone.has(id))).length;
  }

  /** Takes in what the server has now; what only this page knows stays. */
  update(fields, rows) {
    const known = new Map(this.#rows.map((row) => [row.id, row]));
    const stored = rows.map((row) => {
      const [id, values, by, state] = row;
      const here = known.get(id);
      return here ? Object.assign(here, { values, by, state }) : makeRow(row);
    });
    this.fields = fields;
    this.#rows = [...stored, ...this.#rows.filter((row) => !row.isKnown)];
  }

  /**
   * Takes in rows that are told to be new or other than they were, but for those of
   * `busy`, which are being sent. Returns the ids of rows that are not as they were
   * sent from here: a newer message, or somebody else's change, says what they are.
   */
  take(examples, busy = new Set()) {
    const known = new Map(this.#rows.map((row) => [row.id, row]));
    const fresh = [];
    const other = [];
    for (const { id, values, by, state } of examples) {
      const row = known.get(id);
      if (!row) fresh.push(makeRow([id, values, by, state]));
      else if (!busy.has(id)) {
        if (!isAsSent(row, values)) other.push(id);
        Object.assign(row, { by, state, isKnown: true });
        row.values = { ...values, ...row.sent, ...row.owed };
        if (isAsSent(row, values)) row.sent = null;
      }
    }
    const isBelow = (row) => !row.isKnown;
    this.#rows = [
      ...this.#rows.filter((row) => !isBelow(row)),
      ...fresh,
      ...this.#rows.filter(isBelow),
    ];
    return other;
  }

  /** Notes what the server has now: what is heard of a moment before may be older. */
  noteSent({ rows }) {
    const byId = new Map(this.#rows.map((row) => [row.id, row]));
    for (const { id, values } of rows) {
      const row = byId.get(id);
      if (row) row.sent = { ...row.sent, ...values };
    }
  }

  /** What was sent is heard back by now, or somebody has changed it since. */
  forgetSent(ids) {
    const named = new Set(ids);
    for (const row of this.#rows) if (named.has(row.id)) row.sent = null;
  }

  #append(added) {
    const row = { ...makeRow([newId(), {}, this.#me]), isKnown: false, isMade: true };
    this.#rows.push(row);
    added.push(row);
    return row;
  }
}

/** `by` is who added it, as examples tell it; `state` who sees it. */
function makeRow([id, values, by, state = "shown"]) {
  return { id, values, by, state, typed: {}, isKnown: true, owed: null, sent: null };
}

function isAsSent({ sent }, values) {
  return Object.entries(sent ?? {}).every(
    ([number, value]) => (values[number] ?? null) === value,
  );
}

function remember(row, field) {
  const { number } = field;
  return { row, field, value: row.values[number] ?? null, typed: row.typed[number] };
}

function hold(row, { number }, { value, typed, problem }, touched) {
  if (problem) {
    row.typed[number] = typed;
    return;
  }
  delete row.typed[number];
  row.values[number] = value;
  touched.set(row, { ...touched.get(row), [number]: value });
}

/** Rows that the server does not know are sent whole, once something is in them. */
function jobFor(touched) {
  const job = { rows: [], new: [] };
  for (const [row, patch] of touched) {
    const { id, isKnown, owed } = row;
    if (isKnown) job.rows.push({ id, values: { ...owed, ...patch } });
    else if (Object.values(row.values).some((value) => value != null)) {
      job.new.push({ id, values: { ...row.values } });
      row.isKnown = true;
    } else continue;
    row.owed = null;
  }
  return job;
}
