"""From pressing Train on a page of Chromium to the first answer of the new model."""

from pathlib import Path

from playwright.sync_api import Page

from projects.models import Project
from training.models import MLModel

READING = 2000  # milliseconds in which nobody presses anything
PRESS = """({ button, name, type, bytes }) => new Promise((resolve) => {
  const card = document.querySelector("[data-card=test]");
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const gaps = [];
  let last = started;
  const frame = (now) => {
    gaps.push(performance.now() - last);
    last = performance.now();
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  document.addEventListener("try-out-ready", () => {
    const usable = seconds();
    const frames = gaps.slice(1);
    const carried = new DataTransfer();
    const file = new File([new Uint8Array(bytes)], name, { type });
    carried.items.add(file);
    const bars = card.querySelector("confidence-bars");
    const hear = () => {
      if (bars.querySelector("progress")) {
        resolve({ usable, all: seconds(), slowest: Math.max(...frames) });
      } else requestAnimationFrame(hear);
    };
    card.dispatchEvent(new DragEvent("drop", { bubbles: true, dataTransfer: carried }));
    hear();
  }, { once: true });
  document.querySelector(button).click();
})"""


def press_train(
    page: Page, site: str, project: Project, question: Path, kind: str
) -> dict[str, float]:
    """Return the seconds from pressing Train until a file of that type was answered.

    The file is dropped on the page. How long each stage of learning took is said, too.
    """
    page.goto(f"{site}/projects/{project.pk}/learn/")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(READING)
    told: dict[str, float] = page.evaluate(
        PRESS,
        {
            "button": "[data-part=train]",
            "name": question.name,
            "type": kind,
            "bytes": list(question.read_bytes()),
        },
    )
    ml_model = MLModel.objects.get(project=project, is_current=True)
    return {**told, **ml_model.evaluation.details["trained"]["seconds"]}
