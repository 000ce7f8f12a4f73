/** Where a page's classifiers find their libraries, which have other names when deployed. */

export function assetsOfPage() {
  return JSON.parse(globalThis.document.getElementById("assets").textContent);
}

/** Returns the addresses and what the page says of the base; nothing without a page. */
export function assetsAndBase() {
  if (!globalThis.document?.getElementById("assets")) return {};
  const { base, ...assets } = assetsOfPage();
  return { base, assets };
}

export function absolute(address) {
  return new URL(address, globalThis.location.href).href;
}
