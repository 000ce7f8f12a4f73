"""What `benchmarks.image_pages` measures, beside the site on its data folder."""

import io
import os
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from django.conf import settings
from django.test import Client
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from classrooms.models import User
from projects import actions
from projects.models import Project

from .site_parts import say

FAKE_CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
PATIENCE = 60_000  # milliseconds
SHOWN_AT_FIRST = 24  # pictures in a bucket
# What a person sees without scrolling is there.
ALL_SEEN = """() => [...document.querySelectorAll(".picture:not([hidden]) img")]
  .filter((image) => image.getBoundingClientRect().top < innerHeight)
  .every((image) => image.complete && image.naturalWidth > 0)"""
# Scrolls from top to end, a little at each frame; returns the gaps between frames.
SCROLL = """async () => {
  scrollTo(0, 0);
  const gaps = [];
  let before = await new Promise(requestAnimationFrame);
  while (scrollY + innerHeight < document.documentElement.scrollHeight - 2) {
    scrollBy(0, 24);
    const now = await new Promise(requestAnimationFrame);
    gaps.push(now - before);
    before = now;
  }
  return gaps;
}"""
# Takes pictures with the camera of the page, then puts all into a bucket at once.
STORE_SHOTS = """async (count) => {
  const view = document.querySelector("camera-view");
  await view.start();
  const shots = [];
  while (shots.length < count) {
    shots.push(await view.capture());
    await new Promise((resolve) => setTimeout(resolve, 60)); // another frame
  }
  view.stop();
  const bucket = document.querySelector("label-bucket");
  const begun = performance.now();
  const rows = shots.map((picture) => bucket.add({ picture }));
  const problems = await Promise.all(rows.map((row) => row.storing));
  const failed = problems.filter(Boolean);
  if (failed.length > 0) throw new Error(failed[0].message);
  return (performance.now() - begun) / 1000;
}"""


def main() -> None:
    # Playwright's loop runs in this thread, and Django would not query beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    pictures, shots, rounds = map(int, sys.argv[1:4])
    teacher = User.objects.create_user("teacher@bench.example", "bench")
    full = make_project(teacher, pictures)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=[*FAKE_CAMERA, "--no-sandbox"],
        )
        pages = Pages(browser, teacher, sys.argv[4])
        say("| what | median | worst |\n|---|---|---|")
        pages.tell_opening(full, rounds)
        pages.tell_scrolling(full)
        pages.tell_storing(teacher, shots, rounds)
        browser.close()


class Pages:
    """Looks at pages of projects, each time in a browser that has seen nothing."""

    def __init__(self, browser: Browser, user: User, site: str) -> None:
        self.browser, self.site = browser, site
        client = Client()
        client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
        self.session = client.cookies[settings.SESSION_COOKIE_NAME].value

    def tell_opening(self, project: Project, rounds: int) -> None:
        count = project.examples.count()
        seconds, megabytes = [], []
        for _ in range(rounds + 1):  # The first warms the site up.
            with self.fresh_page() as (page, moved):
                begun = time.perf_counter()
                self.open(page, project)
                seconds.append(time.perf_counter() - begun)
                show_everything(page, count)
                page.evaluate(SCROLL)
                page.wait_for_load_state("networkidle")
                megabytes.append(sum(moved) / 1e6)
        tell(
            f"open the page of {count} pictures, to the last one seen", seconds[1:], "s"
        )
        tell(f"moved when all {count} were looked at", megabytes[1:], "MB")

    def tell_scrolling(self, project: Project) -> None:
        with self.fresh_page() as (page, _moved):
            self.open(page, project)
            show_everything(page, project.examples.count())
            gaps = page.evaluate(SCROLL)
        tell(f"between two of {len(gaps)} frames while scrolling", gaps, "ms", 1)
        late = sum(gap > 50 for gap in gaps) / len(gaps)
        say(f"| frames later than 50 ms | {late:.1%} | |")

    def tell_storing(self, owner: User, shots: int, rounds: int) -> None:
        seconds = []
        for number in range(rounds + 1):
            project = actions.create_project(owner, f"Shots {number}", "images")
            for name in ("up", "down"):
                actions.add_label(project, name)
            with self.fresh_page() as (page, _moved):
                self.open(page, project)
                seconds.append(page.evaluate(STORE_SHOTS, shots))
        tell(f"store {shots} pictures of the webcam", seconds[1:], "s")

    @contextmanager
    def fresh_page(self) -> Iterator[tuple[Page, list[float]]]:
        context = self.browser.new_context(viewport={"width": 1280, "height": 800})
        context.set_default_timeout(PATIENCE)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": self.session, "url": self.site}])
        page = context.new_page()
        moved: list[float] = []
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.on(
            "Network.loadingFinished",
            lambda event: moved.append(event["encodedDataLength"]),
        )
        yield page, moved
        context.close()

    def open(self, page: Page, project: Project) -> None:
        """Open the Train page; return when everything in sight is there."""
        page.goto(self.site + reverse("projects:train", args=[project.pk]))
        expect(page.locator("label-bucket")).to_have_count(2)
        count = min(SHOWN_AT_FIRST, project.examples.count() // 2)
        tiles = page.locator("label-bucket").first.locator(".picture:not([hidden])")
        expect(tiles).to_have_count(count, timeout=PATIENCE)
        while not page.evaluate(ALL_SEEN):
            time.sleep(0.01)


def show_everything(page: Page, count: int) -> None:
    more = page.get_by_role("button", name="Show more")
    while more.count():
        before = page.locator(".picture:not([hidden])").count()
        more.first.click()
        while page.locator(".picture:not([hidden])").count() == before:
            time.sleep(0.01)
    expect(page.locator(".picture:not([hidden])")).to_have_count(count)


def make_project(owner: User, count: int) -> Project:
    """Make a project with that many pictures like those of a webcam."""
    project = actions.create_project(owner, "Many pictures", "images")
    labels = [actions.add_label(project, name) for name in ("cats", "dogs")]
    for number in range(count):
        label = labels[number % len(labels)]
        actions.add_upload(project, label, made_up_photo(number), owner)
    return project


def made_up_photo(seed: int) -> bytes:
    """Return a JPEG of soft shapes and the noise of a cheap camera, 640 by 480."""
    draw = np.random.default_rng(seed)
    small = draw.integers(0, 256, (12, 16, 3), dtype=np.uint8)
    soft = Image.fromarray(small).resize((640, 480), Image.Resampling.BICUBIC)
    noise = draw.normal(0, 4, (480, 640, 3))
    pixels = np.clip(np.asarray(soft) + noise, 0, 255).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=90)
    return file.getvalue()


def tell(what: str, measured: list[float], unit: str, digits: int = 2) -> None:
    median, worst = statistics.median(measured), max(measured)
    say(f"| {what} | {median:.{digits}f} {unit} | {worst:.{digits}f} {unit} |")


if __name__ == "__main__":
    main()
