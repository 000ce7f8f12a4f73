import { delay } from "../timing.js";

const HOLD = 350; // Milliseconds after which a press is held, and no longer a click.
const PAUSE = 125; // milliseconds from one to the next: eight a second

/**
 * Does something once when a button is pressed, and again and again while it is held.
 *
 *   const burst = new Burst(async () => mayGoOn);
 *   burst.start();  // pressed
 *   burst.stop();   // let go
 */
export class Burst {
  #act;
  #run = 0; // Counts the presses: one that was let go must not go on.
  #isHeld = false;

  constructor(act) {
    this.#act = act;
  }

  get isHeld() {
    return this.#isHeld;
  }

  async start() {
    if (this.#isHeld) return;
    this.#isHeld = true;
    this.#run += 1;
    const run = this.#run;
    let pause = HOLD;
    while (this.#isHeld && run === this.#run) {
      const begun = performance.now();
      if (!(await this.#act())) return this.stop();
      await delay(Math.max(0, pause - (performance.now() - begun)));
      pause = PAUSE;
    }
  }

  stop() {
    this.#isHeld = false;
  }
}
