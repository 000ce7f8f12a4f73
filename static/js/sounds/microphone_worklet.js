/**
 * Runs where the browser makes sound: hands what the microphone hears to the page.
 *
 * Every message is { samples, lost }: a block of one channel, at the rate of the
 * device, and how many samples have gone missing since the block before.
 */

const BLOCK = 1024; // samples in a message: about fifty messages a second

class MicrophoneTap extends AudioWorkletProcessor {
  #block = new Float32Array(BLOCK);
  #filled = 0;
  #lost = 0;
  #next = null; // the frame that should come now

  process([channels], [[silence]]) {
    const frames = channels[0]?.length ?? silence?.length ?? 128;
    if (this.#next !== null) this.#lost += Math.max(0, currentFrame - this.#next);
    this.#next = currentFrame + frames;
    for (let place = 0; place < frames; place += 1) {
      this.#add(meanAt(channels, place));
    }
    return true; // It lives until the page lets it go.
  }

  #add(sample) {
    this.#block[this.#filled] = sample;
    this.#filled += 1;
    if (this.#filled < BLOCK) return;
    const message = { samples: this.#block, lost: this.#lost };
    this.port.postMessage(message, [this.#block.buffer]);
    this.#block = new Float32Array(BLOCK);
    this.#filled = 0;
    this.#lost = 0;
  }
}

/** A microphone that is switched off has no channels: that is silence. */
function meanAt(channels, place) {
  let sum = 0;
  for (const channel of channels) sum += channel[place];
  return channels.length > 0 ? sum / channels.length : 0;
}

registerProcessor("microphone-tap", MicrophoneTap);
