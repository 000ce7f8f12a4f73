import { api } from "../api.js";

const RESTORED_AT_ONCE = 500; // examples; all of a large project are too much to send

/** A project that lives on the server, and everything a page may do to it. */
export class CloudProject {
  #path;

  constructor(id) {
    this.id = id;
    this.#path = `/api/projects/${id}/`;
  }

  rename(name) {
    return api.patch(this.#path, { name });
  }

  delete(reason) {
    return api.delete(this.#path, reason ? { reason } : {});
  }

  fields() {
    return api.get(`${this.#path}fields/`);
  }

  labels() {
    return api.get(`${this.#path}labels/`);
  }

  addLabel(name) {
    return api.post(`${this.#path}labels/`, { name });
  }

  changeLabel(number, change) {
    return api.patch(`${this.#path}labels/${number}/`, change);
  }

  /** Deletes a label; returns its examples, as `restoreLabel` wants them. */
  async deleteLabel(number) {
    return (await api.delete(`${this.#path}labels/${number}/`)).deleted;
  }

  async restoreLabel(number, examples) {
    const label = await api.postAgain(`${this.#path}labels/${number}/restore/`, {});
    if (examples.length > 0) await this.restoreExamples(examples);
    return label;
  }

  addField(field) {
    return api.post(`${this.#path}fields/`, field);
  }

  changeField(number, change) {
    return api.patch(`${this.#path}fields/${number}/`, change);
  }

  /** Puts the columns in an order, given by their numbers; returns them in it. */
  orderFields(numbers) {
    return api.postAgain(`${this.#path}fields/order/`, { numbers });
  }

  deleteField(number) {
    return api.delete(`${this.#path}fields/${number}/`);
  }

  restoreField(number) {
    return api.postAgain(`${this.#path}fields/${number}/restore/`, {});
  }

  /** A page of examples, newest first: `{ label, after }` or `{ ids }`. */
  examples(wanted) {
    const query = new URLSearchParams(
      Object.entries(wanted).filter(([, value]) => value != null),
    );
    return api.get(`${this.#path}examples/?${query}`);
  }

  /** Stores an example; the id that the browser made lets it come twice. */
  addExample({ id, label, picture, sound, address, ...content }) {
    const path = `${this.#path}examples/`;
    if (!picture && !sound && !address) {
      return api.postAgain(path, { id, label, ...content });
    }
    const form = new FormData();
    form.set("id", id);
    form.set("label", label);
    if (picture) form.set("picture", picture, "picture");
    else if (sound) form.set("sound", sound, "sound");
    else form.set("address", address);
    return api.uploadAgain(path, form);
  }

  /**
   * All `rows` of a table, each `[id, values, by, state]`, the oldest first, and the names
   * of the `people` who added them, by what `by` says.
   */
  table() {
    return api.get(`${this.#path}examples/table/`);
  }

  /** Changes `rows` and adds `new` ones, or none of all; names those that are gone. */
  async changeRows({ rows, new: added }) {
    const job = { rows, new: added };
    return (await api.postAgain(`${this.#path}examples/change/`, job)).gone;
  }

  changeExample(id, change) {
    return api.patch(`${this.#path}examples/${id}/`, change);
  }

  async deleteExamples(ids) {
    return (await api.post(`${this.#path}examples/delete/`, { ids })).deleted;
  }

  moveExamples(ids, label) {
    return api.postAgain(`${this.#path}examples/move/`, { ids, label });
  }

  /** A page of what a teacher looks through, with what each of them resembles. */
  review(wanted) {
    const query = new URLSearchParams(
      Object.entries(wanted).filter(([, value]) => value != null),
    );
    return api.get(`${this.#path}review/?${query}`);
  }

  /**
   * Shows examples to everybody, or hides them; `seen` says, by id, when what was
   * looked at had changed last. Answers with those `gone` and `unseen` meanwhile.
   */
  moderate(ids, state, seen = {}) {
    return api.postAgain(`${this.#path}examples/moderate/`, { ids, state, seen });
  }

  /** Takes the deletion of examples back: what the server signed says all of each. */
  async restoreExamples(deleted) {
    const signed = deleted.map(({ undo }) => ({ undo }));
    for (let start = 0; start < signed.length; start += RESTORED_AT_ONCE) {
      const examples = signed.slice(start, start + RESTORED_AT_ONCE);
      await api.postAgain(`${this.#path}examples/restore/`, { examples });
    }
  }

  /**
   * Looks at a table or a list, or adds what is good in it: `{ file }` or `{ text }`,
   * of text with the `label` of all lines.
   */
  importExamples({ file, text, label, predicted }, { preview }) {
    const form = new FormData();
    // As a file it may be of any length, and the server says what is too much.
    form.set("file", file ?? new File([text], "lines.txt", { type: "text/plain" }));
    if (label !== undefined) form.set("label", label);
    if (predicted !== undefined) form.set("predicted", predicted);
    form.set("preview", preview);
    form.set("skip_bad", true);
    return api.upload(`${this.#path}examples/import/`, form);
  }

  proposeLabel(name) {
    return api.post(`${this.#path}proposals/`, { name });
  }

  acceptProposal(id) {
    return api.post(`${this.#path}proposals/${id}/accept/`);
  }

  declineProposal(id) {
    return api.post(`${this.#path}proposals/${id}/decline/`);
  }

  /** Takes a proposal of one's own back, or puts its answer away. */
  withdrawProposal(id) {
    return api.delete(`${this.#path}proposals/${id}/`);
  }

  model() {
    return api.get(`${this.#path}model/`);
  }

  models() {
    return api.get(`${this.#path}models/`);
  }

  /** Returns what there is to say of the model in use, and of what it learnt from. */
  report() {
    return api.get(`${this.#path}model/report/`);
  }

  /** Returns the root of the tree that a trained model shows of itself. */
  async tree(files) {
    return (await api.get(`${files}tree.json`)).root;
  }

  /** Returns one of the JSON files of a trained model. */
  modelFile(files, name) {
    return api.get(`${files}${name}`);
  }

  /** Returns a text as the server's encoder reads it: `{ encoder, vector }`. */
  encode(text) {
    return api.postAgain("/api/encode/", { text });
  }

  train() {
    return api.post(`${this.#path}model/`);
  }

  /** Begins a training in this browser; without a `lesson` another page is at it. */
  startLesson({ again = false } = {}) {
    return api.post(`${this.#path}model/`, { again });
  }

  lessonProgress(id, { stage, fraction }) {
    return api.post(`${this.#path}model/${id}/progress/`, { stage, fraction });
  }

  /** Brings what this browser has learnt; twice is harmless. */
  lessonResult(id, weights, report) {
    const form = new FormData();
    form.set("weights", new Blob([weights]), "weights.bin");
    form.set("report", JSON.stringify(report));
    return api.upload(`${this.#path}model/${id}/result/`, form);
  }

  /** Gives up a training in a browser, and no other; arrives even from a page left. */
  giveUpLesson(id, { failed = false } = {}) {
    return api.postAgain(`${this.#path}model/cancel/`, { id, failed });
  }

  cancelTraining() {
    return api.post(`${this.#path}model/cancel/`);
  }

  deleteModel() {
    return api.delete(`${this.#path}model/`);
  }

  renewKey() {
    return api.post(`${this.#path}key/`);
  }

  revokeKey() {
    return api.delete(`${this.#path}key/`);
  }
}
