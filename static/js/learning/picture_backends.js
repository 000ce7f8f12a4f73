/**
 * Finds what TensorFlow.js computes with best on this computer: see picture_worker.js.
 *
 * A classic script, which puts one function into a global. Whatever is tried has to
 * answer a picture before it is taken; what fails is left for the next one.
 */

"use strict";

(function () {
  const ALL = ["webgpu", "webgl", "wasm", "cpu"];
  // They are processors that pretend to be graphics cards: slower than WebAssembly.
  const PRETENDERS = /swiftshader|llvmpipe|softpipe|software|basic render/i;

  /**
   * Returns { backend, network } for the first backend with which `make()` works.
   * `only` are those to try; `assets` are absolute addresses.
   */
  globalThis.chooseBackend = async function chooseBackend(assets, { only, make }) {
    let problem = null;
    for (const backend of ALL.filter((name) => !only || only.includes(name))) {
      try {
        if (!(await isThere[backend](assets))) continue;
        if (!(await globalThis.tf.setBackend(backend))) continue;
        if (!(await isPrecise(backend))) continue;
        const network = await make();
        whenLost[backend]?.(stop);
        return { backend, network };
      } catch (error) {
        problem = error;
      }
    }
    throw problem ?? new Error("No backend of TensorFlow.js starts here.");
  };

  const isThere = {
    async webgpu({ tfjsWebgpu }) {
      const adapter = await globalThis.navigator.gpu?.requestAdapter();
      const { vendor, architecture, description } = adapter?.info ?? {};
      const told = `${vendor} ${architecture} ${description}`;
      const isReal = adapter && !isFallback(adapter) && !PRETENDERS.test(told);
      if (isReal) globalThis.importScripts(tfjsWebgpu);
      return isReal;
    },

    async webgl() {
      const canvas = globalThis.OffscreenCanvas && new OffscreenCanvas(1, 1);
      const context = canvas?.getContext("webgl2");
      const named = context?.getExtension("WEBGL_debug_renderer_info");
      const renderer = named ? context.getParameter(named.UNMASKED_RENDERER_WEBGL) : "";
      context?.getExtension("WEBGL_lose_context")?.loseContext();
      return Boolean(context) && !PRETENDERS.test(renderer);
    },

    async wasm({ tfjsWasm, wasmPlain, wasmSimd }) {
      if (typeof WebAssembly !== "object") return false;
      if (!globalThis.tf.wasm?.setWasmPaths) globalThis.importScripts(tfjsWasm);
      globalThis.tf.wasm.setWasmPaths({
        "tfjs-backend-wasm.wasm": wasmPlain,
        "tfjs-backend-wasm-simd.wasm": wasmSimd,
        // Never asked for: the site's pages may not share memory between threads.
        "tfjs-backend-wasm-threaded-simd.wasm": wasmSimd,
      });
      return true;
    },

    async cpu() {
      return true;
    },
  };

  // Cards may go away, and then answer nothing: whoever asked would wait for ever.
  const whenLost = {
    webgpu: (tell) => globalThis.tf.backend().device.lost.then(tell),
    webgl: (tell) =>
      globalThis.tf
        .backend()
        .gpgpu.gl.canvas.addEventListener("webglcontextlost", tell),
  };

  /** Ends the worker with an error, which the page hears. */
  function stop() {
    setTimeout(() => {
      throw new Error("The context was lost.");
    });
  }

  function isFallback(adapter) {
    return adapter.isFallbackAdapter || adapter.info?.isFallbackAdapter;
  }

  /** Half as many bits would give other answers than the server and other computers. */
  async function isPrecise(backend) {
    if (backend !== "webgl") return true;
    return globalThis.tf.env().getBool("WEBGL_RENDER_FLOAT32_ENABLED");
  }
})();
