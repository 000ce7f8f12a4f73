/**
 * Which camera and which microphone somebody has chosen, by the browser's own kinds:
 * "videoinput" and "audioinput".
 */

// The keys in the browser's own store.
const KEYS = {
  videoinput: "mlforkids-camera",
  audioinput: "mlforkids-microphone",
};

/** Returns the id of the one that was chosen last, or "". */
export function rememberedDevice(kind) {
  try {
    return localStorage.getItem(KEYS[kind]) ?? "";
  } catch {
    return ""; // A browser may keep nothing; it then begins with its own choice.
  }
}

export function rememberDevice(kind, deviceId) {
  try {
    localStorage.setItem(KEYS[kind], deviceId);
  } catch {
    // See above.
  }
}
