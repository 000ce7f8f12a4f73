import { PictureCollector } from "./picture_collector.js";
import { SoundCollector } from "./sound_collector.js";

/**
 * What each kind of files needs on the Train page beside its buckets: one function each.
 *
 *   COLLECTORS[kind.code]?.({ may, buckets, room, say, hear });
 *
 * `buckets()` are those of the page, `room()` says how many examples still fit,
 * `say(sentence)` tells people, and `hear(name, act)` listens for what elements tell.
 */
export const COLLECTORS = { images: collectPictures, sounds: collectSounds };

function collectPictures({ may, buckets, room, say, hear }) {
  const find = (name) => document.querySelector(name);
  hear("example-open", ({ row }, item) => {
    const bucket = item.closest("label-bucket");
    if (row.isStored) find("picture-dialog").open(bucket, row.example, may);
  });
  if (!may.add) return;
  const dialogs = {
    camera: find("camera-dialog"),
    drawing: find("drawing-dialog"),
    address: find("address-dialog"),
    choice: find("label-choice"),
  };
  new PictureCollector({ buckets, room, say, dialogs }).listen(document);
}

function collectSounds({ may, room, say }) {
  if (!may.add) return;
  const dialogs = {
    record: document.querySelector("record-dialog"),
    cut: document.querySelector("cut-dialog"),
  };
  new SoundCollector({ room, say, dialogs }).listen(document);
}
