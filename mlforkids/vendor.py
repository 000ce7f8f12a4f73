"""What browsers need of other people's work, copied from node_modules/."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

# Built for browsers that know async functions: smaller than the older builds.
FILES = {
    "tfjs": ["tfjs/dist/tf.es2017.min.js"],
    "tfjs-wasm": [
        "tfjs-backend-wasm/dist/tf-backend-wasm.es2017.min.js",
        "tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm",
        "tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm",
    ],
    "tfjs-webgpu": ["tfjs-backend-webgpu/dist/tf-backend-webgpu.es2017.min.js"],
    "tfjs-tfdf": [
        "tfjs-tfdf/dist/tf-tfdf.es2017.min.js",
        "tfjs-tfdf/dist/inference.wasm",
    ],
}
SOURCE_MAP = re.compile(rb"^//# sourceMappingURL=.*$", re.MULTILINE)


class NothingInstalled(Exception):
    """node_modules/ is not there yet."""


def copy_vendor_files() -> None:
    """Bring static/vendor/ up to date; what is there already is left alone."""
    for source, target in _pairs():
        if not source.exists():
            if target.exists():
                continue
            raise NothingInstalled(f"{source} is missing: run bin/serve, or npm ci.")
        if not target.exists() or target.stat().st_mtime != source.stat().st_mtime:
            _copy(source, target)


def _pairs() -> Iterator[tuple[Path, Path]]:
    modules = settings.BASE_DIR / "node_modules" / "@tensorflow"
    vendor = settings.BASE_DIR / "static" / "vendor"
    for name, files in FILES.items():
        for file in files:
            yield modules / file, vendor / name / Path(file).name
        # Both are under Apache-2.0 as we are, and their packages lack its text.
        yield settings.BASE_DIR / "LICENSE", vendor / name / "LICENSE"


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    content = source.read_bytes()
    if source.suffix == ".js":
        # The 15 MB map stays at home, and hashing fails on an address without a file.
        content = SOURCE_MAP.sub(b"", content)
    target.write_bytes(content)
    shutil.copystat(source, target)
