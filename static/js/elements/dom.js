/** Making elements without HTML in strings: what children typed stays words. */

const SVG = "http://www.w3.org/2000/svg";

export function make(tag, attributes = {}, ...children) {
  return fillIn(document.createElement(tag), attributes, children);
}

export function makeSvg(tag, attributes = {}, ...children) {
  return fillIn(document.createElementNS(SVG, tag), attributes, children);
}

function fillIn(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

export function icon(name) {
  const { icons } = document.documentElement.dataset;
  const use = makeSvg("use", { href: `${icons}#${name}` });
  return makeSvg(
    "svg",
    { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" },
    use,
  );
}

/** Returns a fresh copy of what stands in a `<template>` of the page. */
export function fromTemplate(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

/** Finds the element that plays a part: `data-part="name"`. */
export function part(root, name) {
  return root.querySelector(`[data-part="${name}"]`);
}

/** Labels have eight calm colours, by their number: it never changes. */
export function hueOf(number) {
  return `hue-${((number - 1) % 8) + 1}`;
}

/** Lets an element speak upwards. */
export function tell(element, name, detail = {}) {
  element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
}
