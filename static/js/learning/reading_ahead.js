/** What examples hold, fetched a few ahead of whoever looks at it or listens to it. */

import { delay, pauseBefore } from "../timing.js";
import { NotArrived } from "./learning_problems.js";

const AHEAD = 8; // examples
const TRIES = 4;
const GONE = [404, 410];

/**
 * Yields { example, content } in the order of the examples; `content` is what
 * `read(example)` promises, null if the example was deleted meanwhile.
 */
export async function* readAhead(examples, read) {
  const coming = [];
  let next = 0;
  const ask = () => {
    if (next >= examples.length) return;
    const example = examples[next++];
    const reading = read(example).then((content) => ({ example, content }));
    reading.catch(() => {}); // Whoever waits for it says so.
    coming.push(reading);
  };
  for (let count = 0; count < AHEAD; count++) ask();
  while (coming.length) {
    const first = await coming.shift();
    ask();
    yield first;
  }
}

/** Returns a file as a Blob, null if it is gone. Raises `NotArrived`. */
export async function fetchedFile(address, signal) {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (attempt) await delay(pauseBefore(attempt - 1));
    try {
      const response = await fetch(address, { signal });
      if (GONE.includes(response.status)) return null;
      // All of it has to be there: a network can go away in the middle, too.
      if (response.ok) return await response.blob();
    } catch (error) {
      if (signal?.aborted) throw error;
    }
  }
  throw new NotArrived(`${address} did not arrive.`);
}
