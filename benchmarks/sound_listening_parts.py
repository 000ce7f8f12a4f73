"""What `benchmarks.sound_listening` measures, beside the site on its data folder."""

import os
import shutil
import statistics
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from playwright.sync_api import Page, sync_playwright

from classrooms.models import User
from projects import actions
from projects.models import Project
from tests.projects.sounds import tone, wav

from .site_parts import WATCH, cookie_of, say
from .sound_training_parts import EACH, WORDS, add

PITCH = 440  # hertz
BEFORE = (
    30  # Seconds until a page counts, at most: where a file begins anew is a break.
)
RATE = 48_000  # as most microphones have it
FAKE_MICROPHONE = [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]
# Stands before all scripts of a page: counts what comes from the microphone, and how
# long the worker takes for each answer. A sample of a tone follows from the two before.
COUNT = """(pitch) => {
  let last = [0, 0];
  let bend = 0;
  let known = 0; // samples since the tone began, or was broken
  const begin = () => ({ lost: 0, heard: 0, breaks: 0, took: [], slowest: 0 });
  globalThis.counted = begin();
  globalThis.startCounting = () => (globalThis.counted = begin());

  const hear = ({ samples, lost }) => {
    const { counted } = globalThis;
    counted.lost += lost;
    counted.heard += samples.length;
    for (const sample of samples) {
      const isBroken = Math.abs(sample - (bend * last[1] - last[0])) > 0.01;
      known = isBroken && known > 1 ? 0 : known + 1;
      if (known === 0) counted.breaks += 1;
      last = [last[1], sample];
    }
  };
  const Tap = globalThis.AudioWorkletNode;
  globalThis.AudioWorkletNode = class extends Tap {
    constructor(context, ...rest) {
      super(context, ...rest);
      globalThis.rate = context.sampleRate;
      bend = 2 * Math.cos((2 * Math.PI * pitch) / context.sampleRate);
      this.port.addEventListener("message", ({ data }) => hear(data));
    }
  };

  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (message, ...rest) {
    const asked = performance.now();
    const note = ({ data }) => {
      if (data.id !== message.id || data.progress !== undefined) return;
      this.removeEventListener("message", note);
      globalThis.counted.took.push(performance.now() - asked);
    };
    if (message.task === "hear") this.addEventListener("message", note);
    return postMessage.call(this, message, ...rest);
  };

  let before = performance.now();
  const frame = () => {
    const now = performance.now();
    const { counted } = globalThis;
    counted.slowest = Math.max(counted.slowest, now - before);
    before = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""


def main() -> None:
    rounds, site, seconds = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    # Playwright's loop runs in this thread, and Django would not query beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    project = make_project(User.objects.create_user("teacher@bench.example", "bench"))
    sound = Path(settings.DATA_DIR, "tone.wav")
    sound.write_bytes(wav(tone(PITCH, BEFORE + seconds, RATE), RATE))
    capture = f"--use-file-for-fake-audio-capture={sound}"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", *FAKE_MICROPHONE, capture],
        )
        context = chromium.new_context(permissions=["microphone"])
        context.add_cookies([cookie_of(project.owner, site)])
        context.add_init_script(f"({COUNT})({PITCH})")
        page = context.new_page()
        train(page, site, project)
        measured = [listen(page, seconds) for _ in range(rounds)]
        chromium.close()
    say(table(measured, seconds))


def make_project(owner: User) -> Project:
    project = actions.create_project(owner, "Benchmark", "sounds")
    for word in WORDS:
        actions.add_label(project, word)
    add(project, range(EACH))
    return project


def train(page: Page, site: str, project: Project) -> None:
    page.goto(f"{site}/projects/{project.pk}/learn/")
    page.evaluate(WATCH)
    page.get_by_role("button", name="Train", exact=True).click()
    page.wait_for_selector("html[data-usable]", timeout=60_000)


def listen(page: Page, seconds: int) -> dict[str, Any]:
    """Press Listen, wait for the first answer, and count from then on."""
    page.reload()
    page.get_by_role("button", name="Listen", exact=True).click()
    page.locator("confidence-bars progress").first.wait_for()
    page.evaluate("() => startCounting()")
    page.wait_for_timeout(seconds * 1000)
    told: dict[str, Any] = page.evaluate("() => ({ ...counted, rate })")
    return told


def table(measured: list[dict[str, Any]], seconds: int) -> str:
    lines = [
        f"Listening for {seconds} s, {len(measured)} times:\n",
        "| answers a second | from question to answer, median | worst "
        "| lost samples | heard | breaks in the tone | slowest frame |",
        "|---|---|---|---|---|---|---|",
    ]
    for told in measured:
        took = told["took"]
        share = told["heard"] / told["rate"] / seconds
        lines.append(
            f"| **{len(took) / seconds:.1f}** | {statistics.median(took):.0f} ms "
            f"| {max(took):.0f} ms | **{told['lost']}** | {share:.1%} "
            f"| **{told['breaks']}** | {told['slowest']:.0f} ms |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
