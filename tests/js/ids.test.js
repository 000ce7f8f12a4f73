import assert from "node:assert/strict";
import { test } from "node:test";

import { newId } from "../../static/js/store/ids.js";

const VERSION_4 =
  /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test("it makes ids, each another", () => {
  assert.match(newId(), VERSION_4);
  assert.notEqual(newId(), newId());
});

test("it makes them over plain http too", () => {
  Object.defineProperty(globalThis.crypto, "randomUUID", { value: undefined });

  assert.match(newId(), VERSION_4);
  assert.notEqual(newId(), newId());
});
