import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { CloudProject } from "../../static/js/store/cloud.js";

let bodies;
let statuses;

beforeEach(() => {
  bodies = [];
  statuses = [];
  globalThis.document = { cookie: "csrftoken=abc", querySelector: () => null };
  mock.method(globalThis, "fetch", async (path, { body }) => {
    bodies.push(body);
    const status = statuses.shift() ?? 201;
    const json = async () => ({ id: "1" });
    return { ok: status < 300, status, json, headers: new Headers() };
  });
});

afterEach(() => mock.restoreAll());

test("a picture goes as a file, with the id that the page made", async () => {
  const picture = new Blob(["bytes"], { type: "image/jpeg" });

  await new CloudProject("1").addExample({ id: "7", label: 2, picture });

  const [form] = bodies;
  assert.deepEqual([form.get("id"), form.get("label")], ["7", "2"]);
  assert.equal(await form.get("picture").text(), "bytes");
  assert.ok(!form.has("address"));
});

test("an address goes in the same way", async () => {
  const address = "https://cats.example/1.jpg";

  await new CloudProject("1").addExample({ id: "7", label: 2, address });

  assert.equal(bodies[0].get("address"), address);
  assert.ok(!bodies[0].has("picture"));
});

test("a picture is sent again when the server is out of breath", async () => {
  statuses = [503, 201];

  await new CloudProject("1").addExample({
    id: "7",
    label: 2,
    picture: new Blob([""]),
  });

  assert.equal(bodies.length, 2);
});
