"""Pages of models that tell pictures apart."""

from typing import Any

from ...learning.images.bases import current_base
from ...snippets import sample_picture
from .base import PagesOfKind
from .head import HEAD_FILES


def base_of_pictures() -> dict[str, Any]:
    return {"base": current_base().describe()}


IMAGES = PagesOfKind(
    test_card="training/_test_images.html",
    inside_card="training/_inside_images.html",
    browser_files={
        "pictureWorker": "js/learning/picture_worker.js",
        "pictureEyes": "js/learning/simple_eyes.js",
        "pictureNetwork": "js/learning/picture_network.js",
        "pictureBackends": "js/learning/picture_backends.js",
        **HEAD_FILES,
        "tfjs": "vendor/tfjs/tf.es2017.min.js",
        "tfjsWasm": "vendor/tfjs-wasm/tf-backend-wasm.es2017.min.js",
        "wasmPlain": "vendor/tfjs-wasm/tfjs-backend-wasm.wasm",
        "wasmSimd": "vendor/tfjs-wasm/tfjs-backend-wasm-simd.wasm",
        "tfjsWebgpu": "vendor/tfjs-webgpu/tf-backend-webgpu.es2017.min.js",
    },
    sample=sample_picture,
    styles=[
        "css/camera.css",
        "css/drawing.css",
        "css/trying.css",
        "css/pushes.css",
        "css/heat.css",
    ],
    site_facts=base_of_pictures,
)
