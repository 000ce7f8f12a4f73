import { delay, pauseBefore } from "./timing.js";
import { ProblemInWords, gettext } from "./words.js";

const TRIES = 4;
const MOST_TO_KEEP = 8 * 1024; // characters
const WORTH_ANOTHER_TRY = new Set([502, 503, 504]);

/**
 * What the server said when it said no: one sentence, the status, and after how many
 * seconds it may say yes, if it knows.
 */
export class Refusal extends ProblemInWords {
  constructor(sentence, status, fields = {}, seconds = 0) {
    super(sentence);
    this.name = "Refusal";
    this.status = status;
    this.fields = fields;
    this.seconds = seconds;
  }
}

export const api = {
  get: (path) => send("GET", path),
  /** Part of a page, as HTML. */
  page: (path) => send("GET", path, { take: readText }),
  post: (path, json = {}) => send("POST", path, { json }),
  patch: (path, json) => send("PATCH", path, { json }),
  delete: (path, json) => send("DELETE", path, { json }),
  upload: (path, form) => send("POST", path, { form }),
  /**
   * For a POST that may come twice without harm: it is tried again like a GET, and
   * arrives even if the page is left at once.
   */
  postAgain: (path, json) => send("POST", path, { json, again: true }),
  /** The same for files. */
  uploadAgain: (path, form) => send("POST", path, { form, again: true }),
};

/** Sends a request, again if that is safe, and returns the JSON of the answer. */
async function send(
  method,
  path,
  { json, form, again = method !== "POST", take = read } = {},
) {
  const tries = again ? TRIES : 1;
  for (let attempt = 0; ; attempt += 1) {
    const last = attempt + 1 >= tries;
    try {
      const options = optionsFor(method, json, form);
      if (again && attempt === 0) options.keepalive = isSmall(options.body);
      const response = await fetch(path, options);
      if (last || !WORTH_ANOTHER_TRY.has(response.status)) return await take(response);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      if (last) throw offline();
    }
    await delay(pauseBefore(attempt));
  }
}

/** Browsers take little along from a page that is left: 64 KiB of all its requests. */
function isSmall(body) {
  return typeof body === "string" && body.length <= MOST_TO_KEEP;
}

function offline() {
  const words = gettext(
    "I cannot reach the server. Check the network, then try again.",
  );
  return new Refusal(words, 0);
}

function optionsFor(method, json, form) {
  const headers = { Accept: "application/json" };
  if (method !== "GET") headers["X-CSRFToken"] = csrfToken();
  if (json !== undefined) headers["Content-Type"] = "application/json";
  const body = json === undefined ? form : JSON.stringify(json);
  return { method, headers, body, credentials: "same-origin" };
}

/** The cookie is newer than the page when somebody logged in again elsewhere. */
function csrfToken() {
  const cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
  return cookie
    ? decodeURIComponent(cookie[1])
    : document.querySelector('meta[name="csrf-token"]').content;
}

async function read(response) {
  if (response.status === 204) return null;
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer;
  const seconds = Number(response.headers.get("Retry-After")) || 0;
  throw new Refusal(sentenceIn(answer), response.status, answer ?? {}, seconds);
}

/** Whoever has logged out would get another page. */
function readText(response) {
  return response.ok && !response.redirected ? response.text() : read(response);
}

/** Finds the sentence in `{"detail": …}`, `{"field": ["…"]}` or a list. */
export function sentenceIn(answer) {
  if (typeof answer === "string" && answer) return answer;
  const values = answer && typeof answer === "object" ? Object.values(answer) : [];
  for (const value of values) {
    const sentence = typeof value === "object" ? sentenceIn(value) : value;
    if (typeof sentence === "string" && sentence) return sentence;
  }
  return gettext("That did not work. Please try again.");
}
