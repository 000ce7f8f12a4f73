import assert from "node:assert/strict";
import { test } from "node:test";

import {
  mineInWords,
  nothingYetInWords,
  whyClosed,
} from "../../static/js/elements/class_words.js";
import { Standing } from "../../static/js/standing.js";

const OPEN = { isCollecting: true, left: null, room: 10, studentQuota: null };

test("buckets that are open say nothing", () => {
  assert.equal(whyClosed(OPEN), "");
  assert.equal(whyClosed({ ...OPEN, left: 1, studentQuota: 5 }), "");
});

test("the first reason why nothing can be added is said", () => {
  const closed = { ...OPEN, isCollecting: false, left: 0, room: 0 };
  assert.match(whyClosed(closed), /closed the buckets/);
  const done = { ...OPEN, left: 0, room: 0, studentQuota: 5 };
  assert.equal(
    whyClosed(done),
    "You have added all 5 examples that everybody may. Well done!",
  );
  assert.match(whyClosed({ ...OPEN, room: 0 }), /project is full/);
});

test("people read how many more they may add, where that ends", () => {
  assert.equal(mineInWords({ count: 1, left: null }), "You have added 1 example.");
  assert.equal(
    mineInWords({ count: 2, left: 1 }),
    "You have added 2 examples. 1 more fits.",
  );
  assert.equal(mineInWords({ count: 4, left: 0 }), "You have added 4 examples.");
});

test("who cannot begin reads what the teacher has to make first", () => {
  const shared = {};
  const nothing = { shared, labels: [], fields: [] };
  const [texts, rows] = [{ hasColumns: false }, { hasColumns: true }];
  assert.match(nothingYetInWords(nothing, texts), /no labels yet/);
  assert.match(nothingYetInWords(nothing, rows), /no columns yet/);
  const labels = [{ number: 1, name: "food" }];
  assert.equal(nothingYetInWords({ shared, labels, fields: [] }, texts), "");
  assert.match(
    nothingYetInWords({ shared, labels, fields: [] }, rows),
    /no columns yet/,
  );
  const fields = [{ number: 1, name: "height" }];
  assert.match(
    nothingYetInWords({ shared, labels: [], fields }, rows),
    /no labels yet/,
  );
  assert.equal(nothingYetInWords({ shared: null, labels: [], fields: [] }, texts), "");
});

test("members edit what they have added, teachers everything, guests of it nothing", () => {
  const about = { mayChange: false, mayAdd: true, mayEditAll: false };
  const member = new Standing({ ...about, me: "ada" });
  assert.equal(member.edit({ by: "ada" }), true);
  assert.equal(member.edit({ by: "grace" }), false);
  assert.equal(member.edit({ by: null }), false);
  const teacher = new Standing({ ...about, mayEditAll: true, me: null });
  assert.equal(teacher.edit({ by: "ada" }), true);
  const nobody = new Standing({ ...about, me: null });
  assert.equal(nobody.edit({ by: null }), false);
  assert.equal(nobody.editAny, false);
});
