/** A second press would begin as a second guest, before the first has come in. */
const button = document.querySelector(".try-button");

button?.form.addEventListener("submit", () => (button.disabled = true));
addEventListener("pageshow", () => button && (button.disabled = false));
