import re
import tempfile
from itertools import pairwise
from pathlib import Path

from django.core.files.storage import FileSystemStorage
from django.test import SimpleTestCase

from mlforkids.storage import HashedStaticFiles

LONG_WAY = 12  # modules, each importing the next


class HashedStaticFilesTests(SimpleTestCase):
    """Modules that import modules, renamed by what is in them."""

    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.storage = HashedStaticFiles(location=self.folder, base_url="/static/")

    def write(self, name: str, content: str) -> None:
        (self.folder / name).write_text(content)

    def rename_all(self, names: list[str]) -> None:
        paths = {name: (FileSystemStorage(self.folder), name) for name in names}
        for _, _, processed in self.storage.post_process(paths):
            if isinstance(processed, Exception):
                raise processed

    def test_a_long_way_of_imports_is_followed_in_the_worst_order(self) -> None:
        names = [f"m{number}.js" for number in range(LONG_WAY)]
        for name, imported in pairwise(names):
            self.write(name, f'import "./{imported}";\n')
        self.write(names[-1], "export const done = true;\n")

        self.rename_all(names)

        for name, imported in pairwise(names):
            text = (self.folder / self.storage.stored_name(name)).read_text()
            (found,) = re.findall(r'"\./(.*)"', text)
            self.assertEqual(found, self.storage.stored_name(imported))
