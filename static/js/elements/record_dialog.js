import { DeviceChooser } from "./device_chooser.js";
import { openDialog } from "./dialogs.js";
import { part } from "./dom.js";
import { RecordStage } from "./record_stage.js";
import { ROOM_SECONDS } from "./sound_form.js";
import { cutIntoPieces } from "../sounds/cutting.js";
import { judge } from "../sounds/judging.js";
import { isSilent } from "../sounds/levels.js";
import { Microphone } from "../sounds/microphone.js";
import { MuteWatch } from "../sounds/mute_watch.js";
import { player } from "../sounds/player.js";
import { RATE } from "../sounds/resampling.js";
import {
  fullOfSounds,
  heardInWords,
  keptInWords,
  nothingHeard,
  roomForSounds,
  savingInWords,
  soundsLeftOut,
} from "../sounds/sound_words.js";
import { Take } from "../sounds/take.js";
import { encodeWav } from "../sounds/wav.js";
import { gettext } from "../words.js";

const SHORTEST = 0.2 * RATE; // Samples; who stops sooner did not mean it.
const PIECE = 1; // second, of the room

// Where the keyboard goes on, in each state of the dialog.
const NEXT = {
  ready: "record",
  counting: "stop",
  recording: "stop",
  heard: "keep",
  lost: "retry",
};

/**
 * Records with the microphone: one sound after the other, of which each is looked at and
 * heard before it is kept, or the room for a while, which becomes many examples.
 *
 *   dialog.open(bucket, room);
 */
class RecordDialog extends HTMLElement {
  #bucket;
  #room;
  #kept = 0;
  #state = "";
  #take = null;
  #heard = null; // What is kept of it, and what is said of it.
  #muted = new MuteWatch();
  #chooser = new DeviceChooser("audioinput", () => this.#start());
  #stage;
  #microphone = new Microphone({
    onSamples: (samples, { lost }) => this.#listen(samples, lost),
    onEnd: (problem) => this.#lose(problem),
  });

  connectedCallback() {
    this.#stage = new RecordStage(this);
    this.#onPress("record", () => this.#begin());
    this.#onPress("redo", () => this.#begin());
    this.#onPress("stop", () => this.#stop());
    this.#onPress("keep", () => this.#keep());
    this.#onPress("retry", () => this.#start());
    part(this, "play").addEventListener("click", (event) => this.#play(event));
    this.#dialog.addEventListener("close", () => this.#close());
    this.#dialog.addEventListener("keydown", (event) => this.#hearKey(event));
    part(this, "wishes").append(this.#chooser.element);
    document.addEventListener("visibilitychange", () => this.#see());
  }

  open(bucket, room) {
    this.#bucket = bucket;
    this.#room = room;
    this.#kept = 0;
    this.#tell("");
    this.#stage.showAbout(bucket.label);
    this.#showCount();
    openDialog(this.#dialog, { closesOutside: false });
    this.#start();
  }

  get #dialog() {
    return this.querySelector("dialog");
  }

  get #isRoom() {
    return Boolean(this.#bucket.label.is_background);
  }

  get #seconds() {
    return this.#isRoom ? ROOM_SECONDS : Number(part(this, "seconds").value);
  }

  /** The second press of two means nothing: another button may be there by then. */
  #onPress(name, act) {
    part(this, name).addEventListener("click", ({ detail }) => {
      if (detail <= 1) act();
    });
  }

  /** Enter goes on from every wish as well. */
  #hearKey(event) {
    if (event.key !== "Enter" || event.repeat || event.target.closest("button")) return;
    event.preventDefault();
    part(this, this.#next).click();
  }

  /** The button with which most people go on. */
  get #next() {
    return NEXT[this.#state] ?? "done";
  }

  async #start() {
    this.#say("");
    this.#go("asking");
    try {
      await this.#microphone.start();
      if (!this.#microphone.isOn) return;
      this.#go("ready");
      this.#chooser.show(this.#microphone.deviceId);
    } catch (problem) {
      if (this.#dialog.open) this.#fail(problem);
    }
  }

  #fail({ message }) {
    this.#forget();
    this.#go("lost");
    this.#say(message);
  }

  /** What was recorded before the microphone went away can still be kept. */
  #lose(problem) {
    if (this.#state === "heard" || this.#state === "saving") this.#say(problem.message);
    else this.#fail(problem);
  }

  /** A page that nobody sees does not listen; what was recorded until then counts. */
  #see() {
    if (!this.#dialog.open || this.#state === "lost") return;
    if (document.hidden) {
      if (NEXT[this.#state] === "stop") this.#stop();
      this.#microphone.stop();
    } else if (this.#state === "asking" || this.#state === "ready") this.#start();
    else this.#microphone.start().catch((problem) => this.#lose(problem));
  }

  #close() {
    this.#forget();
    this.#microphone.stop();
  }

  /** Nothing is recorded or played any more, whatever was counted down. */
  #forget() {
    this.#stage.stopCounting();
    this.#take = null;
    player.stop();
  }

  async #begin() {
    this.#forget();
    this.#say("");
    if (this.#room() === 0) return this.#say(fullOfSounds());
    if (!this.#microphone.isOn) return this.#start();
    const take = new Take(this.#seconds * RATE);
    this.#stage.clear(take.length);
    if (part(this, "countdown").checked) {
      this.#go("counting");
      if (!(await this.#stage.countDown())) return;
    }
    this.#take = take;
    this.#go("recording");
    this.#tell(gettext("Recording"));
  }

  #stop() {
    if (this.#take?.samples.length >= SHORTEST) return this.#end();
    this.#forget();
    this.#go("ready");
  }

  #listen(samples, lost) {
    this.#stage.showLevel(samples);
    if (this.#state === "ready" && this.#muted.hear(samples)) {
      this.#say(this.#muted.isMuted ? nothingHeard() : "");
    }
    const take = this.#take;
    if (!take || this.#state !== "recording") return;
    take.add(samples, lost);
    this.#stage.showGrowing(take);
    if (take.isFull) this.#end();
  }

  #end() {
    const { samples, lost } = this.#take;
    if (this.#isRoom) return this.#keepRoom(samples);
    const heard = judge(samples, lost);
    this.#heard = { ...heard, samples: samples.slice(heard.start, heard.end) };
    this.#stage.showHeard(samples, heard);
    this.#go(heard.canBeKept ? "heard" : "ready");
    this.#say(heard.words);
    if (heard.canBeKept) this.#tell(heardInWords(this.#heard.samples.length / RATE));
  }

  #keep() {
    const { samples } = this.#heard;
    player.stop();
    this.#say("");
    this.#store([samples]);
    this.#go("ready");
  }

  /** Every second of the room is an example, as far as there is something in it. */
  async #keepRoom(samples) {
    const pieces = cutIntoPieces(samples, PIECE).filter((piece) => !isSilent(piece));
    this.#take = null;
    if (pieces.length === 0) {
      this.#go("ready");
      return this.#say(nothingHeard());
    }
    const room = this.#room();
    this.#go("saving");
    if (pieces.length > room) this.#say(soundsLeftOut(pieces.length - room));
    await this.#store(pieces.slice(0, room));
    if (!this.#dialog.open || this.#state !== "saving") return;
    this.#go("ready");
    part(this, "done").focus();
  }

  /** Puts recordings into the bucket; says what was wrong with any. */
  async #store(pieces) {
    const rows = pieces.map((piece) => this.#bucket.add({ sound: encodeWav(piece) }));
    const bucket = this.#bucket;
    let stored = 0;
    this.#kept += rows.length;
    this.#showCount();
    const isHere = () => this.#dialog.open && bucket === this.#bucket;
    await Promise.all(
      rows.map(async (row) => {
        const problem = await row.storing;
        if (problem) return this.#giveUp(bucket, row, problem);
        stored += 1;
        const words = savingInWords(stored, rows.length);
        if (rows.length > 1 && isHere()) part(this, "count").textContent = words;
      }),
    );
    if (!isHere()) return;
    this.#showCount();
    this.#tell(part(this, "count").textContent);
  }

  /** What the label may not hold is as if it had not been recorded. */
  #giveUp(bucket, row, { message }) {
    if (row.isRefused) {
      bucket.takeOut([row.example.id]);
      if (bucket === this.#bucket) this.#kept -= 1;
    }
    if (this.#dialog.open) this.#say(message);
  }

  async #play({ detail }) {
    if (player.isPlaying) return player.stop();
    try {
      await player.play(encodeWav(this.#heard.samples), {
        onTime: (share) => this.#stage.showPlayed(share),
        onEnd: () => this.#stage.showPlayed(null),
      });
    } catch ({ message }) {
      this.#say(message);
    }
    if (detail > 0) part(this, "keep").focus(); // A pointer has no place to keep.
  }

  #go(state) {
    this.#state = state;
    this.#muted.forget();
    if (state === "asking" || state === "ready") this.#stage.clear();
    this.#stage.showState(state);
    part(this, this.#next).focus();
  }

  #showCount() {
    const room = roomForSounds(this.#room());
    part(this, "count").textContent =
      this.#kept > 0 ? `${keptInWords(this.#kept)} ${room}` : room;
  }

  #tell(words) {
    part(this, "told").textContent = words;
  }

  #say(sentence) {
    part(this, "problem").textContent = sentence;
  }
}

customElements.define("record-dialog", RecordDialog);
