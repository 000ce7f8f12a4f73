import { icon, make } from "./dom.js";

/**
 * Returns a button that lets people choose files; `give(files)` gets them, never none.
 * `about` are attributes of what is pressed, and `accept` which files it is for.
 */
export function uploadButton(words, { about, accept, give }) {
  const input = make("input", { type: "file", multiple: true, accept, ...about });
  const { className } = input;
  input.className = "visually-hidden";
  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = ""; // The same files may come again.
    if (files.length > 0) give(files);
  });
  return make("label", { class: className }, icon("upload"), words, input);
}
