import { MicrophoneProblem, microphoneProblem } from "./microphone_words.js";
import {
  noMicrophoneHere,
  tooOldToListen,
  unpluggedMicrophone,
} from "./microphone_words.js";
import { Resampler } from "./resampling.js";
import { rememberedDevice } from "../devices.js";
import { absolute, assetsOfPage } from "../learning/assets.js";

// A model learns the room as it is: what makes calls sound better would change words.
const AS_IT_IS = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
};

/**
 * What the microphone hears: one channel, 16,000 samples a second.
 *
 *   const microphone = new Microphone({
 *     onSamples(samples, { lost }) {},  // Float32Array; samples the device has lost
 *     onEnd(problem) {},  // It went away in the middle, and why.
 *   });
 *   await microphone.start();  // asks for permission; rejects with a sentence
 *   microphone.stop();  // nothing is heard any more
 *
 * The page says in its `assets` where "microphoneWorklet" is. Start it when somebody
 * has pressed something: browsers let no page make or hear sound by itself.
 */
export class Microphone {
  #onSamples;
  #onEnd;
  #starts = 0; // An older start that is answered late gives its microphone back.
  #line = null; // what is open just now: { context, stream }

  constructor({ onSamples, onEnd = () => {} }) {
    this.#onSamples = onSamples;
    this.#onEnd = onEnd;
  }

  get isOn() {
    return this.#line !== null;
  }

  /** Which microphone it is, as the browser counts them; "" for none. */
  get deviceId() {
    const [track] = this.#line?.stream.getTracks() ?? [];
    return track?.getSettings().deviceId ?? "";
  }

  async start(deviceId = rememberedDevice("audioinput")) {
    this.stop();
    const start = this.#starts;
    try {
      const line = await openLine(deviceId);
      if (start !== this.#starts) return close(line);
      this.#line = line;
      this.#listen(line);
    } catch (error) {
      if (start !== this.#starts) return; // Nobody waits for this one any more.
      this.stop();
      throw error instanceof MicrophoneProblem ? error : microphoneProblem(error);
    }
  }

  /** Lets the microphone go: its light goes off. */
  stop() {
    this.#starts += 1;
    if (this.#line) close(this.#line);
    this.#line = null;
  }

  #listen(line) {
    const { context, stream } = line;
    const [track] = stream.getTracks();
    if (track.readyState === "ended") throw unpluggedMicrophone();
    const resampler = new Resampler(context.sampleRate);
    const tap = new AudioWorkletNode(context, "microphone-tap");
    tap.port.onmessage = ({ data: { samples, lost } }) => {
      if (line === this.#line) this.#onSamples(resampler.push(samples), { lost });
    };
    context.createMediaStreamSource(stream).connect(tap);
    tap.connect(context.destination); // It plays silence: unconnected it would not run.
    track.addEventListener("ended", () => this.#lose(line));
    context.addEventListener("statechange", () => {
      // A telephone takes it away for a call.
      if (context.state === "interrupted") this.#lose(line);
    });
  }

  #lose(line) {
    if (line !== this.#line) return;
    this.stop();
    this.#onEnd(unpluggedMicrophone());
  }
}

/** The context is made at once, while the browser remembers that somebody pressed. */
async function openLine(deviceId) {
  if (!navigator.mediaDevices?.getUserMedia) throw noMicrophoneHere();
  if (!globalThis.AudioWorkletNode) throw tooOldToListen();
  const context = new AudioContext({ latencyHint: "interactive" });
  try {
    const [stream] = await together(openStream(deviceId), prepare(context));
    return { context, stream };
  } catch (error) {
    context.close();
    throw error;
  }
}

async function openStream(deviceId) {
  const choice = deviceId ? { deviceId: { ideal: deviceId } } : {};
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: { ...AS_IT_IS, ...choice },
    });
  } catch (error) {
    throw microphoneProblem(error);
  }
}

async function prepare(context) {
  const address = absolute(assetsOfPage().microphoneWorklet);
  try {
    await context.audioWorklet.addModule(address);
  } catch {
    throw microphoneProblem({ name: "NetworkError" });
  }
  await context.resume();
}

/** Waits for both; a microphone that came while the other failed is given back. */
async function together(opening, preparing) {
  try {
    return await Promise.all([opening, preparing]);
  } catch (error) {
    opening.then(release, () => {});
    preparing.catch(() => {});
    throw error;
  }
}

function close({ context, stream }) {
  release(stream);
  context.close();
}

function release(stream) {
  for (const track of stream.getTracks()) track.stop();
}
