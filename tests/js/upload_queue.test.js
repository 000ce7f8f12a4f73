import assert from "node:assert/strict";
import { test } from "node:test";

import { UploadQueue } from "../../static/js/elements/upload_queue.js";

const asItIs = async (picture) => picture;

/** Sends nothing until it is told to. */
class Server {
  atOnce = 0;
  most = 0;
  sent = [];
  #open = [];

  send = async (example) => {
    this.atOnce += 1;
    this.most = Math.max(this.most, this.atOnce);
    this.sent.push(example.id);
    const fails = await new Promise((resolve) => this.#open.push(resolve));
    this.atOnce -= 1;
    if (fails) throw new Error("No network.");
    return { ...example, stored: true };
  };

  async answer(fails = false) {
    await settle();
    this.#open.shift()(fails);
    await settle();
  }
}

function settle() {
  return new Promise((resolve) => setImmediate(resolve));
}

test("no more than four are on their way, in the order in which they came", async () => {
  const server = new Server();
  const queue = new UploadQueue(server.send, { shrink: asItIs });

  const all = [1, 2, 3, 4, 5, 6].map((id) => queue.store({ id, picture: new Blob() }));
  await settle();
  assert.deepEqual(server.sent, [1, 2, 3, 4]);
  for (let count = 0; count < 6; count += 1) await server.answer();

  assert.deepEqual(server.sent, [1, 2, 3, 4, 5, 6]);
  assert.equal(server.most, 4);
  assert.ok((await Promise.all(all)).every(({ stored }) => stored));
});

test("one that fails makes way for the next", async () => {
  const server = new Server();
  const queue = new UploadQueue(server.send, { most: 1, shrink: asItIs });

  const first = queue.store({ id: 1, picture: new Blob() });
  const second = queue.store({ id: 2, picture: new Blob() });
  const failed = assert.rejects(first, /No network/);
  await server.answer(true);
  await server.answer();

  await failed;
  assert.ok((await second).stored);
});

test("a picture is made smaller before it is sent, when its turn has come", async () => {
  const shrunk = [];
  const server = new Server();
  const shrink = async (picture) => shrunk.push(picture.size) && new Blob(["small"]);
  const queue = new UploadQueue(server.send, { most: 1, shrink });

  const first = queue.store({ id: 1, picture: new Blob(["something large"]) });
  queue.store({ id: 2, picture: new Blob(["larger still, by far"]) });
  await settle();

  assert.deepEqual(shrunk, [15]);
  await server.answer();
  assert.equal((await first).picture.size, 5);
  assert.deepEqual(shrunk, [15, 20]);
});

test("an address is sent as it is", async () => {
  const sent = [];
  const queue = new UploadQueue(async (example) => sent.push(example));

  await queue.store({ id: 1, address: "https://cats.example/1.jpg" });

  assert.deepEqual(sent, [{ id: 1, address: "https://cats.example/1.jpg" }]);
});

test("those that come too fast for the server wait as long as it says", async () => {
  const waits = [];
  const answers = [{ seconds: 7 }, { seconds: 60 }, null];
  const send = async (example) => {
    const refused = answers.shift();
    if (refused) throw Object.assign(new Error(), { status: 429, ...refused });
    return example;
  };
  const wait = async (milliseconds) => waits.push(milliseconds);
  const queue = new UploadQueue(send, { shrink: asItIs, wait });

  const stored = await queue.store({ id: 1, picture: new Blob() });

  assert.equal(stored.id, 1);
  assert.deepEqual(waits, [7000, 60000]);
});

test("a server that says no, or not when, is asked once", async () => {
  for (const refused of [
    { status: 409, seconds: 5 },
    { status: 429, seconds: 0 },
  ]) {
    let asked = 0;
    const queue = new UploadQueue(async () => {
      asked += 1;
      throw Object.assign(new Error("No."), refused);
    });

    await assert.rejects(queue.store({ id: 1, address: "https://a.example" }), /No/);

    assert.equal(asked, 1);
  }
});
