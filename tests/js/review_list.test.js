import assert from "node:assert/strict";
import { test } from "node:test";

import { ReviewList, isOn } from "../../static/js/review_list.js";

const WAITING = { show: "waiting", student: null, label: null };

function example(id, about = {}) {
  return { id, by: "ada", author: "Ada", label: 1, state: "waiting", ...about };
}

function listOf(wanted, ...examples) {
  const list = new ReviewList(wanted);
  list.add(examples);
  return list;
}

function idsOf(items) {
  return items.map((item) => item.example.id).join("");
}

test("a list is of a state, a student and a label, or of any", () => {
  const all = { show: "all", student: null, label: null };

  assert.ok(isOn(WAITING, example("a")));
  assert.ok(!isOn(WAITING, example("a", { state: "shown" })));
  assert.ok(isOn(all, example("a", { state: "hidden" })));
  assert.ok(!isOn({ ...all, student: "grace" }, example("a")));
  assert.ok(isOn({ ...all, student: "ada", label: 1 }, example("a")));
  assert.ok(!isOn({ ...all, label: 2 }, example("a")));
});

test("what is approved leaves at once, and comes back to its place", () => {
  const list = listOf(WAITING, example("a"), example("b"), example("c"));

  list.change(new Map([["b", { state: "shown" }]]));
  assert.equal(idsOf(list.items), "ac");

  list.change(new Map([["b", { state: "waiting" }]]));
  assert.equal(idsOf(list.items), "abc");
});

test("what is moved leaves a list of one label, and no other", () => {
  const some = listOf({ ...WAITING, label: 1 }, example("a"), example("b"));
  const all = listOf(WAITING, example("a"), example("b"));

  for (const list of [some, all]) list.change(new Map([["a", { label: 2 }]]));

  assert.equal(idsOf(some.items), "b");
  assert.equal(idsOf(all.items), "ab");
  assert.equal(all.find("a").example.label, 2);
});

test("what others do is said where it is, and nothing moves", () => {
  const list = listOf(WAITING, example("a"), example("b"), example("c"));
  list.pickAll(true);

  list.hear({ examples: [example("b", { state: "hidden" })], gone: ["a"] });

  assert.equal(idsOf(list.items), "abc");
  assert.deepEqual(
    list.items.map(({ news }) => news),
    ["gone", "hidden", null],
  );
  assert.equal(idsOf(list.picked), "c", "what is over cannot be picked");
  list.pick("a", true);
  assert.equal(idsOf(list.picked), "c");
  assert.equal(list.count, 1);
});

test("it leaves once the teacher goes on", () => {
  const list = listOf(WAITING, example("a"), example("b"), example("c"));
  list.hear({ gone: ["a"] });

  list.change(new Map([["b", { state: "shown" }]]));

  assert.equal(idsOf(list.items), "c");
});

test("one that waits again is no longer over", () => {
  const list = listOf(WAITING, example("a"));
  list.hear({ examples: [example("a", { state: "shown" })] });

  list.hear({ examples: [example("a", { text: "better" })] });

  assert.equal(list.find("a").news, null);
  assert.equal(list.find("a").example.text, "better");
});

test("what has come waits to be shown, unless it goes again", () => {
  const list = listOf(WAITING, example("a"));

  list.hear({ examples: [example("b"), example("c"), example("d", { label: 2 })] });
  list.hear({ examples: [example("c", { state: "shown" })], gone: ["d"] });

  assert.deepEqual(list.arrived, ["b"]);
  assert.equal(idsOf(list.items), "a");
  list.add([example("b")]);
  assert.deepEqual(list.arrived, []);
  assert.equal(idsOf(list.items), "ab");
});

test("new ones can be shown before all others", () => {
  const list = listOf(WAITING, example("a"), example("b"));

  list.add([example("d"), example("c")], { atTop: true });

  assert.equal(idsOf(list.items), "dcab");
});

test("what has left and is changed by its student has come again", () => {
  const list = listOf(WAITING, example("a"), example("b"));
  list.change(new Map([["a", { state: "shown" }]]));

  list.hear({ examples: [example("a", { text: "better" })] });

  assert.deepEqual(list.arrived, ["a"]);
  list.add([example("a", { text: "better" })]);
  assert.equal(idsOf(list.items), "ab");
});

test("an echo of what the teacher does is no news", () => {
  const list = listOf(WAITING, example("a"), example("b"));
  list.change(new Map([["a", { state: "shown" }]]));
  list.setBusy(["a"], true);

  list.hear({ examples: [example("a")] });

  assert.deepEqual(list.arrived, []);
  assert.equal(idsOf(list.items), "b");
});

test("a late echo of what is being taken back is no news", () => {
  const list = listOf(WAITING, example("a"));
  list.change(new Map([["a", { state: "shown" }]]));
  list.change(new Map([["a", { state: "waiting" }]]));
  list.setBusy(["a"], true);

  list.hear({ examples: [example("a", { state: "shown" })] });

  assert.equal(list.find("a").news, null);
  assert.equal(idsOf(list.items), "a");
});

test("several are picked at once, up to the one that is meant", () => {
  const list = listOf(WAITING, ..."abcde".split("").map((id) => example(id)));

  list.pick("b", true);
  list.pickTo("d", true);
  assert.equal(idsOf(list.picked), "bcd");

  list.pickTo("c", false);
  assert.equal(idsOf(list.picked), "b");
});

test("a teacher has seen what they have changed themselves", () => {
  const list = listOf(WAITING, example("a", { changed_at: "2026-01-01" }));

  list.change(new Map([["a", { label: 2 }]]));

  assert.equal(list.find("a").example.changed_at, null);
});
