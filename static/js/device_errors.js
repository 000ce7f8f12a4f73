/** What browsers call it when a camera or a microphone cannot be had. */

const MEANINGS = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  PermissionDeniedError: "refused",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  DevicesNotFoundError: "missing",
  NotReadableError: "busy",
  AbortError: "busy",
  TrackStartError: "busy",
  NetworkError: "unreachable",
};

/**
 * Returns the sentence for a browser's error. `sentences` are functions by what it means:
 * "refused", "missing", "busy", "unreachable", and "other" for all that has no own one.
 */
export function sentenceFor({ name }, sentences) {
  return (sentences[MEANINGS[name]] ?? sentences.other)();
}
