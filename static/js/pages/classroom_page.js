import { fill, ngettext } from "../words.js";

/** A teacher's page: the code for the projector, students to tick, cards to print. */

// Secret words are shown once: until they are printed, nobody leaves by mistake.
const printButton = document.querySelector("[data-print]");
let isKept = !printButton;
printButton?.addEventListener("click", () => print());
addEventListener("afterprint", () => (isKept = true));
document.querySelector("[data-kept]")?.addEventListener("click", () => (isKept = true));
addEventListener("beforeunload", (event) => {
  if (!isKept) event.preventDefault();
});

const fullScreen = document.querySelector("[data-full-screen]");
if (fullScreen && document.fullscreenEnabled) {
  fullScreen.hidden = false;
  fullScreen.addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else fullScreen.closest(".class-code-card").requestFullscreen();
  });
}

// Without this script students are ticked one by one, and the server says if none is.
const bar = document.getElementById("picked");
const boxes = [...document.querySelectorAll("[data-pick]")];
const all = document.querySelector("[data-pick-all]");
let latest = null;

function showPicked() {
  const count = boxes.filter((box) => box.checked).length;
  const words = ngettext("%(count)s student:", "%(count)s students:", count);
  const sentence = bar.querySelector("[data-picked]");
  sentence.dataset.idle ??= sentence.textContent;
  sentence.textContent = count ? fill(words, { count }) : sentence.dataset.idle;
  bar.classList.toggle("is-on", count > 0);
  for (const button of bar.querySelectorAll("button")) button.disabled = count === 0;
  all.checked = count > 0 && count === boxes.length;
  all.indeterminate = count > 0 && count < boxes.length;
}

/** With Shift, everybody from the last one ticked to this one becomes the same. */
function pick(box, isRange) {
  const ends = [boxes.indexOf(latest ?? box), boxes.indexOf(box)];
  if (isRange) {
    const range = boxes.slice(Math.min(...ends), Math.max(...ends) + 1);
    for (const each of range) each.checked = box.checked;
  }
  latest = box;
  showPicked();
}

if (bar && boxes.length > 0) {
  all.closest("label").hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    showPicked();
  });
  for (const box of boxes) {
    box.addEventListener("click", (event) => pick(box, event.shiftKey));
  }
  // A browser that comes back to the page may have kept what was ticked.
  addEventListener("pageshow", showPicked);
  showPicked();
}
