/**
 * Learns the pictures of a project in this browser.
 *
 *   const learner = new PictureLearner({ assets, base });
 *   learner.prepare(); // while a child may still think about pressing Train
 *   const { weights, report } = await learner.learn(lesson, { signal, onProgress });
 *   learner.dispose();
 */

import { HeadLearner } from "./head_learner.js";
import { leaveTheCard, sharedEngine } from "./picture_engine.js";
import { asCannotLearn, tooFewLeft } from "./picture_problems.js";
import { readPixels } from "./picture_reader.js";

export class PictureLearner extends HeadLearner {
  /** The simplified model does without the graphics card, whose memory is free then. */
  engine(simplified) {
    if (simplified) leaveTheCard();
    return sharedEngine({ assets: this.assets, base: this.base, careful: simplified });
  }

  read({ picture }, signal) {
    return readPixels(picture, signal);
  }

  asCannotLearn(error) {
    return asCannotLearn(error);
  }

  tooFewLeft() {
    return tooFewLeft();
  }
}
