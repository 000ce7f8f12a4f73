"""Examples that are files: checked, stored, and then believed in by a row."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from uuid import UUID, uuid4

from django.db import Error as DatabaseError
from django.db import transaction

from classrooms.models import User

from ..kinds import Content, StoredFile
from ..models import DiscardedFiles, Label, Project, TrainingExample
from ..room import check_fits, room_of_project
from ..uploads import StorageIsDown, prepare, write_files
from .duplicates import without_duplicates
from .examples import NewExample, add_examples, check_may_come_again
from .facts import ask
from .files import FilesAreGone, let_go, note_upload
from .limits import check_example_quotas, check_may_add
from .projects import tell_worker


def add_upload(
    project: Project, label: Label, data: bytes, author: User, id: UUID | None = None
) -> TrainingExample:
    """Store what was given as a file under `label`; return it as stored.

    One that is there already, by id, is left as it is. Raises `BadExample`,
    `QuotaExceeded`, `AlreadyThere`, `StorageIsDown`, `StorageIsFull`, what
    `check_may_add` raises, and `Label.DoesNotExist` for a label deleted meanwhile.
    Nothing is left of it then.
    """
    example_id = id or uuid4()
    stored = find_example(project, example_id, author)
    if stored is not None:
        return stored
    # All of this again where the row is written; here it saves the work before.
    facts = ask(project, author)
    check_may_add(project, [NewExample(label, Content(), example_id)], author, facts)
    check_example_quotas(project, 1, author, facts)
    check_fits(room_of_project(project), 1)
    prepared = prepare(project.kind_code, data)
    file = StoredFile(uuid4().hex, prepared.digest, prepared.size, prepared.likeness)
    new = NewExample(label, Content(file=file), example_id)
    facts = ask(project, author, prints=[prepared.digest])
    without_duplicates(project, {example_id: new}, facts, skip=False)
    with leaving_nothing(project, file.name) as prefix:
        write_files(prefix, prepared.files)
        (example,) = add_examples(project, [new], author)
    return example


def find_example(
    project: Project, example_id: UUID, author: User
) -> TrainingExample | None:
    """Return an example that `author` has sent before, if it is there.

    Raises `BadExample` for the id of somebody else's.
    """
    examples = project.examples.select_related("label", "author__student")
    example = examples.filter(pk=example_id).first()
    if example is not None:
        check_may_come_again(example, project, author)
    return example


@contextmanager
def leaving_nothing(project: Project, file_name: str) -> Iterator[str]:
    """Give the folder of a file; have it deleted again, if no row comes to need it.

    At once where that shows here; else, as after a crash, when its time is over.
    """
    prefix = project.folder_of(file_name)
    waiting = note_upload(prefix)
    try:
        yield prefix
    except BaseException as error:
        with suppress(DatabaseError):  # If it is away, the time runs out.
            throw_away(prefix, file_name, waiting.pk)
        if isinstance(error, FilesAreGone):  # So slow that they were given up.
            raise StorageIsDown from error
        raise
    if let_go(waiting.pk):  # Another was faster with the same example.
        tell_worker_later(waiting.pk)


def throw_away(prefix: str, file_name: str, waiting_id: int) -> None:
    """Have the files under `prefix` deleted, unless a row has come to need them."""
    if let_go(waiting_id):
        tell_worker_later(waiting_id)
    elif not TrainingExample.objects.filter(file=file_name).exists():
        # Deleted too early, as when a project is erased: others were written since.
        tell_worker_later(DiscardedFiles.objects.create(prefix=prefix).pk)


def tell_worker_later(discarded_id: int) -> None:
    transaction.on_commit(lambda: tell_worker([discarded_id]))
