"""A project as files: what it is, its examples, what was learnt from them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from django.db.models import QuerySet

from classrooms.models import User
from classrooms.names import fold
from projects.kinds import Content, StoredFile
from projects.models import Field, Label, Moderation, Project, TrainingExample

from ..learning import artefacts
from ..models import Evaluation, MLModel
from .archive import Folder
from .examples import in_order, write_files
from .names import file_name

VERSION = 1
# Columns of a table of examples beside the project's own.
BESIDE = ("label", "author", "created")


def write_project(folder: Folder, project: Project) -> None:
    """Write everything of one project into a folder."""
    fields = list(project.live_fields())
    folder.add_json("project.json", describe_project(project, fields))
    write_examples(folder, project, fields)
    models = Folder(folder.archive, f"{folder.path}models/")
    listed = MLModel.objects.of(project).select_related("project", "evaluation")
    for ml_model in listed.order_by("requested_at"):
        write_model(models.folder(moment_of(ml_model)), ml_model)


def write_examples(folder: Folder, project: Project, fields: Sequence[Field]) -> None:
    """Write what everybody sees, and apart what waits or is hidden, if anything.

    So that nothing is shown to everybody because a table was imported again.
    """
    shown = project.examples.shown()
    rows = rows_of(project, shown, fields, write_files(folder, project, shown))
    folder.add_table("examples.csv", header_of(project, fields), rows)
    others = project.examples.exclude(state=Moderation.SHOWN)
    if others.exists():
        apart = folder.folder("not shown")
        paths = write_files(apart, project, others)
        rows = rows_of(project, others, fields, paths, with_state=True)
        header = header_of(project, fields, with_state=True)
        apart.add_table("examples.csv", header, rows)


def describe_project(project: Project, fields: Sequence[Field]) -> dict[str, Any]:
    labels = project.live_labels()
    return {
        "format": "mlforkids-project",
        "version": VERSION,
        "name": project.name,
        "kind": project.kind_code,
        "created": project.created_at,
        "owner": str(project.owner),
        "class": describe_sharing(project),
        "labels": [describe_label(each) for each in labels],
        "columns": [each.describe() for each in fields],
    }


def describe_sharing(project: Project) -> dict[str, Any] | None:
    """Return which class fills it, and what its teachers have decided."""
    if project.classroom is None:
        return None
    return {
        "name": project.classroom.name,
        "is_collecting": project.is_collecting,
        "needs_approval": project.needs_approval,
        "student_quota": project.student_quota,
        "proposed_labels": [
            {
                "name": each.name,
                "author": str(each.author),
                "proposed": each.proposed_at,
            }
            for each in project.proposals.select_related("author__student").order_by(
                "pk"
            )
        ],
    }


def describe_label(label: Label) -> dict[str, Any]:
    described = {"number": label.number, "name": label.name}
    return described | ({"is_background": True} if label.is_background else {})


def header_of(
    project: Project, fields: Sequence[Field], with_state: bool = False
) -> list[str]:
    """Return the names of the columns, each once: a child may have called one label."""
    names = project.kind.header(fields)
    taken = {fold(name) for name in names}
    beside = BESIDE if project.kind.has_labels else BESIDE[1:]
    last = ("state",) if with_state else ()
    return [*names, *(unique(name, taken) for name in (*beside, *last))]


def unique(name: str, taken: set[str]) -> str:
    return file_name(name, taken)


def rows_of(
    project: Project,
    examples: QuerySet[TrainingExample],
    fields: Sequence[Field],
    paths: Mapping[str, str],
    with_state: bool = False,
) -> Iterator[list[object]]:
    """Return the cells of each example; without objects, which take thrice as long.

    `paths` says where the files of those are that have some.
    """
    cells = partial(project.kind.cells, fields)
    labels = dict(project.labels.values_list("pk", "name"))
    authors = names_of_authors(project)
    listed = examples.values_list(
        "values", "text", "file", "label", "author", "created_at", "state"
    )
    for values, text, file, label, author, created_at, state in in_order(listed):
        copied = StoredFile(paths[file], "", 0) if file else None
        yield [
            *cells(Content(values, text, copied)),
            *([labels[label]] if label else []),
            authors.get(author, ""),
            created_at.isoformat(timespec="seconds"),
            *([state] if with_state else []),
        ]


def names_of_authors(project: Project) -> dict[int, str]:
    ids = project.examples.order_by().values("author").distinct()
    authors = User.objects.filter(pk__in=ids).select_related("student")
    return {each.pk: str(each) for each in authors}


def moment_of(ml_model: MLModel) -> str:
    return f"{ml_model.requested_at:%Y-%m-%d %H.%M.%S}"


def write_model(folder: Folder, ml_model: MLModel) -> None:
    """Write what is known of one training, and its files if it is in use."""
    folder.add_json("model.json", describe_model(ml_model))
    files = Folder(folder.archive, f"{folder.path}files/")
    for name in ml_model.file_names:
        try:
            file = artefacts.open_file(ml_model.files_prefix, name)
        except artefacts.ArtefactIsGone:  # A newer one has just taken its place.
            continue
        with file:
            files.add_file(name, file, file.size)


def describe_model(ml_model: MLModel) -> dict[str, Any]:
    return {
        "format": "mlforkids-model",
        "version": VERSION,
        "status": ml_model.status,
        "in_use": ml_model.is_current,
        "requested": ml_model.requested_at,
        "finished": ml_model.finished_at,
        "examples": ml_model.example_count,
        "schema": ml_model.schema,
        "evaluation": describe_evaluation(ml_model),
    }


def describe_evaluation(ml_model: MLModel) -> Mapping[str, Any] | None:
    if not hasattr(ml_model, "evaluation"):
        return None
    evaluation: Evaluation = ml_model.evaluation
    contributors = evaluation.details.get("contributors")
    return {
        **evaluation.details,
        **({"contributors": with_names(contributors)} if contributors else {}),
        "method": evaluation.method,
        "accuracy": evaluation.accuracy,
        "baseline": evaluation.baseline,
        "examples": evaluation.example_count,
    }


def with_names(contributors: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return how good a model was at what each has added, by their names."""
    ids = [each["author"] for each in contributors]
    users = User.objects.select_related("student").in_bulk([pk for pk in ids if pk])
    names = {pk: str(user) for pk, user in users.items()}
    return [{**each, "author": names.get(each["author"])} for each in contributors]
