const KEYS = [" ", "Enter"];

/**
 * Tells when a button is pressed and when it is let go, with a pointer or with keys;
 * a click that comes without either, as from a screen reader, is both at once.
 *
 * `keys` is the element in which Space and Enter count, where no other control has them.
 */
export function onHold(button, keys, { press, letGo }) {
  let isPressed = false;
  const start = () => {
    isPressed = true;
    press();
  };
  const stop = () => letGo();
  button.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || button.disabled) return;
    button.setPointerCapture(event.pointerId);
    start();
  });
  for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) {
    button.addEventListener(name, stop);
  }
  // No click follows: the next one comes without a press, as from a screen reader.
  button.addEventListener("pointercancel", () => (isPressed = false));
  button.addEventListener("click", () => {
    if (!isPressed) {
      press();
      letGo();
    }
    isPressed = false;
  });
  // A long touch opens no menu.
  button.addEventListener("contextmenu", (event) => event.preventDefault());
  listenToKeys(button, keys, { press, letGo });
  addEventListener("blur", stop);
  document.addEventListener("visibilitychange", stop);
}

function listenToKeys(button, keys, { press, letGo }) {
  const counts = ({ key, target }) =>
    KEYS.includes(key) &&
    !button.disabled &&
    (target === button || !target.closest("button, input, select, a"));
  keys.addEventListener("keydown", (event) => {
    if (!counts(event)) return;
    event.preventDefault(); // It would click as well.
    if (!event.repeat) press();
  });
  keys.addEventListener("keyup", (event) => {
    if (!KEYS.includes(event.key)) return;
    if (counts(event)) event.preventDefault();
    letGo();
  });
}
