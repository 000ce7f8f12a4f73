"""The cast of every test: two classrooms, and the people in them.

Ms Rivera teaches Ada and Grace. Mr Okoro teaches Linus, and no one in
Ms Rivera's classroom may see what goes on in his.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from io import BytesIO
from unittest.mock import patch
from uuid import uuid4

from django.test import TestCase
from PIL import Image

from classrooms.models import Classroom, Policy, Role, Student, Teaching, User
from classrooms.names import fold
from projects.actions.projects import make_background_label
from projects.kinds import Content, StoredFile
from projects.models import Field, Label, Project, TrainingExample
from projects.uploads import Prepared, read_picture, read_sound, write_files

from .projects.sounds import noise, note, wav


class SchoolTestCase(TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        # Pages that count their queries must not count this one now and then.
        cls.enterClassContext(patch("classrooms.notices.showing", return_value=[]))
        super().setUpClass()

    @classmethod
    def setUpTestData(cls) -> None:
        cls.rivera = User.objects.create_user("rivera@school.example")
        cls.okoro = User.objects.create_user("okoro@school.example")
        cls.year_5 = make_classroom("Year 5", cls.rivera, "YEAR5555")
        cls.year_6 = make_classroom("Year 6", cls.okoro, "YEAR6666")
        cls.ada = make_student("Ada", cls.year_5)
        cls.grace = make_student("Grace", cls.year_5)
        cls.linus = make_student("Linus", cls.year_6)


def make_classroom(name: str, teacher: User, code: str) -> Classroom:
    classroom = Classroom.objects.create(name=name, code=code)
    Teaching.objects.create(classroom=classroom, user=teacher, role=Role.OWNER)
    Policy.objects.create(classroom=classroom)
    return classroom


def make_student(username: str, classroom: Classroom) -> User:
    user = User.objects.create_user(is_student=True)
    Student.objects.create(
        user=user,
        classroom=classroom,
        username=username,
        folded_username=fold(username),
    )
    return user


def make_project(owner: User, **examples: int) -> Project:
    """Make a project with, say, `cat=5, dog=5` examples under those labels.

    Each has a weight, small for the first label and larger for each that follows,
    and a colour: red and blue by turns.
    """
    project = Project.objects.create(owner=owner, name="Pets", kind_code="numbers")
    for number, (name, kind) in enumerate(
        [("weight", "number"), ("colour", "choice")], start=1
    ):
        Field.objects.create(
            project=project,
            number=number,
            position=number,
            name=name,
            folded_name=name,
            kind=kind,
            choices=["red", "blue"] if kind == "choice" else [],
        )
    make_labels(project, examples)
    add_rows(project, **examples)
    return project


def make_text_project(owner: User, **sentences: Sequence[str]) -> Project:
    """Make a project with, say, `happy=["Hooray"], sad=["Oh no", "Alas"]`."""
    project = Project.objects.create(owner=owner, name="Moods", kind_code="text")
    make_labels(project, sentences)
    add_sentences(project, **sentences)
    return project


def make_image_project(owner: User, **pictures: int) -> Project:
    """Make a project with, say, `red=3, blue=5` pictures under those labels.

    All of a label look the same, plain and in its colour, but count as different.
    """
    project = Project.objects.create(owner=owner, name="Colours", kind_code="images")
    make_labels(project, pictures)
    add_pictures(project, **pictures)
    return project


def make_sound_project(owner: User, background: int = 0, **sounds: int) -> Project:
    """Make a project with, say, `low=3, high=5` recordings under those labels.

    Each label has a note of its own, played a little otherwise in each recording. The
    label of the background noise is number 1, the others follow.
    """
    project = Project.objects.create(owner=owner, name="Notes", kind_code="sounds")
    make_background_label(project)
    make_labels(project, sounds, first=2)
    add_sounds(project, background=background, **sounds)
    return project


def make_regression_project(owner: User, rows: int = 12) -> Project:
    """Make a project that predicts how high plants grow, with that many of them.

    Columns 1 (hours of sun) and 2 (the soil, a choice) are known of each; column 3, the
    height in centimetres, is predicted: 10 and 3 for each hour, and 4 more on clay.
    """
    project = Project.objects.create(owner=owner, name="Plants", kind_code="regression")
    for number, (name, unit, choices) in enumerate(
        [("sun", "h", []), ("soil", "", ["sand", "clay"]), ("height", "cm", [])], 1
    ):
        Field.objects.create(
            project=project,
            number=number,
            position=number,
            name=name,
            folded_name=name,
            kind="choice" if choices else "number",
            choices=choices,
            unit=unit,
            is_predicted=name == "height",
        )
    add_plants(project, rows)
    return project


def make_labels(project: Project, names: Iterable[str], first: int = 1) -> None:
    for number, name in enumerate(names, start=first):
        Label.objects.create(
            project=project,
            number=number,
            position=number,
            name=name,
            folded_name=fold(name),
        )


def add_rows(project: Project, **examples: int) -> None:
    labels = {label.name: label for label in project.labels.all()}
    TrainingExample.objects.bulk_create(
        TrainingExample(
            project=project,
            label=labels[name],
            author=project.owner,
            values={
                "1": 100.0 * labels[name].number + place,
                "2": ["red", "blue"][place % 2],
            },
        )
        for name, count in examples.items()
        for place in range(count)
    )


def add_plants(project: Project, rows: int) -> None:
    before = project.examples.count()
    TrainingExample.objects.bulk_create(
        TrainingExample(
            project=project,
            author=project.owner,
            values={
                "1": float(place * 7 % 12),
                "2": ["sand", "clay"][place % 2],
                "3": 10.0 + 3 * (place * 7 % 12) + 4 * (place % 2),
            },
        )
        for place in range(before, before + rows)
    )


def add_pictures(project: Project, **pictures: int) -> None:
    examples = []
    for label in project.labels.filter(name__in=pictures):
        files = files_of(label.number)
        for _ in range(pictures[label.name]):
            name, digest = uuid4().hex, uuid4().hex
            example = TrainingExample(
                project=project, label=label, author=project.owner
            )
            size = sum(len(content) for content in files.values())
            example.hold(Content(file=StoredFile(name, digest, size)))
            write_files(example.files_prefix, files)
            examples.append(example)
    TrainingExample.objects.bulk_create(examples)


@cache
def files_of(number: int) -> dict[str, bytes]:
    """Return the files of a small plain picture, in another colour for each number."""
    picture = Image.new("RGB", (32, 24), f"hsl({(number - 1) * 137 % 360}, 80%, 50%)")
    file = BytesIO()
    picture.save(file, "PNG")
    return dict(read_picture(file.getvalue()).files)


def add_sounds(project: Project, background: int = 0, **sounds: int) -> None:
    """Add recordings; `background` says how many of the noise in the room."""
    counts = {project.live_labels().get(is_background=True).name: background, **sounds}
    examples = []
    for label in project.live_labels().filter(name__in=counts):
        before = project.examples.filter(label=label).count()
        for place in range(before, before + counts[label.name]):
            prepared = recording_of(label.number, place)
            example = TrainingExample(
                project=project, label=label, author=project.owner
            )
            file = StoredFile(uuid4().hex, prepared.digest, prepared.size)
            example.hold(Content(file=file))
            write_files(example.files_prefix, prepared.files)
            examples.append(example)
    TrainingExample.objects.bulk_create(examples)


@cache
def recording_of(number: int, place: int) -> Prepared:
    """Return the files of a recording of a second: noise of label 1, else a note."""
    seed = 1000 * number + place
    samples = noise(1, seed) if number == 1 else note(110 * 1.5**number, seed)
    return read_sound(wav(samples))


def add_sentences(project: Project, **sentences: Sequence[str]) -> None:
    labels = {label.name: label for label in project.labels.all()}
    examples = []
    for name, texts in sentences.items():
        for text in texts:
            example = TrainingExample(
                project=project, label=labels[name], author=project.owner
            )
            example.hold(Content(text=text))
            examples.append(example)
    TrainingExample.objects.bulk_create(examples)


def stored_examples(project: Project) -> list[dict[str, object]]:
    """Return all that is stored of each, but when it was changed."""
    rows = list(project.examples.order_by("pk").values())
    for row in rows:
        del row["changed_at"]
    return rows
