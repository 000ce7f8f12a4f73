import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Microphone } from "../../static/js/sounds/microphone.js";
import { MicrophoneProblem } from "../../static/js/sounds/microphone_words.js";

let streams; // what was given so far
let contexts;
let taps;
let devices; // what stands for the browser's

class FakeTrack extends EventTarget {
  isStopped = false;

  stop() {
    this.isStopped = true;
  }

  getSettings() {
    return { deviceId: "desk" };
  }
}

class FakeContext extends EventTarget {
  sampleRate = 48000;
  state = "running";
  audioWorklet = { addModule: async (address) => (this.address = address) };
  destination = {};

  constructor() {
    super();
    contexts.push(this);
  }

  async resume() {}

  async close() {
    this.state = "closed";
  }

  createMediaStreamSource() {
    return { connect() {} };
  }
}

class FakeTap {
  port = {};

  constructor() {
    taps.push(this);
  }

  connect() {}
}

class Broken {
  constructor() {
    throw Object.assign(new Error(), { name: "NotSupportedError" });
  }
}

beforeEach(() => {
  [streams, contexts, taps] = [[], [], []];
  devices = {
    async getUserMedia(wanted) {
      const track = new FakeTrack();
      const stream = { wanted, track, getTracks: () => [track] };
      streams.push(stream);
      return stream;
    },
  };
  put("navigator", {
    get mediaDevices() {
      return devices;
    },
  });
  put("location", { href: "https://school.example/learn/" });
  const assets = '{ "microphoneWorklet": "/static/worklet.abc.js" }';
  put("document", { getElementById: () => ({ textContent: assets }) });
  put("AudioContext", FakeContext);
  put("AudioWorkletNode", FakeTap);
});

function put(name, value) {
  Object.defineProperty(globalThis, name, { value, configurable: true });
}

function listener() {
  const heard = [];
  const problems = [];
  const microphone = new Microphone({
    onSamples: (samples, { lost }) => heard.push({ count: samples.length, lost }),
    onEnd: (problem) => problems.push(problem),
  });
  return { microphone, heard, problems };
}

function refuses(name) {
  devices.getUserMedia = () => Promise.reject(Object.assign(new Error(), { name }));
}

test("what it hears comes at 16,000 a second, with what was lost", async () => {
  const { microphone, heard } = listener();
  await microphone.start();
  const [tap] = taps;

  for (let block = 0; block < 47; block += 1) {
    const lost = block === 3 ? 128 : 0;
    tap.port.onmessage({ data: { samples: new Float32Array(1024), lost } });
  }

  const count = heard.reduce((sum, each) => sum + each.count, 0);
  assert.ok(Math.abs(count - (47 * 1024) / 3) < 60, `${count}`);
  assert.equal(
    heard.reduce((sum, each) => sum + each.lost, 0),
    128,
  );
  assert.equal(contexts[0].address, "https://school.example/static/worklet.abc.js");
  assert.equal(microphone.deviceId, "desk");
});

test("it wants the sound as it is", async () => {
  await listener().microphone.start();

  assert.deepEqual(streams[0].wanted.audio, {
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: false,
  });
});

test("stopped it lets the microphone go, and hears nothing any more", async () => {
  const { microphone, heard } = listener();
  await microphone.start();

  microphone.stop();
  taps[0].port.onmessage({ data: { samples: new Float32Array(1024), lost: 0 } });

  assert.equal(microphone.isOn, false);
  assert.ok(streams[0].track.isStopped);
  assert.equal(contexts[0].state, "closed");
  assert.deepEqual(heard, []);
});

test("stopped before it was allowed, it is given back at once", async () => {
  const { microphone } = listener();
  const starting = microphone.start();

  microphone.stop();
  await starting;

  assert.equal(microphone.isOn, false);
  assert.ok(streams[0].track.isStopped);
  assert.equal(contexts[0].state, "closed");
});

test("started anew, only the newest is on", async () => {
  const { microphone } = listener();

  await Promise.all([microphone.start(), microphone.start()]);

  assert.deepEqual(streams.map(({ track }) => track.isStopped).sort(), [false, true]);
  assert.ok(microphone.isOn);
});

test("stopped before it was refused, nobody hears of it any more", async () => {
  refuses("NotAllowedError");
  const { microphone } = listener();
  const starting = microphone.start();

  microphone.stop();

  await starting;
  assert.equal(contexts[0].state, "closed");
});

test("what cannot be listened to is given back, and said in words", async () => {
  const gone = () => (FakeTrack.prototype.readyState = "ended");
  for (const [breaks, words] of [
    [() => put("AudioWorkletNode", class extends Broken {}), /did not start/],
    [() => put("AudioContext", class extends Broken {}), /did not start/],
    [gone, /unplugged or switched off/],
  ]) {
    put("AudioContext", FakeContext);
    put("AudioWorkletNode", FakeTap);
    breaks();
    const { microphone } = listener();

    await assert.rejects(microphone.start(), (problem) => {
      assert.ok(problem instanceof MicrophoneProblem);
      return words.test(problem.message);
    });
    assert.equal(microphone.isOn, false);
    assert.ok(streams.every(({ track }) => track.isStopped));
    assert.ok(contexts.every(({ state }) => state === "closed"));
  }
  delete FakeTrack.prototype.readyState;
});

test("what goes wrong is said in words, and nothing stays open", async () => {
  const cases = [
    ["NotAllowedError", /may not use the microphone/],
    ["NotFoundError", /cannot find a microphone/],
    ["NotReadableError", /Another program/],
    ["Whatever", /did not start/],
  ];
  for (const [name, words] of cases) {
    refuses(name);
    const { microphone } = listener();

    await assert.rejects(microphone.start(), (problem) => {
      assert.ok(problem instanceof MicrophoneProblem);
      return words.test(problem.message);
    });
    assert.equal(microphone.isOn, false);
    assert.equal(contexts.at(-1).state, "closed");
  }
});

test("a network that is away is said so, and the microphone is given back", async () => {
  put(
    "AudioContext",
    class extends FakeContext {
      audioWorklet = { addModule: () => Promise.reject(new Error("offline")) };
    },
  );

  await assert.rejects(listener().microphone.start(), /Check the network/);
  await new Promise(setImmediate);
  assert.ok(streams[0].track.isStopped);
});

test("an insecure page and an old browser have words of their own", async () => {
  devices = undefined;
  await assert.rejects(listener().microphone.start(), /only over https/);

  devices = {};
  await assert.rejects(listener().microphone.start(), /only over https/);

  devices = { getUserMedia() {} };
  put("AudioWorkletNode", undefined);
  await assert.rejects(listener().microphone.start(), /too old to listen/);
});

test("unplugged, or taken for a call, it says so once", async () => {
  for (const end of [
    () => streams.at(-1).track.dispatchEvent(new Event("ended")),
    () => {
      contexts.at(-1).state = "interrupted";
      contexts.at(-1).dispatchEvent(new Event("statechange"));
    },
  ]) {
    const { microphone, problems } = listener();
    await microphone.start();

    end();
    end();

    assert.equal(microphone.isOn, false);
    assert.equal(problems.length, 1);
    assert.match(problems[0].message, /unplugged or switched off/);
  }
});
