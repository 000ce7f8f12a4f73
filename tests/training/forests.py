"""A small site with trained forests, and a browser to look at it."""

import contextlib
import functools
import mimetypes
import os
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from django.conf import settings
from playwright.sync_api import Browser, sync_playwright

STATIC = settings.BASE_DIR / "static"
ASSETS = {
    "forestWorker": "/static/js/learning/forest_worker.js",
    "tfjs": "/static/vendor/tfjs/tf.es2017.min.js",
    "tfjsTfdf": "/static/vendor/tfjs-tfdf/tf-tfdf.es2017.min.js",
    "tfdfWasm": "/static/vendor/tfjs-tfdf/inference.wasm",
}
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; "
    "object-src 'none'; base-uri 'none'"
)
# Where the browser's files come from before bin/serve has copied them.
NODE_MODULES = {
    "tfjs": settings.BASE_DIR / "node_modules/@tensorflow/tfjs/dist",
    "tfjs-tfdf": settings.BASE_DIR / "node_modules/@tensorflow/tfjs-tfdf/dist",
}
COUNTING_WORKER = b"""
    importScripts("/static/js/learning/forest_worker.js");
    const work = self.onmessage;
    self.onmessage = async (event) => {
        await work(event);
        self.postMessage(self.tf.memory().numTensors);
    };
"""


class Site(BaseHTTPRequestHandler):
    """Serves static files and models under the policy of the real site."""

    def __init__(self, models: Path, *args: Any) -> None:
        self.models = models
        super().__init__(*args)

    def do_GET(self) -> None:
        content = self.find()
        self.send_response(200 if content is not None else 404)
        kind = mimetypes.guess_type(self.path)[0] or "text/html"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        with contextlib.suppress(BrokenPipeError):  # A worker that was put away.
            self.wfile.write(content or b"")

    def find(self) -> bytes | None:
        if self.path == "/":
            return b"<!doctype html><title>Forest</title>"
        if self.path == "/counting_worker.js":
            return COUNTING_WORKER
        place: Path | None
        _, folder, *rest = self.path.split("/")
        place = {"static": STATIC, "models": self.models}.get(folder)
        path = place.joinpath(*rest) if place else None
        if path and not path.exists() and rest[0] == "vendor":
            path = NODE_MODULES[rest[1]] / rest[2]
        return path.read_bytes() if path and path.is_file() else None

    def log_message(self, *args: Any) -> None:
        pass


@contextlib.contextmanager
def serving(models: Path) -> Iterator[str]:
    """Serve the models' folders; gives the site's address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Site, models))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Start the machine's Chromium, or the one that Playwright brought."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
            args=["--no-sandbox"],
        )
        yield browser
        browser.close()
