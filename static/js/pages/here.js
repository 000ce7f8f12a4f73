import { ClassProjects } from "../elements/class_projects.js";
import { LiveSocket } from "../live_socket.js";

const GO_AWAY = 1008; // as RFC 6455's registry of close codes has it

const { hereStep, hereProject } = document.body.dataset;

const address = new URLSearchParams();
if (hereStep) address.set("step", hereStep);
if (hereProject) address.set("project", hereProject);

const listed = document.getElementById("class-projects");
const projects = listed && new ClassProjects(listed);

/**
 * Lets the student's teacher see that a page is open, and which. What comes back is
 * that there are other projects of the class.
 */
const socket = new LiveSocket(`/ws/here/?${address}`, {
  heard: (text) => JSON.parse(text).projects && projects?.readAgain(),
  lost: (times, code) => {
    if (code === GO_AWAY) socket.close();
  },
});

socket.open();

/** Of two pages, the one that is looked at counts. */
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) socket.say("here");
});

/** A page that is kept for the Back button is not open, until it is shown again. */
addEventListener("pagehide", () => socket.close());
addEventListener("pageshow", () => socket.open());
