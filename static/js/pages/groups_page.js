import { askFirst } from "../elements/asking.js";

/** The groups of a class: asks before one is deleted. */
askFirst();
