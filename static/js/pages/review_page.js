import "../elements/label_choice.js";
import "../elements/review_grid.js";
import "../elements/undo_toast.js";
import { openDialog } from "../elements/dialogs.js";
import { part } from "../elements/dom.js";
import { ReviewFilters } from "../elements/review_filters.js";
import { hearKeys, meaningOf } from "../elements/review_keys.js";
import { ReviewVerbs } from "../elements/review_verbs.js";
import { kindOf } from "../kinds/index.js";
import { liveProject } from "../live_project.js";
import { connectionWords } from "../live_words.js";
import { HIDDEN, SHOWN } from "../review_list.js";
import { ReviewReading } from "../review_reading.js";
import { arrivedWords, emptyWords, moreWords, pickedWords } from "../review_words.js";
import { CloudProject } from "../store/cloud.js";
import { delay } from "../timing.js";
import { gettext } from "../words.js";

const BETWEEN_SAYINGS = 4 * 1000; // milliseconds, for those who listen to the page
const FEW = 8; // tiles left: time for more

/** The page on which a teacher looks through what the class has added. */
class ReviewPage {
  #data = JSON.parse(document.getElementById("project-data").textContent);
  #kind = kindOf(this.#data.kind);
  #project = new CloudProject(this.#data.id);
  #root = document.getElementById("review");
  #grid = this.#root.querySelector("review-grid");
  #toast = document.querySelector("undo-toast");
  #choice = document.querySelector("label-choice");
  #reading = new ReviewReading(this.#project, {
    changed: () => this.#show(),
    failed: (error) => this.#say(error.message),
  });
  #filters = new ReviewFilters(this.#root, this.#data);
  #verbs = new ReviewVerbs(this.#project, this.#toast, {
    list: () => this.#reading.list,
    nameOf: (number) => this.#labelOf(number)?.name ?? "",
    look: (ids) => this.#reading.look(ids),
    shown: (was, is) => this.#shown(was, is),
  });
  #isSaying = false;
  #isOver = false;

  start() {
    this.#grid.about = {
      kind: this.#kind,
      fields: this.#data.fields,
      labelOf: (number) => this.#labelOf(number),
      exampleOf: (id) => this.#reading.exampleOf(id),
    };
    this.#listen();
    this.#read();
    this.#filters.askAlike(this.#project);
    if (this.#data.isShared) this.#connect();
  }

  get #list() {
    return this.#reading.list;
  }

  #labelOf(number) {
    return this.#data.labels.find((label) => label.number === number);
  }

  /** What a verb is for: what is picked, or else the tile that is the current one. */
  get #meant() {
    const picked = this.#list.picked.map(({ example }) => example.id);
    if (picked.length > 0) return picked;
    return this.#grid.current ? [this.#grid.current] : [];
  }

  #listen() {
    this.#filters.onChange = () => this.#read();
    const hear = (name, act) =>
      this.#grid.addEventListener(name, ({ detail }) => act(detail));
    hear("tile-pick", ({ id, isRange }) => this.#pick(id, isRange));
    hear("tile-verb", ({ id, verb }) => this.#act(verb, [id]));
    hear("tile-open", ({ picture }) => this.#showLarge(picture));
    hear("tile-current", () => this.#showBar());
    this.#root.addEventListener("click", ({ target }) => {
      const verb = target.closest("[data-part=bar] [data-verb]")?.dataset.verb;
      if (verb) this.#act(verb);
    });
    part(this.#root, "more").addEventListener("click", () => this.#reading.more());
    part(this.#root, "arrived").addEventListener("click", () => this.#showArrived());
    hearKeys(this.#root, (meaning) => this.#act(meaning));
    document.addEventListener("keydown", (event) => this.#enter(event));
    this.#choice.addEventListener("keydown", (event) => this.#chooseByNumber(event));
  }

  async #read() {
    part(this.#root, "problem").textContent = "";
    this.#grid.begin();
    await this.#reading.begin(this.#filters.wanted);
  }

  #connect() {
    const { id } = this.#data;
    liveProject({
      socket: `/ws/projects/${id}/live/`,
      address: `/api/projects/${id}/live/`,
    }).listen({
      heard: (state) => this.#hear(state),
      changed: (how) => this.#showConnection(how),
    });
  }

  #hear(state) {
    this.#data.labels = state.labels ?? this.#data.labels;
    this.#data.fields = state.fields ?? this.#data.fields;
    this.#grid.about.fields = this.#data.fields;
    this.#filters.hear(state, this.#project);
    this.#data.needsApproval = state.settings?.needs_approval ?? false;
    this.#reading.hear(state);
    this.#show();
  }

  #showConnection(how) {
    const place = part(this.#root, "connection");
    if (place.dataset.state === how) return;
    place.dataset.state = how;
    place.textContent =
      how === "over"
        ? gettext("Your class no longer fills this project, or you no longer teach it.")
        : connectionWords(how);
    this.#isOver = how === "over";
    if (this.#isOver) this.#reading.forget(); // It is no longer theirs to see.
  }

  #act(verb, ids = this.#meant) {
    const verbs = {
      approve: () => this.#verbs.moderate(ids, SHOWN),
      hide: () => this.#verbs.moderate(ids, HIDDEN),
      move: () => this.#move(ids),
      undo: () => this.#undo(),
      pick: () => this.#pick(this.#grid.current),
      "pick-range": () => this.#pick(this.#grid.current, true),
      all: () => this.#pickAll(!this.#areAllPicked),
      none: () => this.#pickAll(false),
      open: () => this.#grid.open(this.#grid.current),
      help: () => openDialog(document.getElementById("keys-dialog")),
    };
    return verbs[verb]();
  }

  async #move(ids) {
    if (this.#data.labels.length < 2 || ids.length === 0) return;
    const home = new Set(ids.map((id) => this.#list.find(id)?.example.label));
    const others = this.#data.labels.filter(
      ({ number }) => home.size > 1 || !home.has(number),
    );
    const number = await this.#choice.ask(others);
    if (number !== undefined) this.#verbs.move(ids, number);
  }

  async #undo() {
    try {
      if (await this.#verbs.undo()) this.#toast.say(gettext("It is back."));
    } catch (error) {
      this.#toast.say(error.message);
    }
  }

  #pick(id, isRange = false) {
    const isPicked = !this.#list.find(id)?.isPicked;
    if (isRange) this.#list.pickTo(id, isPicked);
    else this.#list.pick(id, isPicked);
    this.#show();
  }

  get #areAllPicked() {
    return this.#list.picked.length === this.#list.count;
  }

  #pickAll(isPicked) {
    this.#list.pickAll(isPicked);
    this.#show();
  }

  /** Where nothing else has the keyboard, as after opening, it is that of the tiles. */
  #enter(event) {
    const isFree = event.target === document.body && !event.defaultPrevented;
    const isDialog = document.querySelector("dialog[open]") !== null;
    if (!isFree || isDialog || !this.#list.items[0]) return;
    const isArrow = event.key.startsWith("Arrow");
    const meaning = meaningOf(event);
    if (!isArrow && !meaning) return;
    event.preventDefault();
    this.#grid.focusOn();
    if (!isArrow) this.#act(meaning);
  }

  #chooseByNumber({ key, target }) {
    const buttons = part(this.#choice, "labels").children;
    if (/^[1-9]$/.test(key) && target.closest("dialog")) buttons[key - 1]?.click();
  }

  #showLarge(picture) {
    const dialog = document.getElementById("large-dialog");
    part(dialog, "image").src = picture;
    openDialog(dialog);
  }

  async #showArrived() {
    const first = await this.#reading.showArrived();
    if (first) this.#grid.focusOn(first);
  }

  #shown(was, is) {
    this.#filters.count(was, is);
    this.#show();
    if (this.#list.count < FEW) this.#reading.more();
  }

  #show() {
    const hadFocus = this.#grid.hasFocus;
    this.#grid.show(this.#list.items);
    this.#showBar();
    this.#showMore();
    this.#showEmpty(hadFocus);
  }

  #showBar() {
    const bar = part(this.#root, "bar");
    const { length } = this.#list.picked;
    const words = pickedWords(length, this.#grid.current !== null);
    if (part(bar, "picked").textContent !== words)
      part(bar, "picked").textContent = words;
    part(bar, "all").textContent =
      length > 0 && this.#areAllPicked ? gettext("Pick none") : gettext("Pick all");
    for (const verb of ["approve", "hide", "move"]) {
      bar.querySelector(`[data-verb="${verb}"]`).disabled = this.#meant.length === 0;
    }
    const move = bar.querySelector('[data-verb="move"]');
    move.hidden = this.#data.labels.length < 2;
    bar.querySelector('[data-verb="undo"]').disabled = !this.#verbs.canUndo;
    bar.classList.toggle("is-idle", this.#meant.length === 0 && !this.#verbs.canUndo);
    bar.hidden = this.#isOver;
  }

  #showMore() {
    const { left, arrived } = this.#reading;
    part(this.#root, "more").hidden = left === 0;
    part(this.#root, "more").textContent = moreWords(left);
    part(this.#root, "arrived").hidden = arrived === 0;
    part(this.#root, "arrived").textContent = arrivedWords(arrived);
    this.#speak(arrived > 0 ? arrivedWords(arrived) : "");
  }

  #showEmpty(hadFocus) {
    const isEmpty = this.#reading.isRead && this.#list.items.length === 0;
    const { wanted } = this.#filters;
    const [title, words] = emptyWords(wanted, this.#data.needsApproval);
    part(this.#root, "empty-title").textContent = title;
    part(this.#root, "empty-words").textContent = words;
    part(this.#root, "empty").hidden = !isEmpty || this.#isOver;
    if (isEmpty && hadFocus) part(this.#root, "empty-title").focus();
  }

  #say(sentence) {
    part(this.#root, "problem").textContent = sentence;
  }

  /** Says how many have come, now and then, to those who listen to the page. */
  async #speak(words) {
    const place = part(this.#root, "spoken");
    if (this.#isSaying || place.textContent === words) return;
    this.#isSaying = true;
    place.textContent = words;
    await delay(BETWEEN_SAYINGS);
    this.#isSaying = false;
  }
}

new ReviewPage().start();
