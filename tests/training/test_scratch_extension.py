"""GET /api/scratch/<key>/extension.json: what Scratch blocks are made from."""

from projects import actions
from projects.kinds import KINDS
from projects.models import Project, ProjectKey
from tests.school import SchoolTestCase, make_project
from training.clients.extension import EXTENSIONS


class ExtensionTests(SchoolTestCase):
    def describe(self, project: Project) -> dict:
        key = ProjectKey.objects.of_member(project, project.owner).spell()
        self.api = f"http://testserver/api/scratch/{key}/"
        self.response = self.client.get(f"/api/scratch/{key}/extension.json")
        self.assertEqual(self.response.status_code, 200)
        return dict(self.response.json())

    def make_sounds(self) -> Project:
        project = actions.create_project(self.ada, "My words", "sounds")
        for name in ("yes", "no"):
            actions.add_label(project, name)
        return project

    def test_every_kind_has_its_extension(self) -> None:
        self.assertEqual(EXTENSIONS.keys(), KINDS.keys())
        ids = set()
        for code in KINDS:
            with self.subTest(code):
                project = actions.create_project(self.ada, f"My {code}", code)

                described = self.describe(project)

                self.assertEqual(described["kind"], code)
                self.assertEqual(described["name"], f"My {code}")
                self.assertRegex(described["id"], r"^mlforkids[a-z]+[0-9a-f]{32}$")
                self.assertIn("trainNewModel", described["blocks"])
                self.assertEqual(described["api"], self.api)
                ids.add(described["id"].removesuffix(project.pk.hex))
        self.assertEqual(len(ids), len(KINDS))

    def test_a_program_begins_when_a_word_is_heard(self) -> None:
        described = self.describe(self.make_sounds())

        self.assertEqual(
            described["labels"],
            [
                {
                    "number": 1,
                    "name": "Background noise",
                    "deleted": False,
                    "is_background": True,
                    "hears": False,
                    "block": "return_label_1",
                },
                *(
                    {
                        "number": number,
                        "name": name,
                        "deleted": False,
                        "is_background": False,
                        "hears": True,
                        "block": f"return_label_{number}",
                        "hat": f"recognise_label_{number}",
                    }
                    for number, name in ((2, "yes"), (3, "no"))
                ),
            ],
        )
        listening = {"startListening", "stopListening"}
        self.assertLessEqual(listening, set(described["blocks"]))

    def test_other_kinds_hear_nothing(self) -> None:
        described = self.describe(make_project(self.ada, cat=1, dog=1))

        self.assertEqual([each["hears"] for each in described["labels"]], [False] * 2)
        self.assertFalse(any("hat" in each for each in described["labels"]))
        self.assertNotIn("startListening", described["blocks"])
        self.assertIn("confidence", described["blocks"])
        fields = [(each["name"], each["deleted"]) for each in described["fields"]]
        self.assertEqual(fields, [("weight", False), ("colour", False)])

    def test_what_was_deleted_is_still_listed(self) -> None:
        """Else the programs that have its blocks would not open any more."""
        project = self.make_sounds()
        actions.delete_label(project.live_labels().get(name="yes"))
        other = make_project(self.ada, cat=1)
        actions.delete_field(other.live_fields().get(name="colour"))

        sounds, numbers = self.describe(project), self.describe(other)

        gone = {each["name"]: each["deleted"] for each in sounds["labels"]}
        self.assertEqual(gone, {"Background noise": False, "yes": True, "no": False})
        gone = {each["name"]: each["deleted"] for each in numbers["fields"]}
        self.assertEqual(gone, {"weight": False, "colour": True})

    def test_what_is_predicted_is_said(self) -> None:
        project = actions.create_project(self.ada, "Plants", "regression")
        actions.add_field(project, "sun", "number")
        actions.add_field(project, "height", "number", is_predicted=True, unit="cm")

        described = self.describe(project)

        self.assertIn("predict", described["blocks"])
        self.assertEqual(described["labels"], [])
        predicted = [each.get("is_predicted", False) for each in described["fields"]]
        self.assertEqual(predicted, [False, True])

    def test_it_is_never_kept_and_any_page_may_ask(self) -> None:
        self.describe(self.make_sounds())

        self.assertEqual(self.response["Cache-Control"], "no-store")
        self.assertEqual(self.response["Access-Control-Allow-Origin"], "*")
        self.assertEqual(self.response["Content-Type"], "application/json")

    def test_a_name_is_never_more_than_a_name(self) -> None:
        project = self.make_sounds()
        actions.add_label(project, "</script>\"'; alert(1)")

        described = self.describe(project)

        self.assertEqual(described["labels"][-1]["name"], "</script>\"'; alert(1)")

    def test_only_keys_that_may_classify(self) -> None:
        project = self.make_sounds()
        key = ProjectKey.objects.of_member(project, self.ada)
        key.can_classify = False
        key.save()

        response = self.client.get(f"/api/scratch/{key.spell()}/extension.json")

        self.assertEqual(response.status_code, 403)
        self.assertEqual(
            self.client.get(f"/api/scratch/{'0' * 72}/extension.json").status_code, 404
        )
