/** Who has added how much to a project that a class fills. Knows no page. */

import { gettext } from "./words.js";

/** Stands for all examples of kinds that have no labels. */
const ROWS = "rows";

/**
 * Returns what is counted of each student: `[{ key, name, count(student) }]`, one for
 * each label, or one for rows where there are none.
 */
export function columnsOf({ labels }, hasLabels) {
  if (!hasLabels)
    return [{ key: ROWS, name: gettext("Rows"), number: 1, count: shown }];
  return labels.map(({ number, name }) => ({
    key: `label-${number}`,
    name,
    number,
    count: ({ counts }) => counts[number] ?? 0,
  }));
}

/** What everybody sees of one: neither what waits nor what is hidden. */
export function shown({ total, waiting, hidden }) {
  return total - waiting - hidden;
}

/** Returns the students in the order that is asked for, by a column's key. */
export function inOrder(students, columns, { by, descending }) {
  const names = new Intl.Collator(globalThis.document?.documentElement.lang || "en", {
    numeric: true,
  });
  const byName = (one, other) => names.compare(one.username, other.username);
  const way = descending ? -1 : 1;
  if (by === "name") {
    return [...students].sort((one, other) => way * byName(one, other));
  }
  const value = valueOf(by, columns);
  return [...students].sort(
    (one, other) => way * (value(one) - value(other)) || byName(one, other),
  );
}

function valueOf(by, columns) {
  if (by === "last_at") {
    return ({ last_at: last }) => (last ? Date.parse(last) : 0);
  }
  return (
    columns.find(({ key }) => key === by)?.count ?? ((student) => student[by] ?? 0)
  );
}

/** Adds up what all have added: the students, and the others. */
export function sumOf({ students, others }, columns) {
  const all = [...students, others];
  const sum = (count) => all.reduce((so, each) => so + count(each), 0);
  return {
    columns: columns.map(({ count }) => sum(count)),
    waiting: sum(({ waiting }) => waiting),
    hidden: sum(({ hidden }) => hidden),
    total: sum(({ total }) => total),
    adding: students.filter(({ total }) => total > 0).length,
    members: students.filter(({ is_member: isMember = true }) => isMember).length,
  };
}
