import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { CloudProject } from "../../static/js/store/cloud.js";

let sent;

beforeEach(() => {
  sent = [];
  globalThis.document = { cookie: "csrftoken=abc", querySelector: () => null };
  mock.method(globalThis, "fetch", async (path, { body }) => {
    sent.push({ path, examples: JSON.parse(body).examples });
    return { ok: true, status: 200, json: async () => ({ examples: [] }) };
  });
});

afterEach(() => mock.restoreAll());

test("undoing sends but what the server has signed, in portions", async () => {
  const text = "😀".repeat(1024);
  const deleted = Array.from({ length: 1001 }, (_, i) => ({ text, undo: `u${i}` }));

  await new CloudProject("1").restoreExamples(deleted);

  assert.deepEqual(
    sent.map(({ path, examples }) => [path, examples.length]),
    [500, 500, 1].map((count) => ["/api/projects/1/examples/restore/", count]),
  );
  assert.deepEqual(
    sent.flatMap(({ examples }) => examples),
    deleted.map(({ undo }) => ({ undo })),
  );
});
