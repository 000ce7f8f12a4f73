import { icon, make } from "./dom.js";
import { fetchSound, player } from "../sounds/player.js";
import { fill, gettext } from "../words.js";

const [WIDTH, HEIGHT] = [240, 80]; // pixels of the server's drawings

/** Returns the drawing of an example of that label; pressed, it is played. */
export function soundThumbnail({ files }, { name }) {
  const drawing = make("img", {
    src: files.waveform,
    alt: "",
    width: WIDTH,
    height: HEIGHT,
    loading: "lazy",
  });
  const about = { class: "sound-small", type: "button", "aria-pressed": "false" };
  const button = make("button", about, icon("play"), drawing);
  button.setAttribute(
    "aria-label",
    fill(gettext("Play a sound of “%(name)s”"), { name }),
  );
  const problem = make("span", { class: "small form-problem", role: "alert" });
  button.addEventListener("click", () => playOrStop(button, problem, files.sound));
  return make("span", { class: "sound-thumbnail" }, button, problem);
}

async function playOrStop(button, problem, address) {
  const wasPlaying = button.getAttribute("aria-pressed") === "true";
  player.stop();
  if (wasPlaying) return;
  const show = (isPlaying) => {
    button.setAttribute("aria-pressed", String(isPlaying));
    button.replaceChild(icon(isPlaying ? "stop" : "play"), button.firstElementChild);
  };
  problem.textContent = "";
  show(true);
  try {
    await player.play(await fetchSound(address), { onEnd: () => show(false) });
  } catch ({ message }) {
    show(false);
    problem.textContent = message;
  }
}
