import "../elements/model_history.js";
import { onSend, openDialog } from "../elements/dialogs.js";
import { part } from "../elements/dom.js";
import { learntOf } from "../elements/learnt/index.js";
import { ModelReport } from "../elements/model_report.js";
import { isLearning } from "../elements/training_progress.js";
import { TryOut } from "../elements/try_out.js";
import { formatTime } from "../numbers.js";
import { CloudProject } from "../store/cloud.js";
import { fill, gettext } from "../words.js";

/** The page where the computer learns, and shows what it has learnt. */
class LearnPage {
  #data = JSON.parse(document.getElementById("learn-data").textContent);
  #project = new CloudProject(this.#data.id);
  #card = document.querySelector("[aria-labelledby='train-title']");
  #progress = document.querySelector("training-progress");
  #history = card("history");
  #learnt = learntOf(this.#data.kind, {
    test: card("test"),
    inside: card("inside"),
    project: this.#project,
  });
  #tryOut = new TryOut(card("test"), this.#learnt);
  #report = new ModelReport(card("good"), this.#project, this.#learnt);
  #inUse = undefined; // The id of the model that the cards below are about.
  #isWatching = false; // Somebody saw the computer learn here, and waits for the end.

  start() {
    part(this.#card, "train").addEventListener("click", () => this.#train());
    this.#progress.addEventListener("training-cancel", () => this.#cancel());
    this.#progress.addEventListener("training-progress", ({ detail }) =>
      this.#show(detail.model),
    );
    this.#offerDeletion();
    const { socket, mayChange } = this.#data;
    this.#progress.hear(this.#data.model);
    this.#progress.follow(socket, this.#project, { mayCancel: mayChange });
  }

  async #train() {
    const button = part(this.#card, "train");
    button.disabled = true;
    await this.#attempt(async () => this.#progress.hear(await this.#project.train()));
    button.disabled = Boolean(this.#data.missing);
  }

  #cancel() {
    return this.#attempt(async () =>
      this.#progress.hear(await this.#project.cancelTraining()),
    );
  }

  async #attempt(act) {
    this.#complain("");
    try {
      await act();
    } catch (error) {
      this.#complain(error.message);
    }
  }

  #complain(sentence) {
    part(this.#card, "problem").textContent = sentence;
  }

  #show(told) {
    const model = inUse(told) ? told : withoutModel(told);
    const learning = isLearning(model);
    this.#showPicture(model);
    part(this.#card, "title").textContent = this.#title(model);
    part(this.#card, "about").textContent = learning ? "" : this.#about(model);
    this.#showButtons(model, learning);
    this.#useModel(inUse(model));
    if (learning || this.#mayTrainFirst(model)) this.#tryOut.prepare();
    if (this.#isWatching && !learning) part(this.#card, "title").focus();
    this.#isWatching = learning;
  }

  #mayTrainFirst(model) {
    return this.#data.mayChange && !this.#data.missing && !inUse(model);
  }

  #showPicture({ status }) {
    const wanted =
      { queued: "learning", training: "learning", ready: "ready", failed: "failed" }[
        status
      ] ?? "waiting";
    for (const picture of this.#card.querySelectorAll("[data-picture]")) {
      picture.hidden = picture.dataset.picture !== wanted;
    }
  }

  #showButtons(model, learning) {
    const { mayChange, missing } = this.#data;
    const train = part(this.#card, "train");
    train.hidden = !mayChange || learning;
    train.disabled = Boolean(missing);
    train.textContent = inUse(model) ? gettext("Train again") : gettext("Train");
    part(this.#card, "collect").hidden = !mayChange || learning;
  }

  #title({ status }) {
    if (status === "ready") return gettext("Ready! Try it out.");
    if (status === "failed") return gettext("That did not work");
    if (status === "cancelled") return gettext("Stopped");
    if (status !== "none") return gettext("The computer is learning");
    return this.#data.missing
      ? gettext("A little more is needed")
      : gettext("Ready to learn");
  }

  get #invitation() {
    return this.#data.mayChange
      ? gettext("Press Train, and the computer learns from your examples.")
      : gettext("The student has not trained it yet.");
  }

  #about(model) {
    if (model.problem) return model.problem;
    if (this.#data.missing) return this.#data.missing;
    const current = inUse(model);
    if (!current) return this.#invitation;
    const words = gettext("Trained on %(when)s with %(count)s examples.");
    const when = formatTime(current.finished_at);
    const trained = fill(words, { when, count: current.example_count });
    if (!current.outdated) return trained;
    const changed = this.#data.mayChange
      ? gettext("Your examples changed since: train again.")
      : gettext("The examples changed since.");
    return `${trained} ${changed}`;
  }

  /** Shows the model in use below, once: progress of another changes nothing there. */
  #useModel(current) {
    if ((current?.id ?? null) === this.#inUse) return;
    this.#inUse = current?.id ?? null;
    this.#report.show(current);
    this.#learnt.show(current);
    this.#showHistory();
    if (current?.files) this.#tryOut.use(current);
    else this.#tryOut.stop();
  }

  async #showHistory() {
    const models = await this.#project.models().catch(() => []);
    this.#history.hidden = models.length === 0;
    this.#history.querySelector("model-history").show(models);
    part(this.#history, "compare-words").hidden = models.length < 2;
    part(this.#history, "delete-model").hidden = this.#inUse === null;
  }

  #offerDeletion() {
    const dialog = document.getElementById("delete-model-dialog");
    part(this.#history, "delete-model").addEventListener("click", () =>
      openDialog(dialog),
    );
    onSend(dialog.querySelector("form"), async () => {
      await this.#project.deleteModel();
      this.#progress.hear(await this.#project.model());
    });
  }
}

/** The model that answers: the newest, or the one before while that is learning. */
function inUse({ current }) {
  return current ?? null;
}

/** When the model in use is deleted, an older training may be ready, but is no use. */
function withoutModel(model) {
  if (model.status !== "ready") return model;
  return { status: "none", current: null, problem: model.problem };
}

function card(name) {
  return document.querySelector(`[data-card="${name}"]`);
}

new LearnPage().start();
