from typing import Any

import numpy as np

from classrooms.models import User
from projects.kinds import Content
from projects.models import Project, TrainingExample
from tests.school import make_classroom, make_regression_project, make_student
from training.learning.examples import read_examples
from training.learning.regression.learner import usable
from training.learning.regression.preparation import Preparation
from training.learning.regression.regressor import Regressor
from training.learning.regression.rehearsal import Task, learn, rehearse
from training.models import MLModel

from .site import SiteTestCase

LEARN = """async ({ project, assets }) => {
  const load = (path) => import(`/static/js/${path}`);
  const { api } = await load("api.js");
  const { RegressionLearner } = await load("learning/regression_learner.js");
  const learner = new RegressionLearner({ assets });
  await learner.prepare();
  const { lesson } = await api.post(`/api/projects/${project}/model/`, { again: true });
  const told = [];
  const { weights, report } = await learner.learn(lesson, {
    onProgress: (news) => told.push(news),
  });
  learner.dispose();
  const form = new FormData();
  form.set("weights", new Blob([weights]));
  form.set("report", JSON.stringify(report));
  const address = `/api/projects/${project}/model/${lesson.id}/result/`;
  const model = await api.upload(address, form);
  const stages = [...new Set(told.map(({ stage }) => stage))];
  return { model, lesson, report, stages };
}"""
PREDICT = """async ({ files, schema, rows }) => {
  const { Regressor } = await import("/static/js/learning/regressor.js");
  const regressor = await Regressor.load(files, schema);
  const answers = rows.map((row) => ({
    predicted: regressor.predict(row).map(({ value }) => value),
    outside: regressor.outside(row).map(({ number }) => number),
  }));
  regressor.dispose();
  return answers;
}"""
STOPPED = """async ({ project, assets }) => {
  const load = (path) => import(`/static/js/${path}`);
  const { api } = await load("api.js");
  const { RegressionLearner } = await load("learning/regression_learner.js");
  const learner = new RegressionLearner({ assets });
  const { lesson } = await api.post(`/api/projects/${project}/model/`, { again: true });
  const stopping = new AbortController();
  const onProgress = ({ stage }) => {
    if (stage === "learning") stopping.abort();
  };
  const how = { signal: stopping.signal, onProgress };
  const problem = await learner.learn(lesson, how).catch((it) => it);
  const again = await learner.learn(lesson);
  learner.dispose();
  return { name: problem.name, chosen: again.report.chosen };
}"""
PARTS = ("worker", "random", "table", "line", "layers", "network", "learning")
ASSETS = {
    f"regression{part.capitalize()}": f"/static/js/learning/regression_{part}.js"
    for part in PARTS
}
ASKED = [
    {"1": 3.5, "2": "clay"},
    {"1": None, "2": None},
    {"1": 40.0, "2": "peat"},
    {"1": -3e38, "2": "sand"},
]


class RegressionLearningTests(SiteTestCase):
    """What a browser learns from rows is what the server would have learnt."""

    def setUp(self) -> None:
        super().setUp()
        rivera = User.objects.create_user("rivera@school.example")
        self.ada = make_student("Ada", make_classroom("Year 5", rivera, "YEAR5555"))
        self.sign_in(self.ada)
        self.page.goto("/")

    def learn(self, project: Project) -> Any:
        asked = {"project": str(project.pk), "assets": ASSETS}
        return self.page.evaluate(LEARN, asked)

    def assert_the_same_answers(self, answer: Any) -> None:
        model = answer["model"]
        asked = {"files": model["files"], "schema": model["schema"], "rows": ASKED}
        told = self.page.evaluate(PREDICT, asked)
        prefix = MLModel.objects.get(pk=model["id"]).files_prefix
        regressor = Regressor.load(prefix)
        for row, said in zip(ASKED, told, strict=True):
            predicted = regressor.predict(Content(row))
            np.testing.assert_allclose(said["predicted"], predicted, rtol=1e-4)
            outside = [column["number"] for column in regressor.outside(Content(row))]
            self.assertEqual(said["outside"], outside)

    def assert_learnt_as_here(self, answer: Any) -> None:
        ml_model = MLModel.objects.get(pk=answer["model"]["id"])
        examples = usable(read_examples(ml_model))
        rows = [content.values for content in examples.contents]
        preparation = Preparation.of(examples.fields, rows)
        task = Task(
            ids=examples.ids,
            inputs=preparation.scaled(rows),
            answers=preparation.shrunk(preparation.answers(rows)),
            groups=[row["group"] for row in answer["lesson"]["rows"]],
            seed=answer["lesson"]["seed"],
        )
        rehearsal = rehearse(task, lambda share: None)
        self.assertEqual(answer["report"]["chosen"], rehearsal.chosen)
        said = preparation.grown(rehearsal.predictions).tolist()
        for place, numbers in zip(rehearsal.measured, said, strict=True):
            theirs = dict(answer["report"]["measured"])[task.ids[place]]
            np.testing.assert_allclose(theirs, numbers, rtol=1e-4, atol=1e-4)
        weights = np.concatenate(
            [each.ravel() for each in learn(task, rehearsal, lambda: None)]
        )
        stored = Regressor.load(ml_model.files_prefix).weights
        theirs = np.concatenate([each.ravel() for each in stored])
        np.testing.assert_allclose(theirs, weights, atol=1e-4)

    def test_a_line(self) -> None:
        answer = self.learn(make_regression_project(self.ada, 14))

        self.assertEqual(answer["stages"], ["reading", "learning", "measuring"])
        self.assertEqual(answer["model"]["status"], "ready")
        evaluation = answer["model"]["evaluation"]
        self.assertEqual(evaluation["chosen"], "line")
        self.assertLess(evaluation["targets"][0]["mean_absolute_error"], 0.01)
        self.assert_the_same_answers(answer)
        self.assert_learnt_as_here(answer)

    def test_a_network(self) -> None:
        project = make_regression_project(self.ada, 0)
        TrainingExample.objects.bulk_create(
            TrainingExample(
                project=project,
                author=self.ada,
                values={"1": place / 10, "2": "sand", "3": (place / 10 - 3) ** 2},
            )
            for place in range(60)
        )

        answer = self.learn(project)

        self.assertEqual(answer["model"]["evaluation"]["chosen"], "network")
        self.assert_the_same_answers(answer)
        self.assert_learnt_as_here(answer)

    def test_it_stops_at_once_and_can_learn_again(self) -> None:
        project = make_regression_project(self.ada, 39)

        asked = {"project": str(project.pk), "assets": ASSETS}
        answer = self.page.evaluate(STOPPED, asked)

        self.assertEqual(answer, {"name": "AbortError", "chosen": "line"})
