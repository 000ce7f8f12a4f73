import { part } from "./dom.js";

/**
 * Keeps the bar of a class project as it is now: `state` is what the feed of the
 * project says. On pages without the bar, nothing happens.
 */
export function showClassBar({ settings, waiting }) {
  const bar = document.getElementById("class-bar");
  if (!bar) return;
  if (settings) {
    part(bar, "open").hidden = !settings.is_collecting;
    part(bar, "closed").hidden = settings.is_collecting;
  }
  const badge = part(bar, "waiting");
  if (!badge || waiting === undefined) return;
  badge.hidden = waiting === 0;
  part(bar, "waiting-number").textContent = waiting;
}

/** Of a project that is not theirs to see any more, nobody knows if it is open. */
export function endClassBar() {
  const bar = document.getElementById("class-bar");
  for (const name of ["open", "closed"]) if (bar) part(bar, name).hidden = true;
}
