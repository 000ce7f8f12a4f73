/** Calls `take(files)` for files that are dropped on a card, until `signal` says no. */
export function acceptSounds(card, take, signal) {
  const listen = (name, act) => card.addEventListener(name, act, { signal });
  listen("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    card.classList.add("is-over");
  });
  listen("dragleave", ({ relatedTarget }) => {
    if (!card.contains(relatedTarget)) card.classList.remove("is-over");
  });
  listen("drop", (event) => {
    card.classList.remove("is-over");
    const files = [...event.dataTransfer.files];
    if (files.length === 0) return;
    event.preventDefault();
    take(files);
  });
}
