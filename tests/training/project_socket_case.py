from classrooms import live as class_live
from projects import live
from projects.models import Moderation, TrainingExample
from tests.own_cache import give_own_cache
from tests.school import make_text_project

from .sockets import Socket, SocketTestCase


class ProjectSocketTestCase(SocketTestCase):
    """A class project, and pages that hear what changes in it."""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.project = make_text_project(cls.rivera, kind=["Well done"], mean=["Go"])
        cls.project.classroom = cls.year_5
        cls.project.save()
        cls.path = f"/ws/projects/{cls.project.pk}/live/"

    def setUp(self) -> None:
        super().setUp()
        give_own_cache(self)

    async def watch(self, user, **scope) -> tuple[Socket, dict]:
        socket = self.open_socket(self.path, user, **scope)
        self.assertEqual((await socket.connect())[0], True)
        return socket, await socket.receive_json_from()

    async def add(self, author, text: str, state: str = Moderation.SHOWN):
        """Have `author` add a sentence, and the pages hear of it."""
        label = await self.project.labels.aget(name="kind")
        example = await TrainingExample.objects.acreate(
            project=self.project, label=label, author=author, text=text, state=state
        )
        await self.tell(example)
        return example

    async def tell(self, *examples: TrainingExample, rights: bool = False) -> None:
        """Tell who watches, as `projects.live` does after the commit."""
        await self.deliver(tuple(str(each.pk) for each in examples), rights)

    async def deliver(self, examples: tuple[str, ...] = (), rights: bool = False):
        group, kind = live.group_name(self.project.pk), "project.changed"
        hint = class_live.Hint(group, examples=examples, rights=rights, type=kind)
        await class_live.deliver([hint])

    @property
    def class_group(self) -> str:
        return class_live.group_name(self.year_5.pk)

    @property
    def ada_id(self) -> str:
        return str(self.ada.student.pk)
