import { LiveSocket } from "../live_socket.js";

const { hereStep, hereProject } = document.body.dataset;

const address = new URLSearchParams();
if (hereStep) address.set("step", hereStep);
if (hereProject) address.set("project", hereProject);

/** Lets the student's teacher see that a page is open, and which; nothing comes back. */
const socket = new LiveSocket(`/ws/here/?${address}`);

socket.open();

/** Of two pages, the one that is looked at counts. */
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) socket.say("here");
});

/** A page that is kept for the Back button is not open, until it is shown again. */
addEventListener("pagehide", () => socket.close());
addEventListener("pageshow", () => socket.open());
