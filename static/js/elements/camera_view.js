import { cameraProblem, noCameraHere, unplugged } from "./camera_words.js";
import { DeviceChooser } from "./device_chooser.js";
import { make, tell } from "./dom.js";
import { rememberedDevice } from "../devices.js";
import { squareBlob } from "../pictures.js";
import { gettext } from "../words.js";

const WANTED = { width: { ideal: 640 }, height: { ideal: 480 } };

/**
 * What the camera sees, as a live square; a mirror, where the camera looks at you.
 *
 *   await view.start();  // asks for permission; rejects with a sentence
 *   const blob = await view.capture();
 *
 * Speaks upwards: "camera-ready", again after another camera was chosen, and
 * "camera-lost" { problem } when it goes away in the middle.
 */
class CameraView extends HTMLElement {
  #stream = null;
  #starts = 0; // An older start that is answered late gives its camera back.
  #chooser;

  connectedCallback() {
    this.video = make("video", { class: "camera-video", playsinline: true });
    this.video.muted = true;
    this.video.setAttribute("aria-label", gettext("What the camera sees"));
    this.#chooser = new DeviceChooser("videoinput", () => this.#change());
    const square = make("div", { class: "camera-square" }, this.video);
    this.replaceChildren(square, this.#chooser.element);
  }

  disconnectedCallback() {
    this.stop();
    this.replaceChildren();
  }

  get isLive() {
    return this.#stream !== null;
  }

  async start() {
    this.stop();
    const start = this.#starts;
    const stream = await openCamera(rememberedDevice("videoinput"));
    if (start !== this.#starts || !this.isConnected) {
      release(stream);
      return;
    }
    this.#stream = stream;
    const [track] = stream.getVideoTracks();
    track.addEventListener("ended", this.#lost);
    await this.#show(stream, track);
    if (stream !== this.#stream) return;
    await this.#chooser.show(track.getSettings().deviceId);
    tell(this, "camera-ready");
  }

  /** Lets the camera go: its light goes off. */
  stop() {
    this.#starts += 1;
    if (this.#stream) release(this.#stream);
    this.#stream = null;
    if (this.video) this.video.srcObject = null;
  }

  /** Returns the square as a JPEG, as the camera saw it: writing can be read. */
  capture() {
    if (!this.#stream) return Promise.reject(unplugged());
    return squareBlob(this.video);
  }

  async #show(stream, track) {
    const { facingMode } = track.getSettings();
    this.video.classList.toggle("is-mirror", facingMode !== "environment");
    this.video.srcObject = stream;
    try {
      await this.video.play();
    } catch (error) {
      // Stopped before the first frame: whoever stopped it knows.
      if (stream !== this.#stream) return;
      this.stop();
      throw cameraProblem(error);
    }
  }

  async #change() {
    try {
      await this.start();
    } catch (problem) {
      tell(this, "camera-lost", { problem });
    }
  }

  #lost = () => {
    this.stop();
    tell(this, "camera-lost", { problem: unplugged() });
  };
}

/** Returns the stream of a camera; of another, where the remembered one is gone. */
async function openCamera(deviceId) {
  const { mediaDevices } = navigator;
  if (!mediaDevices?.getUserMedia) throw noCameraHere();
  const choice = deviceId ? { deviceId: { ideal: deviceId } } : { facingMode: "user" };
  try {
    return await mediaDevices.getUserMedia({ video: { ...WANTED, ...choice } });
  } catch (error) {
    throw cameraProblem(error);
  }
}

function release(stream) {
  for (const track of stream.getTracks()) track.stop();
}

customElements.define("camera-view", CameraView);
