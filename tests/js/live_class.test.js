import assert from "node:assert/strict";
import { test } from "node:test";

import {
  LiveClass,
  matches,
  shownProject,
  summaryOf,
  tileOf,
  troubleOf,
} from "../../static/js/live_class.js";

function student(id, more = {}) {
  return { id, username: id, group: null, here: false, project: null, ...more };
}

function project(id, owner, more = {}) {
  const changed_at = "2026-03-01T10:00:00+00:00";
  const base = {
    id,
    student: owner,
    name: id,
    labels: [],
    training: null,
    model: null,
  };
  return { ...base, changed_at, ...more };
}

const older = project("older", "ada", { changed_at: "2026-03-01T09:00:00+00:00" });
const newer = project("newer", "ada", { changed_at: "2026-03-01T10:00:00.5+00:00" });
const failed = { training: { id: "t", status: "failed" } };
const learning = { training: { id: "t", status: "training" } };

function filled() {
  const live = new LiveClass();
  const students = [student("ada"), student("bo")];
  live.take({ whole: true, students, projects: [older, newer] });
  return live;
}

test("a tile shows the project that the student is at", () => {
  const ada = student("ada", { here: true, project: "older" });

  assert.equal(shownProject(ada, [newer, older]), older);
});

test("at no project, or away, it shows the one that changed last", () => {
  const away = student("ada", { here: false, project: "older" });
  const elsewhere = student("ada", { here: true, project: "of somebody else" });

  for (const ada of [away, elsewhere, student("ada", { here: true })])
    assert.equal(shownProject(ada, [older, newer]), newer);
  assert.equal(shownProject(away, []), null);
});

test("the others follow, the last changed first", () => {
  const oldest = project("oldest", "ada", { changed_at: "2025-01-01T00:00:00+00:00" });
  const { shown, others } = tileOf(student("ada"), [oldest, newer, older]);

  assert.equal(shown, newer);
  assert.deepEqual(others, [older, oldest]);
});

test("help is needed after a failure, and where guessing is as good", () => {
  const model = { accuracy: 0.3, baseline: 0.33, example_count: 9 };

  assert.equal(troubleOf(project("p", "ada", failed)), "failed");
  assert.equal(troubleOf(project("p", "ada", { model })), "no-better");
  assert.equal(troubleOf(project("p", "ada", { model, ...learning })), null);
  const good = { accuracy: 0.9, baseline: 0.33 };
  assert.equal(troubleOf(project("p", "ada", { model: good })), null);
  const lucky = { ...model, example_count: 4 }; // Which says next to nothing.
  assert.equal(troubleOf(project("p", "ada", { model: lucky })), null);
  const unknown = { accuracy: null, baseline: null };
  assert.equal(troubleOf(project("p", "ada", { model: unknown })), null);
  assert.equal(troubleOf(null), null);
});

test("the summary counts each student once", () => {
  const tiles = [
    tileOf(student("ada", { here: true }), [
      project("a", "ada", learning),
      project("b", "ada", learning),
    ]),
    tileOf(student("bo"), [project("c", "bo", failed)]),
    tileOf(student("cy", { here: true }), []),
  ];

  assert.deepEqual(summaryOf(tiles), { all: 3, here: 2, training: 1, help: 1 });
});

test("filters are for who is here, who needs help, and for a group", () => {
  const ada = tileOf(student("ada", { here: true, group: "Tuesday" }), []);
  const bo = tileOf(student("bo"), [project("c", "bo", failed)]);
  const seen = (wanted) =>
    [ada, bo].filter((tile) => matches(tile, { group: "", ...wanted }));

  assert.deepEqual(seen({ show: "all" }), [ada, bo]);
  assert.deepEqual(seen({ show: "here" }), [ada]);
  assert.deepEqual(seen({ show: "help" }), [bo]);
  assert.deepEqual(seen({ show: "all", group: "Tuesday" }), [ada]);
  assert.deepEqual(seen({ show: "help", group: "Tuesday" }), []);
});

test("a part changes the tiles that it is about, and no other", () => {
  const live = filled();
  const grown = { ...older, labels: [{ number: 1, name: "cat", count: 4 }] };

  const { changed } = live.take({
    whole: false,
    students: [],
    projects: [grown, newer],
  });

  assert.deepEqual([...changed], ["ada"]);
  assert.deepEqual(live.tile("ada").others, [grown]);
  assert.equal(live.tiles.length, 2);
});

test("hearing the same again changes nothing", () => {
  const same = { students: [student("ada"), student("bo")], projects: [older, newer] };
  const { changed } = filled().take({ whole: true, ...structuredClone(same) });

  assert.equal(changed.size, 0);
});

test("what is gone is taken away, students and projects", () => {
  const live = filled();
  const nothing = { whole: false, students: [], projects: [] };

  const first = live.take({ ...nothing, gone: ["newer"] });
  assert.deepEqual([...first.changed], ["ada"]);
  assert.equal(live.tile("ada").shown, older);

  live.take({ ...nothing, gone: ["ada"] });
  assert.equal(live.tile("ada"), null);
  assert.equal(live.tiles.length, 1);
});

test("the whole takes the place of everything that was known", () => {
  const live = filled();

  const whole = { whole: true, students: [student("bo")], projects: [] };
  const { changed } = live.take(whole);

  assert.deepEqual([...changed], ["ada"]);
  assert.deepEqual(
    live.tiles.map((tile) => tile.student.id),
    ["bo"],
  );
});

test("the groups are those that students are in", () => {
  const live = filled();
  const students = ["ada", "bo"].map((id) => student(id, { group: "Tuesday" }));

  live.take({ whole: false, students, projects: [] });

  assert.deepEqual(live.groups, ["Tuesday"]);
});

test("only the end of a training is worth saying, and once", () => {
  const live = filled();
  const say = (more) =>
    live.take({ whole: false, students: [], projects: [{ ...older, ...more }] }).news;
  const model = { id: "m", accuracy: 0.9, baseline: 0.5 };

  assert.deepEqual(say(learning), []);
  assert.deepEqual(
    say({ model }).map(({ kind }) => kind),
    ["ready"],
  );
  assert.deepEqual(say({ model, labels: [1] }), []);
  assert.deepEqual(
    say({ model, ...failed }).map(({ kind }) => kind),
    ["failed"],
  );
  assert.deepEqual(say({ model, ...failed, labels: [2] }), []);
});

test("what was so when the page was opened is no news", () => {
  const live = new LiveClass();
  const projects = [project("p", "ada", failed)];

  assert.deepEqual(live.take({ whole: true, students: [], projects }).news, []);
});

test("a model that predicts no better than the average needs help", () => {
  const measured = { accuracy: null, baseline: null, example_count: 12 };
  const error = { mean_absolute_error: 9, baseline: 9 };
  const told = (more) => project("p", "ada", { model: { ...measured, error: more } });

  assert.equal(troubleOf(told(error)), "no-better");
  assert.equal(troubleOf(told({ ...error, mean_absolute_error: 3 })), null);
});

/** A class with a project that it fills together, at which Bo is. */
function together(more = {}) {
  const live = filled();
  const shared = project("shared", null, { together: { waiting: 0, added: {} } });
  const bo = student("bo", { here: true, project: "shared" });
  const told = live.take({ whole: false, students: [bo], projects: [shared] });
  return { live, told, shared: { ...shared, ...more } };
}

test("who is at a project of the class is shown there, and it is no one's own", () => {
  const { live, told } = together();

  assert.equal(told.isTogether, true);
  assert.equal(live.tile("bo").shown.id, "shared");
  assert.deepEqual(live.tile("bo").others, []);
  assert.equal(live.tile("ada").shown.id, "newer");
  const { shown, others } = live.tile("ada");
  assert.ok(![shown, ...others].some(({ id }) => id === "shared"));
  assert.deepEqual(
    live.tiles.map(({ shown }) => shown?.id),
    ["newer", "shared"],
  );
});

test("when it changes, only the tiles of those who are at it do", () => {
  const labels = [{ number: 1, name: "cat", count: 3 }];
  const { live, shared } = together({ labels });

  const { changed, isTogether } = live.take({
    whole: false,
    students: [],
    projects: [shared],
  });

  assert.deepEqual([...changed], ["bo"]);
  assert.equal(isTogether, true);
  const again = live.take({ whole: false, students: [], projects: [shared] });
  assert.deepEqual([[...again.changed], again.isTogether], [[], false]);
});

test("taken back, it is gone from the class and from their tiles", () => {
  const { live } = together();

  const gone = ["shared"];
  const told = live.take({ whole: false, students: [], projects: [], gone });

  assert.deepEqual([[...told.changed], told.isTogether], [["bo"], true]);
  assert.deepEqual(live.together, []);
  assert.equal(live.tile("bo").shown, null);
});

test("its training is nobody's own, nor its failure", () => {
  for (const state of [failed, learning]) {
    const { live, shared } = together(state);
    live.take({ whole: false, students: [], projects: [shared] });

    const { training, help } = summaryOf(live.tiles);

    assert.deepEqual({ training, help }, { training: 0, help: 0 });
    const bo = live.tile("bo");
    assert.equal(matches(bo, { show: "help", group: "" }), false);
  }
});
