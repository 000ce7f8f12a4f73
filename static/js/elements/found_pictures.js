/** Finds the pictures in what was pasted or dropped, as browsers hand it over. */

const ADDRESS = /^https?:\/\/\S+$/i;

/**
 * Returns `{ files, addresses }`: files where the browser has any, else the addresses
 * of the pictures in the HTML, else of what was dragged. Must be called at once:
 * afterwards a browser forgets what was in there.
 */
export function picturesIn(transfer) {
  const files = [...transfer.files];
  if (files.length > 0) return { files, addresses: [] };
  const addresses = [
    addressesInHtml(transfer.getData("text/html")),
    addressesInList(transfer.getData("text/uri-list")),
    addressesInList(transfer.getData("text/plain")),
  ].find((found) => found.length > 0);
  return sortOut(addresses ?? []);
}

/** What an address holds in itself becomes a file; the others are fetched later. */
function sortOut(found) {
  const unique = [...new Set(found)];
  const files = unique.filter(isData).map(fileOfData).filter(Boolean);
  return { files, addresses: unique.filter((each) => !isData(each)) };
}

/** Reading HTML this way neither shows it nor loads anything. */
function addressesInHtml(html) {
  if (!html) return [];
  const page = new DOMParser().parseFromString(html, "text/html");
  const sources = [...page.querySelectorAll("img[src]")].map((image) =>
    image.getAttribute("src"),
  );
  return sources.filter(isAddress);
}

export function addressesInList(list) {
  const lines = (list ?? "").split(/\r?\n/).map((line) => line.trim());
  return lines.filter(isAddress);
}

function isAddress(text) {
  return ADDRESS.test(text) || isData(text);
}

function isData(text) {
  return /^data:image\//i.test(text);
}

/** Returns the picture in a data: address; null if there is none. */
export function fileOfData(address) {
  const [, type, base64, content] =
    /^data:([^;,]+)[^,]*?(;base64)?,(.*)$/is.exec(address) ?? [];
  if (!type) return null;
  try {
    const text = base64 ? atob(decodeURIComponent(content)) : unescapeBytes(content);
    return new Blob([Uint8Array.from(text, (sign) => sign.charCodeAt(0))], { type });
  } catch {
    return null; // Half an address is no picture.
  }
}

function unescapeBytes(content) {
  const bytes = new TextEncoder().encode(decodeURIComponent(content));
  return String.fromCharCode(...bytes);
}
