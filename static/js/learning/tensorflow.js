/**
 * Gets TensorFlow.js from the address that the page carries; from then on it is at hand.
 *
 * It is no module, but puts itself into a global. Small models need no graphics card,
 * which would only make them wait.
 */
export async function loadTensorFlow(address) {
  if (!globalThis.tf) await import(address);
  await globalThis.tf.setBackend("cpu");
  return globalThis.tf;
}
