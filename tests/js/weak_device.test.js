import assert from "node:assert/strict";
import { test } from "node:test";

import { failureOf } from "../../static/js/learning/learning_problems.js";
import {
  forgetNotes,
  isPhoneOrTablet,
  noteFailure,
  weaknessOf,
  whyWeakWithoutCard,
} from "../../static/js/learning/weak_device.js";

const STRONG = {
  hasWebGL: true,
  textureSize: 16384,
  renderBufferSize: 16384,
  renderer: "ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)",
  memory: 8,
  cores: 4,
  backend: "webgl",
  failure: "",
  isAsked: false,
};

test("a usual laptop is not weak", () => {
  assert.equal(weaknessOf(STRONG), "");
});

test("what a browser does not say counts for nothing", () => {
  assert.equal(weaknessOf({ ...STRONG, memory: Infinity, cores: Infinity }), "");
});

const WEAK = {
  "no-webgl": [{ hasWebGL: false }],
  "small-textures": [{ textureSize: 4096 }, { renderBufferSize: 4096 }],
  "little-memory": [{ memory: 2 }, { memory: 0.5 }],
  "few-cores": [{ cores: 2 }, { cores: 1 }],
  processor: [{ backend: "cpu" }],
  failed: [{ failure: "memory" }, { failure: "shader" }],
  asked: [{ isAsked: true }],
};

for (const [reason, cases] of Object.entries(WEAK)) {
  test(`a computer is weak: ${reason}`, () => {
    for (const facts of cases)
      assert.equal(weaknessOf({ ...STRONG, ...facts }), reason);
  });
}

test("just above the limits, a computer is not weak", () => {
  const facts = { textureSize: 4097, renderBufferSize: 8192, memory: 4, cores: 3 };

  assert.equal(weaknessOf({ ...STRONG, ...facts }), "");
});

const WEAK_CARDS = [
  "Mali-400 MP",
  "Mali-450 MP",
  "Mali-T628",
  "Mali-T720",
  "PowerVR Rogue GE8320",
  "PowerVR SGX 544MP",
  "VideoCore IV HW",
  "Gallium 0.4 on VC4 V3D 2.1",
  "Adreno (TM) 308",
  "ANGLE (Qualcomm, Adreno (TM) 405, OpenGL ES 3.0)",
  "Google SwiftShader",
  "ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)",
  "llvmpipe (LLVM 15.0.6, 256 bits)",
];
const STRONG_CARDS = [
  "Mali-G52",
  "Mali-G78",
  "Mali-T880",
  "PowerVR Rogue GM9446",
  "VideoCore VI HW (V3D-425)",
  "Adreno (TM) 630",
  "Adreno (TM) 540",
  "Apple GPU",
  "ANGLE (NVIDIA, NVIDIA GeForce GTX 1650 Direct3D11 vs_5_0 ps_5_0)",
  "ANGLE (AMD, AMD Radeon(TM) 400 Graphics Direct3D11)",
];

test("cards that are known to be weak are weak, and others are not", () => {
  for (const renderer of WEAK_CARDS) {
    assert.equal(weaknessOf({ ...STRONG, renderer }), "weak-card", renderer);
  }
  for (const renderer of STRONG_CARDS) {
    assert.equal(weaknessOf({ ...STRONG, renderer }), "", renderer);
  }
});

const PHONE =
  "Mozilla/5.0 (Linux; Android 13; Pixel 7) Chrome/120 Mobile Safari/537.36";
const MAC =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.0 Safari/605.1.15";
const CHROMEBOOK = "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/120 Safari/537.36";

test("phones and tablets are told from computers", () => {
  assert.ok(isPhoneOrTablet({ userAgent: PHONE, maxTouchPoints: 5 }));
  assert.ok(isPhoneOrTablet({ userAgent: MAC, maxTouchPoints: 5 }));
  assert.ok(!isPhoneOrTablet({ userAgent: MAC, maxTouchPoints: 0 }));
  assert.ok(!isPhoneOrTablet({ userAgent: CHROMEBOOK, maxTouchPoints: 10 }));
});

const SAID = {
  memory: [
    "Unable to allocate: out of memory",
    "CONTEXT_LOST_WEBGL: out of memory",
    "Array buffer allocation failed",
    "Cannot enlarge memory arrays",
  ],
  lost: [
    "CONTEXT_LOST_WEBGL: loseContext: context lost",
    "Device lost (unknown): A valid external Instance reference no longer exists.",
    "The device is lost",
  ],
  shader: [
    "Failed to compile fragment shader.",
    "Failed to link vertex and fragment shaders.",
    "Unable to create WebGL program.",
  ],
  "": ["The model was put away.", "Failed to fetch", undefined],
};

test("what browsers say of cards and memory is understood", () => {
  for (const [failure, messages] of Object.entries(SAID)) {
    for (const message of messages) {
      assert.equal(failureOf({ message }), failure, message);
    }
  }
  assert.equal(failureOf(undefined), "");
});

/** Says why a computer without a graphics card is weak for learning sounds. */
async function weaknessWithSounds(device, { search = "", failure = "" } = {}) {
  const before = Object.getOwnPropertyDescriptor(globalThis, "navigator");
  globalThis.location = { search };
  Object.defineProperty(globalThis, "navigator", { value: device, configurable: true });
  try {
    if (failure) noteFailure(new Error(failure));
    return await whyWeakWithoutCard();
  } finally {
    forgetNotes();
    delete globalThis.location;
    delete globalThis.navigator;
    if (before) Object.defineProperty(globalThis, "navigator", before);
  }
}

test("sounds ask nothing of a graphics card, but of the rest", async () => {
  const usual = { deviceMemory: 8, hardwareConcurrency: 4 };
  const why = (...given) => weaknessWithSounds(...given);

  assert.equal(await why(usual), "");
  assert.equal(await why({}), "");
  assert.equal(await why(usual, { failure: "context lost" }), "");
  assert.equal(await why(usual, { failure: "out of memory" }), "failed");
  assert.equal(await why(usual, { search: "?simplified" }), "asked");
  assert.equal(await why({ ...usual, deviceMemory: 1 }), "little-memory");
  assert.equal(await why({ ...usual, hardwareConcurrency: 2 }), "few-cores");
});
