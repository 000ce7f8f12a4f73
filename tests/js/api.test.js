import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { Refusal, api, sentenceIn } from "../../static/js/api.js";

let requests;
let answers;

function answer(status, body, headers = {}) {
  const json = async () => {
    if (body === undefined) throw new SyntaxError("no JSON");
    return body;
  };
  return { ok: status < 400, status, json, headers: new Headers(headers) };
}

beforeEach(() => {
  requests = [];
  globalThis.document = {
    cookie: "other=1; csrftoken=abc%3D",
    querySelector: () => null,
  };
  mock.method(globalThis, "fetch", async (path, options) => {
    requests.push({ path, ...options });
    const next = answers.shift();
    if (next instanceof Error) throw next;
    return next;
  });
  mock.method(Math, "random", () => 0);
  mock.method(globalThis, "setTimeout", (act) => queueMicrotask(act));
});

afterEach(() => mock.restoreAll());

test("it returns the JSON of the answer", async () => {
  answers = [answer(200, { name: "Iris" })];

  assert.deepEqual(await api.get("/api/projects/1/"), { name: "Iris" });
});

test("it returns null where there is nothing to return", async () => {
  answers = [answer(204)];

  assert.equal(await api.delete("/api/projects/1/"), null);
});

test("it sends the token of the cookie, but not to read", async () => {
  answers = [answer(200, {}), answer(201, {})];

  await api.get("/api/");
  await api.post("/api/", { name: "rose" });

  assert.equal(requests[0].headers["X-CSRFToken"], undefined);
  assert.equal(requests[1].headers["X-CSRFToken"], "abc=");
  assert.equal(requests[1].body, '{"name":"rose"}');
});

test("without a cookie it sends the token of the page", async () => {
  globalThis.document = {
    cookie: "",
    querySelector: () => ({ content: "of-the-page" }),
  };
  answers = [answer(201, {})];

  await api.post("/api/", {});

  assert.equal(requests[0].headers["X-CSRFToken"], "of-the-page");
});

test("a refusal says the server's sentence", async () => {
  answers = [answer(409, { detail: "Add another label." })];

  const refusal = await api.post("/api/", {}).catch((error) => error);

  assert.ok(refusal instanceof Refusal);
  assert.equal(refusal.message, "Add another label.");
  assert.equal(refusal.status, 409);
});

test("a refusal says after how many seconds to come again", async () => {
  answers = [answer(429, {}, { "Retry-After": "15" }), answer(409, {})];

  const [soon, never] = await Promise.all(
    [1, 2].map(() => api.post("/api/", {}).catch((error) => error)),
  );

  assert.deepEqual([soon.seconds, never.seconds], [15, 0]);
});

test("an answer that is no JSON becomes a sentence too", async () => {
  answers = [answer(500)];

  await assert.rejects(api.post("/api/", {}), { message: /Please try again/ });
});

test("reading is tried again when the network fails", async () => {
  answers = [new TypeError("network"), answer(503), answer(200, { count: 3 })];

  assert.deepEqual(await api.get("/api/"), { count: 3 });
});

test("writing that may come twice is tried again", async () => {
  answers = [new TypeError("network"), answer(200, { id: "1" })];

  assert.deepEqual(await api.postAgain("/api/", { id: "1" }), { id: "1" });
});

test("writing that may come twice arrives even if the page is left", async () => {
  answers = [new TypeError("too much at once"), answer(201, {}), answer(201, {})];

  await api.postAgain("/api/", { text: "I am happy" });
  await api.post("/api/", { name: "rose" });

  assert.equal(requests[0].keepalive, true);
  assert.ok(!requests[1].keepalive); // Browsers refuse more than they can keep.
  assert.ok(!requests[2].keepalive);
});

test("a browser is not asked to keep much", async () => {
  answers = [answer(200, {})];

  await api.postAgain("/api/", { examples: "a".repeat(10_000) });

  assert.equal(requests[0].keepalive, false);
});

test("other writing is sent once", async () => {
  answers = [new TypeError("network"), answer(201, {})];

  await assert.rejects(api.post("/api/", {}), { message: /cannot reach the server/ });
  assert.equal(requests.length, 1);
});

test("it gives up in words after four tries", async () => {
  answers = Array.from({ length: 5 }, () => new TypeError("network"));

  await assert.rejects(api.get("/api/"), { status: 0, message: /Check the network/ });
  assert.equal(requests.length, 4);
});

test("a refusal is not tried again", async () => {
  answers = [answer(404, { detail: "Not found." }), answer(200, {})];

  await assert.rejects(api.get("/api/"), { status: 404 });
  assert.equal(requests.length, 1);
});

test("it finds the sentence wherever it stands", () => {
  assert.equal(sentenceIn({ detail: "One." }), "One.");
  assert.equal(sentenceIn({ name: ["Two."] }), "Two.");
  assert.equal(sentenceIn(["Three."]), "Three.");
  assert.equal(sentenceIn({ values: { 1: ["Four."] } }), "Four.");
  assert.match(sentenceIn(null), /Please try again/);
  assert.match(sentenceIn({}), /Please try again/);
});
