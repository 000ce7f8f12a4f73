"""What a class and its teachers leave in the projects that it fills."""

from classrooms.models import Classroom, User
from projects.kinds import Content
from projects.models import (
    LabelProposal,
    Moderation,
    Project,
    ProjectKey,
    TrainingExample,
)
from tests.school import make_text_project


class FillsClassProjects:
    ada: User
    rivera: User
    linus: User
    of_ada: str
    of_rivera: str

    def make_class_project(self, classroom: Classroom, teacher: User) -> Project:
        """Make a project that a class fills, or once did, with what is in any state.

        Ada, Linus and Ms Rivera have added to it, have a key, and have proposed a
        label; the model in use has learnt from what everybody sees of it.
        """
        project = make_text_project(teacher, yes=["Yes"])
        project.classroom = classroom
        project.save()
        words = {self.ada: self.of_ada, self.rivera: self.of_rivera, self.linus: "L"}
        for author, word in words.items():
            for state in Moderation.values:
                self.say(project, author, f"I am {word}, {state}", state)
            self.propose(project, author, word)
            ProjectKey.objects.of_member(project, author)
        self.make_models(project, f"{self.of_ada} {self.of_rivera}")
        return project

    def say(self, project: Project, author: User, text: str, state: str) -> None:
        label = project.labels.get()
        said = TrainingExample(project=project, label=label, author=author, state=state)
        said.hold(Content(text=text))
        said.save()

    def propose(self, project: Project, author: User, word: str) -> None:
        name = f"{word} {author.pk}"
        LabelProposal.objects.create(
            project=project, author=author, name=name, folded_name=name
        )


def tell_people(project: Project) -> dict[str, object]:
    """Return how well the examples of each were told apart, as models say it."""
    authors = project.examples.order_by("author").values_list("author", flat=True)
    people = [
        {"author": author, "count": 1, "right": 1} for author in authors.distinct()
    ]
    return {"held_back_by": "contributor", "contributors": people}
