/** Where a page's classifiers find their libraries, which have other names when deployed. */

export function assetsOfPage() {
  return JSON.parse(globalThis.document.getElementById("assets").textContent);
}

export function absolute(address) {
  return new URL(address, globalThis.location.href).href;
}
