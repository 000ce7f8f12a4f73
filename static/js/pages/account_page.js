import "../elements/copy_button.js";

/** A teacher's account: secrets to copy, spare codes to print. */

document.querySelector("[data-print]")?.addEventListener("click", () => print());
