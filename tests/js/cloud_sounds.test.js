import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";

import { CloudProject } from "../../static/js/store/cloud.js";

afterEach(() => mock.restoreAll());

test("a recording goes as a file, with the id that the page made", async () => {
  const bodies = [];
  globalThis.document = { cookie: "csrftoken=abc", querySelector: () => null };
  mock.method(globalThis, "fetch", async (path, { body }) => {
    bodies.push(body);
    return { ok: true, status: 201, json: async () => ({}), headers: new Headers() };
  });
  const sound = new Blob(["bytes"], { type: "audio/wav" });

  await new CloudProject("1").addExample({ id: "7", label: 2, sound });

  const [form] = bodies;
  assert.deepEqual([...form.keys()], ["id", "label", "sound"]);
  assert.equal(await form.get("sound").text(), "bytes");
});
