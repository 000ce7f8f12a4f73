"""A class to look at: a teacher, five students and projects to train and try out.

One of the projects is of the whole class, which has begun to fill it.

Everything secret in it follows from the installation's secret, so that no two
installations share a password, and one that is asked twice says the same.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.utils.crypto import salted_hmac

from classrooms.actions import add_student, hash_passphrase, open_classroom
from classrooms.codes import ALPHABET, LENGTH
from classrooms.hashers import ClassroomPasswordHasher
from classrooms.models import Classroom, Student, User
from classrooms.names import fold
from classrooms.passphrases import WORDS, word_list
from projects import actions
from projects.kinds import Content
from projects.models import Project, ProjectKey

from .demo_moods import MOODS
from .demo_pictures import SHAPES, pictures_of
from .demo_plants import POTS, plants
from .demo_sentences import TO_THE_ROBOT
from .demo_sounds import PLAYED, sounds_of

EMAIL = "teacher@demo.example"
CLASSROOM = "Demo class"
PREFERRED = ClassroomPasswordHasher.algorithm
STUDENTS = ["Ada", "Grace", "Katherine", "Linus", "Alan"]
TOGETHER = "How do you feel?"


@dataclass(frozen=True)
class DemoProject:
    """A ready-made project, and what fills it."""

    name: str
    owner: str
    kind_code: str
    fill: Callable[[Project], None]


def make_demo(url: str) -> dict[str, Any]:
    """Make what is missing of the demo; return how to come in."""
    with transaction.atomic():
        teacher = make_teacher()
        classroom = make_classroom(teacher)
        students = {name: make_student(classroom, name) for name in STUDENTS}
    # Not in one transaction: the worker sweeps away files whose row is not to be seen.
    projects = [make_project(students[each.owner], each) for each in demo_projects()]
    together = make_class_project(classroom, teacher, students)
    return {
        "url": url,
        "teacher": {"email": EMAIL, "password": password()},
        "classroom": {"code": classroom.spelled_code},
        "students": [
            {"username": name, "passphrase": passphrase(name)} for name in STUDENTS
        ],
        "projects": [
            {
                "name": project.name,
                "kind": project.kind_code,
                "owner": str(project.owner),
                "key": ProjectKey.objects.of_member(project, project.owner).spell(),
            }
            for project in projects
        ],
        "class_projects": [{"name": together.name, "kind": together.kind_code}],
    }


def make_teacher() -> User:
    teacher = User.objects.filter(email=EMAIL).first()
    if teacher is None:
        teacher = User.objects.create_user(EMAIL, password(), name="Ms Rivera")
        EmailAddress.objects.create(
            user=teacher, email=EMAIL, verified=True, primary=True
        )
    elif not teacher.check_password(password()):
        teacher.set_password(password())
        teacher.save(update_fields=["password"])
    return teacher


def make_classroom(teacher: User) -> Classroom:
    code = "".join(pick("code", place, ALPHABET) for place in range(LENGTH))
    classroom = Classroom.objects.filter(code=code).first()
    return classroom or open_classroom(teacher, CLASSROOM, code=code)


def make_student(classroom: Classroom, name: str) -> Student:
    """Make a student, or give one made from an earlier list of words the new ones."""
    student = classroom.students.filter(folded_username=fold(name)).first()
    if student is None:
        return add_student(classroom, name, passphrase(name))[0]
    if not check_password(passphrase(name), student.user.password, preferred=PREFERRED):
        student.user.password = hash_passphrase(passphrase(name))
        student.user.save(update_fields=["password"])
    return student


def make_project(owner: Student, demo: DemoProject) -> Project:
    project = owner.user.projects.filter(name=demo.name).first()
    if project is None:
        project = actions.create_project(owner.user, demo.name, demo.kind_code)
        demo.fill(project)
    return project


def make_class_project(
    classroom: Classroom, teacher: User, students: Mapping[str, Student]
) -> Project:
    """Make a project that the class fills, with what each student has added."""
    project = classroom.projects.filter(name=TOGETHER).first()
    if project is not None:
        return project
    project = actions.create_class_project(classroom, teacher, TOGETHER, "text")
    labels = {name: actions.add_label(project, name) for name in MOODS["Ada"]}
    for student, sentences in MOODS.items():
        examples = [
            actions.NewExample(labels[mood], Content(text=text))
            for mood, texts in sentences.items()
            for text in texts
        ]
        actions.add_examples(project, examples, author=students[student].user)
    return project


def demo_projects() -> list[DemoProject]:
    # Both data sets are from the UCI repository, CC BY 4.0.
    iris, wine = partial(fill_rows, "load_iris"), partial(fill_rows, "load_wine")
    robot = partial(fill_sentences, TO_THE_ROBOT)
    shapes = partial(fill_pictures, SHAPES)
    return [
        DemoProject("Iris flowers", "Ada", "numbers", iris),
        DemoProject("Italian wines", "Grace", "numbers", wine),
        DemoProject("Messages to the robot", "Katherine", "text", robot),
        DemoProject("Painted shapes", "Linus", "images", shapes),
        DemoProject("Whistle, drum, shaker", "Grace", "sounds", fill_sounds),
        DemoProject("Bean plants (invented)", "Alan", "regression", fill_plants),
    ]


def fill_sentences(sentences: Mapping[str, Sequence[str]], project: Project) -> None:
    """Add labels, and the sentences of each."""
    for name, texts in sentences.items():
        label = actions.add_label(project, name)
        examples = [actions.NewExample(label, Content(text=text)) for text in texts]
        actions.add_examples(project, examples, author=project.owner)


def fill_pictures(names: Iterable[str], project: Project) -> None:
    """Add labels, and pictures of each."""
    for name in names:
        label = actions.add_label(project, name)
        for picture in pictures_of(name):
            actions.add_upload(project, label, picture, author=project.owner)


def fill_sounds(project: Project) -> None:
    """Add labels, and recordings of each; also of the room, whose label is there."""
    room = project.live_labels().get(is_background=True)
    played = [actions.add_label(project, name) for name in PLAYED]
    for label in [room, *played]:
        for sound in sounds_of(label.name):
            actions.add_upload(project, label, sound, author=project.owner)


def fill_rows(loader: str, project: Project) -> None:
    """Add the columns, labels and rows of a data set of scikit-learn."""
    from sklearn import datasets  # Takes a second, and nothing else needs it.

    data = getattr(datasets, loader)()
    fields = [
        actions.add_field(project, tidy_column(name), "number")
        for name in data.feature_names
    ]
    labels = [
        actions.add_label(project, str(name).replace("_", " "))
        for name in data.target_names
    ]
    examples = [
        actions.NewExample(labels[answer], Content(dict(cells(fields, row))))
        for row, answer in zip(data.data, data.target, strict=True)
    ]
    actions.add_examples(project, examples, author=project.owner)


def fill_plants(project: Project) -> None:
    """Add invented rows, of which the height of a plant is to be predicted."""
    fields = [
        actions.add_field(project, "sun a day", "number", unit="h"),
        actions.add_field(project, "water a day", "number", unit="ml"),
        actions.add_field(project, "pot", "choice", POTS),
        actions.add_field(project, "height", "number", unit="cm", is_predicted=True),
    ]
    numbers = [str(field.number) for field in fields]
    examples = [
        actions.NewExample(None, Content(dict(zip(numbers, row, strict=True))))
        for row in plants()
    ]
    actions.add_examples(project, examples, author=project.owner)


def tidy_column(name: str) -> str:
    return name.replace("_", " ").replace("/", " / ")


def cells(fields: list[Any], row: Any) -> Iterator[tuple[str, float]]:
    for field, value in zip(fields, row, strict=True):
        yield str(field.number), float(value)


def password() -> str:
    return "-".join(words("teacher", 5))


def passphrase(name: str) -> str:
    return " ".join(words(f"student {name}", WORDS))


def words(purpose: str, count: int) -> list[str]:
    return [pick(purpose, place, word_list()) for place in range(count)]


def pick(purpose: str, place: int, choices: Sequence[str]) -> str:
    """Return one of `choices`, by the installation's secret."""
    digest = salted_hmac("mlforkids.demo", f"{purpose} {place}", algorithm="sha256")
    return choices[int.from_bytes(digest.digest()) % len(choices)]
