import "../elements/model_history.js";
import { onSend, openDialog } from "../elements/dialogs.js";
import { part } from "../elements/dom.js";
import { learntOf } from "../elements/learnt/index.js";
import { TrainCard, inUse } from "../elements/train_card.js";
import { isLearning } from "../elements/training_progress.js";
import { TryOut } from "../elements/try_out.js";
import { kindOf } from "../kinds/index.js";
import { CloudProject } from "../store/cloud.js";

/** The page where the computer learns, and shows what it has learnt. */
class LearnPage {
  #data = JSON.parse(document.getElementById("learn-data").textContent);
  #project = new CloudProject(this.#data.id);
  #card = new TrainCard(
    document.querySelector("[aria-labelledby='train-title']"),
    this.#data,
  );
  #progress = document.querySelector("training-progress");
  #history = card("history");
  #of = learntOf(this.#data.kind, {
    test: card("test"),
    good: card("good"),
    inside: card("inside"),
    project: this.#project,
  });
  #learnt = this.#of.learnt;
  #report = this.#of.report;
  #tryOut = new TryOut(card("test"), this.#learnt, this.#of.answer);
  #shared = null; // What there is more of a project that a class fills.
  #here = null; // What learns in this browser, of kinds that do.
  #inUse = undefined; // The id of the model that the cards below are about.

  async start() {
    if (kindOf(this.#data.kind).learnsInBrowser) await this.#learnHere();
    if (this.#data.shared) await this.#followClass();
    this.#card.onPress("train", () => this.#train());
    this.#progress.addEventListener("training-cancel", () => this.#cancel());
    this.#progress.addEventListener("training-progress", ({ detail }) =>
      this.#show(detail.model),
    );
    this.#offerDeletion();
    const { socket, mayChange } = this.#data;
    this.#progress.follow(socket, this.#project, { mayCancel: mayChange });
    this.#progress.hear(this.#data.model);
  }

  async #learnHere() {
    const { LearningHere } = await import("../elements/learning_here.js");
    const { kind, mayChange, missing } = this.#data;
    this.#here = new LearningHere({
      kind,
      project: this.#project,
      card: this.#card,
      progress: this.#progress,
      mayTrain: mayChange && !missing,
    });
    this.#card.onPress("train-simplified", () => this.#train({ simplified: true }));
    this.#card.onPress("again", () => this.#train({ again: true }));
  }

  async #followClass() {
    const { ClassModel } = await import("../elements/class_model.js");
    this.#shared = new ClassModel({
      data: this.#data,
      project: this.#project,
      card: this.#card,
      over: () => this.#end(),
    });
    this.#shared.follow();
  }

  async #train(how) {
    this.#card.wait(true);
    const learner = this.#here ?? this.#project;
    await this.#attempt(async () => this.#progress.hear(await learner.train(how)));
    this.#card.wait(false);
  }

  async #cancel() {
    if (this.#here?.isAtIt) this.#here.cancel();
    else {
      await this.#attempt(async () =>
        this.#progress.hear(await this.#project.cancelTraining()),
      );
    }
  }

  async #attempt(act) {
    this.#card.complain("");
    try {
      await act();
    } catch (error) {
      this.#card.complain(error.message);
    }
  }

  #show(told) {
    const model = inUse(told) ? told : withoutModel(told);
    this.#card.show(model);
    this.#here?.show(model);
    this.#useModel(inUse(model));
    if (isLearning(model) || this.#mayTrainFirst(model)) this.#tryOut.prepare();
    if (this.#mayTrainFirst(model)) this.#here?.prepare();
  }

  #mayTrainFirst(model) {
    return this.#data.mayChange && !this.#data.missing && !inUse(model);
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
    this.#shared?.use(current);
  }

  /** The project is not to be seen any more: nor is what was learnt in it. */
  #end() {
    this.#progress.stop();
    this.#useModel(null);
    for (const each of document.querySelectorAll(".card")) each.hidden = true;
  }

  async #showHistory() {
    const models = await this.#project.models().catch(() => []);
    this.#history.hidden = models.length === 0;
    this.#history.querySelector("model-history").show(models);
    part(this.#history, "compare-words").hidden = models.length < 2;
    const mayDelete = this.#data.mayDelete && this.#inUse !== null;
    part(this.#history, "delete-model").hidden = !mayDelete;
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

/** When the model in use is deleted, an older training may be ready, but is no use. */
function withoutModel(model) {
  if (model.status !== "ready") return model;
  return { status: "none", current: null, problem: model.problem };
}

function card(name) {
  return document.querySelector(`[data-card="${name}"]`);
}

new LearnPage().start();
