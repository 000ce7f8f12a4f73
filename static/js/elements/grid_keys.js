/** Arrow keys that go from one item of a grid to the next, as the eye sees it. */

/** `list` holds the items; what stands in the focus of one is found in the others. */
export function goByArrows(list) {
  list.addEventListener("keydown", (event) => {
    const item = event.target.closest("li");
    if (!item || event.ctrlKey || event.altKey || event.metaKey) return;
    const items = [...list.children].filter((each) => !each.hidden);
    const next = nextItem(items, item, event.key, isRightToLeft(list));
    if (!next) return;
    event.preventDefault();
    const { part } = event.target.dataset;
    next.querySelector(`[data-part="${part}"]`)?.focus();
  });
}

function nextItem(items, item, key, isMirrored) {
  const place = items.indexOf(item);
  const across = isMirrored ? -1 : 1;
  const perLine = itemsPerLine(items);
  const ways = {
    ArrowRight: place + across,
    ArrowLeft: place - across,
    ArrowDown: place + perLine,
    ArrowUp: place - perLine,
    Home: 0,
    End: items.length - 1,
  };
  return items[ways[key]];
}

function itemsPerLine(items) {
  const top = items[0].offsetTop;
  const second = items.findIndex((item) => item.offsetTop > top);
  return second < 0 ? items.length : second;
}

/** Selectors by direction are too new for some browsers of schools. */
export function isRightToLeft(element) {
  return getComputedStyle(element).direction === "rtl";
}
