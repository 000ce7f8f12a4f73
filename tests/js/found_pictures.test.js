import assert from "node:assert/strict";
import { test } from "node:test";

import {
  addressesInList,
  fileOfData,
  picturesIn,
} from "../../static/js/elements/found_pictures.js";

const CAT = "https://cats.example/1.jpg";

function transfer(types, files = []) {
  return { files, getData: (type) => types[type] ?? "" };
}

test("files come before everything else", () => {
  const file = new Blob(["bytes"]);

  const found = picturesIn(transfer({ "text/uri-list": CAT }, [file]));

  assert.deepEqual(found, { files: [file], addresses: [] });
});

test("an address is found in what was dragged or pasted, once", () => {
  const lines = `# a picture\r\n${CAT}\r\n${CAT}\r\n`;

  const dragged = picturesIn(transfer({ "text/uri-list": lines }));
  const pasted = picturesIn(transfer({ "text/plain": ` ${CAT} ` }));

  assert.deepEqual(dragged, { files: [], addresses: [CAT] });
  assert.deepEqual(pasted, { files: [], addresses: [CAT] });
});

test("words are no address, and neither is what only this computer knows", () => {
  for (const text of ["a cat", "file:///cat.jpg", "blob:https://a.example/1", ""]) {
    assert.deepEqual(addressesInList(text), [], text);
  }
});

test("an address that holds the picture itself becomes a file", async () => {
  const file = fileOfData("data:image/png;base64,AP8B");

  assert.equal(file.type, "image/png");
  assert.deepEqual([...new Uint8Array(await file.arrayBuffer())], [0, 255, 1]);
  const found = picturesIn(transfer({ "text/plain": "data:image/gif;base64,R0lG" }));
  assert.deepEqual(found.addresses, []);
  assert.equal(await found.files[0].text(), "GIF");
});

test("such an address may also be written in plain letters", async () => {
  const file = fileOfData("data:image/svg+xml;charset=utf-8,%3Csvg%3E%C3%A9");

  assert.equal(await file.text(), "<svg>é");
});

test("half of such an address is no picture", () => {
  assert.equal(fileOfData("data:image/png;base64,%%%"), null);
  assert.equal(fileOfData("data:,"), null);
});
