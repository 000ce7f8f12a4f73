/** Pictures that come to a page by being dropped on it, or pasted. */

const KINDS = ["Files", "text/uri-list"];

/** Calls `take({ files, address })` for what may be a picture, until `signal` says no. */
export function acceptPictures(card, take, signal) {
  const listen = (target, name, act) => target.addEventListener(name, act, { signal });
  listen(card, "dragover", (event) => {
    if (!mayHold(event.dataTransfer)) return;
    event.preventDefault();
    card.classList.add("is-over");
  });
  listen(card, "dragleave", ({ relatedTarget }) => {
    if (!card.contains(relatedTarget)) card.classList.remove("is-over");
  });
  listen(card, "drop", (event) => {
    card.classList.remove("is-over");
    if (!mayHold(event.dataTransfer)) return;
    event.preventDefault();
    take(holdOf(event.dataTransfer));
  });
  listen(document, "paste", (event) => {
    if (card.hidden || isTyping(event.target)) return;
    const { files, address } = holdOf(event.clipboardData);
    if (files.length === 0 && !isAddress(address)) return;
    event.preventDefault();
    take({ files, address });
  });
}

function mayHold({ types }) {
  return KINDS.some((kind) => types.includes(kind));
}

/** What is carried is gone as soon as the event is over. */
function holdOf(transfer) {
  const files = [...transfer.files].filter(({ type }) => !type.startsWith("text/"));
  const [address] = transfer.getData("text/uri-list").split(/[\r\n]+/);
  return { files, address: address || transfer.getData("text/plain").trim() };
}

function isAddress(words) {
  return /^(https?:\/\/|data:image\/)\S+$/i.test(words);
}

function isTyping(element) {
  return Boolean(element.closest?.("input:not([type=file]), textarea, select"));
}
