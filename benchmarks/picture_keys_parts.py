"""What `benchmarks.picture_keys` measures, beside the site on its data folder."""

import base64
import io
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from classrooms.models import User
from projects import actions
from projects.models import Project
from training.clients.kinds import TALKS
from training.learning.images.bases import current_base

from .site_parts import CONNECTIONS, key_of, pin_web_process, say, train
from .text_keys_parts import load

LABELS, EXAMPLES = 2, 20
QUESTIONS = 200
TIMES = 20


def main() -> None:
    seconds, rounds, site = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    teacher = User.objects.create_user("teacher@bench.example", "bench")
    draw = random.Random(1)  # noqa: S311 (no secret)
    say(in_parts(picture(draw)))
    project = make_project(teacher, draw)
    train(project)
    pin_web_process()
    address = f"{site}/api/scratch/{key_of(project)}/classify"
    say(f"{CONNECTIONS} connections, the web process on one core,")
    say(f"the median of {rounds} rounds:\n")
    say("| looks with | requests a second | p50 | p95 |")
    say("|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        queries = Path(folder) / "queries"
        questions = [json.dumps({"data": picture(draw)}) for _ in range(QUESTIONS)]
        queries.write_text("\n".join(questions))
        found = [load(address, seconds, queries, "all") for _ in range(rounds)]
    rate, half, most = (statistics.median(each) for each in zip(*found, strict=True))
    say(f"| {current_base().name} | **{rate:.0f}** | {half:.0f} ms | {most:.0f} ms |\n")


def picture(draw: random.Random) -> str:
    """Return a picture with soft colours and some noise, as a webcam has it."""
    small = Image.frombytes("RGB", (16, 12), draw.randbytes(16 * 12 * 3))
    soft = np.asarray(small.resize((640, 480), Image.Resampling.BICUBIC), np.int16)
    noise = np.random.default_rng(draw.getrandbits(32)).normal(0, 4, soft.shape)
    file = io.BytesIO()
    noisy = np.clip(soft + noise, 0, 255).astype(np.uint8)
    Image.fromarray(noisy).save(file, "JPEG", quality=90)
    return base64.b64encode(file.getvalue()).decode()


def make_project(owner: User, draw: random.Random) -> Project:
    project = actions.create_project(owner, "Benchmark", "images")
    for place in range(LABELS):
        label = actions.add_label(project, f"label {place}")
        for _ in range(EXAMPLES // LABELS):
            data = base64.b64decode(picture(draw))
            actions.add_upload(project, label, data, owner)
    return project


def in_parts(question: str) -> str:
    """Measure one answer without HTTP: the processor's time for each of its parts."""
    read = TALKS["images"].read_question
    pixels = read([], question).pixels[None]  # type: ignore[attr-defined]
    base = current_base()
    return "\n".join(
        [
            f"One picture ({len(question) / 1000:.0f} kB of base64), processor time:\n",
            "| part | median |",
            "|---|---|",
            f"| base64 to pixels | {spent(lambda: read([], question)):.1f} ms |",
            f"| {base.name} | {spent(lambda: base.features(pixels)):.1f} ms |",
            "",
        ]
    )


def spent(work: Callable[[], object]) -> float:
    """Return the median of milliseconds that this process works."""
    times = []
    for _ in range(TIMES + 1):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return 1000 * statistics.median(times[1:])


if __name__ == "__main__":
    main()
