"""Projects of pictures and of sounds with a key, and what is no picture or sound."""

import base64

from classrooms.models import User
from projects.models import Project, ProjectKey, TrainingExample
from tests.own_storage import give_own_storage
from tests.projects.pictures import jpeg, photo
from tests.projects.sounds import encode, note, tone, wav
from tests.school import make_image_project, make_sound_project
from tests.training.scratch import KeyTestCase


class FileScratchTestCase(KeyTestCase):
    """A project whose examples are files."""

    file_names = ["model.json", "weights.bin", "head.json"]
    route: str  # to the file of an example
    path: str  # where that leads, with {} for the example
    address_name: str  # of that in an answer
    more_names: list[str] = []  # of what else is in it, with tests of its own
    stored_name: str  # of the file that programs are given
    content_type: str
    not_found: str
    sent: bytes  # a file that can be taken
    same: list[bytes]  # files that count as the same
    label: str  # where they are put
    not_taken: list[object]
    not_learnt: list[bytes] = []  # that can be asked about
    not_asked: list[bytes] = []
    quota_name: str
    learnt_elsewhere: str

    def setUp(self) -> None:
        give_own_storage(self)
        self.project = self.make_project()
        self.key = ProjectKey.objects.of_member(self.project, self.ada)

    def make_project(self) -> Project:
        raise NotImplementedError

    def make_project_of(self, owner: User) -> Project:
        """Make one of this kind for somebody else, with one example."""
        raise NotImplementedError

    def another(self, seed: int) -> bytes:
        """Return a file that can be taken, another for each seed."""
        raise NotImplementedError

    def in_answer(self, example: TrainingExample) -> dict[str, str]:
        """Return what is answered of an example, but for `more_names`."""
        start = f"http://testserver/api/scratch/{self.key.spell()}/"
        return {
            "id": str(example.pk),
            self.address_name: start + self.path.format(example.pk),
            "label": example.label.name,
        }


def in_base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


PHOTO = jpeg(photo())
NOT_PICTURES = [
    "not base64!",
    "ä",
    "AAAA",
    "A",
    in_base64(b"MZ" + bytes(100)),
    in_base64(PHOTO[:1000]),
    "data:image/png;base64,AAAA",
    "data:text/html;base64,PGgxPg==",
    "https://pictures.example/cat.png",
    ["x"],
    {"x": 1},
    5,
    True,
]
SOUND = wav(note(440))
NOT_SOUNDS = [
    "not base64!",
    "AAAA",
    in_base64(b"RIFF"),
    in_base64(b"la la la, called song.wav"),
    in_base64(SOUND[:1000]),
    in_base64(PHOTO),
    "data:audio/wav;base64,AAAA",
    "https://sounds.example/cat.wav",
    ["x"],
    {"x": 1},
    5,
    True,
]


class ImageScratchTestCase(FileScratchTestCase):
    kind_name = "imgtfjs"
    route = "image"
    path = "images/{}.jpg"
    address_name = "imageurl"
    stored_name = "picture.jpg"
    content_type = "image/jpeg"
    not_found = "Image not found"
    sent = PHOTO
    same = [PHOTO]
    label = "dog"
    not_taken = NOT_PICTURES
    quota_name = "image_quota"
    learnt_elsewhere = "Pictures are learnt by the browser, not by this server"

    def make_project(self) -> Project:
        return make_image_project(self.ada, cat=2, dog=2)

    def make_project_of(self, owner: User) -> Project:
        return make_image_project(owner, cat=1)

    def another(self, seed: int) -> bytes:
        return jpeg(photo(seed=seed + 9))


class SoundScratchTestCase(FileScratchTestCase):
    kind_name = "sounds"
    route = "sound"
    path = "sounds/{}.wav"
    address_name = "audiourl"
    more_names = ["audiodata"]
    stored_name = "sound.wav"
    content_type = "audio/wav"
    not_found = "Sound not found"
    sent = SOUND
    same = [SOUND, encode(note(440), "FLAC", "PCM_16")]
    label = "no"
    not_taken = NOT_SOUNDS
    not_learnt = [wav(0 * note(440))]
    not_asked = [wav(tone(440, 6)), wav(tone(440, 0.05))]
    quota_name = "sound_quota"
    learnt_elsewhere = "Sounds are learnt by the browser, not by this server"

    def make_project(self) -> Project:
        return make_sound_project(self.ada, background=2, yes=2, no=2)

    def make_project_of(self, owner: User) -> Project:
        return make_sound_project(owner, yes=1)

    def another(self, seed: int) -> bytes:
        return wav(note(300 + 50 * seed))
