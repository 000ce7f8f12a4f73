/**
 * Learns the sounds of a project in this browser.
 *
 *   const learner = new SoundLearner({ assets, base });
 *   learner.prepare(); // while a child may still think about pressing Train
 *   const { weights, report } = await learner.learn(lesson, { signal, onProgress });
 *   learner.dispose();
 */

import { decodeWav } from "../sounds/wav.js";
import { HeadLearner } from "./head_learner.js";
import { NotArrived } from "./learning_problems.js";
import { fetchedFile } from "./reading_ahead.js";
import { sharedSoundEngine } from "./sound_engine.js";
import { asCannotLearn, tooFewLeft } from "./sound_problems.js";

export class SoundLearner extends HeadLearner {
  engine() {
    return sharedSoundEngine({ assets: this.assets, base: this.base });
  }

  async read({ sound }, signal) {
    const blob = await fetchedFile(sound, signal);
    return blob && samplesOf(await blob.arrayBuffer(), sound);
  }

  asCannotLearn(error) {
    return asCannotLearn(error);
  }

  tooFewLeft() {
    return tooFewLeft();
  }
}

/** A network may give something else instead: a page where one has to log in, say. */
function samplesOf(buffer, address) {
  try {
    return decodeWav(buffer).samples;
  } catch {
    throw new NotArrived(`${address} did not arrive as a recording.`);
  }
}
