/**
 * Says if this computer is weak for learning, and why: the simplified model is then
 * offered. What has gone wrong once on it is remembered until the tab is closed.
 */

import { failureOf } from "./learning_problems.js";

const SMALL = 4096; // pixels of a texture's side
const LITTLE_MEMORY = 2; // GB
const FEW_CORES = 2;
const WEAK_CARDS = [
  /mali-4[05]0/i,
  /mali-t[67]\d\d/i,
  /powervr.*\bge8/i,
  /powervr.*\bsgx/i,
  /videocore iv\b/i,
  /\bvc4\b/i, // VideoCore IV, as Mesa calls it
  /adreno\D*[34]\d\d\b/i,
  /swiftshader/i,
  /llvmpipe/i,
];
const GOOD_CARD = {
  hasWebGL: true,
  textureSize: Infinity,
  renderBufferSize: Infinity,
  renderer: "",
};
const STORED = "picture-trouble";

let notes = { backend: "", failure: "" };

/**
 * Returns why it is weak: "asked", "failed", "no-webgl", "small-textures", "weak-card",
 * "little-memory", "few-cores" or "processor"; "" if it is not.
 */
export async function whyWeak() {
  return weaknessOf({ ...factsOfCard(), ...factsOfDevice(), ...remembered() });
}

/** The same where no graphics card has a part in it. */
export async function whyWeakWithoutCard() {
  const { failure } = remembered();
  return weaknessOf({
    ...GOOD_CARD,
    ...factsOfDevice(),
    failure: failure === "memory" ? failure : "",
  });
}

/** The same as a pure function of facts. */
export function weaknessOf(facts) {
  if (facts.isAsked) return "asked";
  if (facts.failure) return "failed";
  if (!facts.hasWebGL) return "no-webgl";
  if (Math.min(facts.textureSize, facts.renderBufferSize) <= SMALL) {
    return "small-textures";
  }
  if (WEAK_CARDS.some((card) => card.test(facts.renderer))) return "weak-card";
  if (facts.memory <= LITTLE_MEMORY) return "little-memory";
  if (facts.cores <= FEW_CORES) return "few-cores";
  return facts.backend === "cpu" ? "processor" : "";
}

/** Says if people hold it in their hands: their memory is small, and soon hot. */
export function isPhoneOrTablet({ userAgent, maxTouchPoints } = globalThis.navigator) {
  // Tablets by Apple say that they are computers, which have no touch screens.
  const isTablet = /macintosh/i.test(userAgent) && maxTouchPoints > 1;
  return isTablet || /android|iphone|ipad|ipod|mobile|tablet|silk/i.test(userAgent);
}

/** What TensorFlow.js computes with in the end. */
export function noteBackend(backend) {
  notes.backend = backend;
}

/** Remembers what went wrong if the card or the memory is to blame; says if so. */
export function noteFailure(error) {
  const failure = failureOf(error);
  if (!failure) return false;
  notes.failure = failure;
  try {
    sessionStorage.setItem(STORED, failure);
  } catch {
    // Without storage, it is forgotten with the page.
  }
  return true;
}

/** For tests. */
export function forgetNotes() {
  notes = { backend: "", failure: "" };
}

function remembered() {
  try {
    return { ...notes, failure: notes.failure || sessionStorage.getItem(STORED) || "" };
  } catch {
    return notes;
  }
}

function factsOfDevice() {
  const { deviceMemory, hardwareConcurrency } = globalThis.navigator;
  return {
    // Not every browser says these, and then they count for nothing.
    memory: deviceMemory ?? Infinity,
    cores: hardwareConcurrency ?? Infinity,
    isAsked: new URLSearchParams(globalThis.location.search).has("simplified"),
  };
}

let card = null;

function factsOfCard() {
  card ??= lookAtCard();
  return card;
}

function lookAtCard() {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("webgl2") ?? canvas.getContext("webgl");
  if (!context) return { hasWebGL: false };
  const named = context.getExtension("WEBGL_debug_renderer_info");
  const name = named ? named.UNMASKED_RENDERER_WEBGL : context.RENDERER;
  const facts = {
    hasWebGL: true,
    textureSize: context.getParameter(context.MAX_TEXTURE_SIZE),
    renderBufferSize: context.getParameter(context.MAX_RENDERBUFFER_SIZE),
    renderer: String(context.getParameter(name)),
  };
  // Browsers give few of them, and take the oldest away when there are too many.
  context.getExtension("WEBGL_lose_context")?.loseContext();
  return facts;
}
