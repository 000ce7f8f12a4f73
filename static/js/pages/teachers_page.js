import { askFirst } from "../elements/asking.js";
import "../elements/copy_button.js";

/** Who teaches a class: asks before somebody goes, copies links of invitations. */
askFirst();
