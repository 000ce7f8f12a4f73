/**
 * Ears: the features of a sound, of which heads are learnt.
 *
 * A classic script without imports, so that a worker, a page and Node can load it; it
 * needs `soundFrontEnd` and `SoundNetwork` before it, and leaves one class, `SoundEars`:
 *
 *     const ears = new SoundEars({ description, weights });
 *     ears.size;               // numbers an example has
 *     ears.features(samples);  // Float32Array(size), not normalised, of up to 5 s
 *
 * `description` is model.json of the base, read, and `weights` its weights.bin, an
 * ArrayBuffer. Samples are mono, 16,000 a second, a Float32Array.
 */

"use strict";
