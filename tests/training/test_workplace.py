import subprocess
import sys
import tempfile
from pathlib import Path
from unittest import TestCase
from unittest.mock import patch

from training import worker, workplace

WORKER = """
import tempfile
from training import workplace

workplace.move_in()
folder = tempfile.mkdtemp(prefix="learning-")
open(f"{folder}/examples.csv", "w").write("Ada,4.5")
print(folder, flush=True)
input()
"""


class WorkplaceTests(TestCase):
    """What a training writes on its way, which are children's examples."""

    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.enterContext(patch("tempfile.tempdir", str(self.folder)))
        self.addCleanup(workplace.move_out)

    def start_worker(self) -> tuple[subprocess.Popen[str], Path]:
        process = self.enterContext(
            subprocess.Popen(
                [sys.executable, "-c", WORKER],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env={"TMPDIR": str(self.folder)},
            )
        )
        self.addCleanup(process.kill)
        assert process.stdout is not None
        return process, Path(process.stdout.readline().strip()) / "examples.csv"

    def test_what_a_killed_worker_has_left_goes_when_the_next_starts(self) -> None:
        process, examples = self.start_worker()
        other, others = self.start_worker()
        self.assertTrue(examples.exists())
        process.kill()
        process.wait()

        workplace.move_in()

        self.assertFalse(examples.exists())
        self.assertTrue(others.exists())
        other.kill()

    def test_all_temporary_files_are_in_it_and_go_with_it(self) -> None:
        folder = workplace.move_in()
        file = Path(tempfile.mkdtemp()) / "examples.csv"
        file.write_text("Ada,4.5")
        self.assertIn(folder, file.parents)

        workplace.move_out()

        self.assertEqual(list(self.folder.iterdir()), [])

    def test_folders_of_others_and_links_are_left_alone(self) -> None:
        (self.folder / "elsewhere").mkdir()
        (self.folder / "elsewhere" / "file").touch()
        link = self.folder / f"{workplace.PREFIX}link"
        link.symlink_to(self.folder / "elsewhere")

        with patch("os.getuid", return_value=-1):
            other = self.folder / f"{workplace.PREFIX}other"
            other.mkdir()
            workplace.delete_abandoned()

        workplace.delete_abandoned()
        self.assertTrue((self.folder / "elsewhere" / "file").exists())

    def test_a_worker_works_in_one_and_leaves_it_empty_when_it_is_told_to_stop(
        self,
    ) -> None:
        pulse = worker.WorkerPulse(beat=lambda: None)
        with patch("training.learning.warm_up") as warm_up:
            warm_up.side_effect = tempfile.mkdtemp
            pulse.before_worker_boot(None, None)
        (folder,) = self.folder.iterdir()
        self.assertEqual(len(list(folder.iterdir())), 1)

        pulse.after_worker_shutdown(None, None)

        self.assertEqual(list(self.folder.iterdir()), [])

    def test_one_that_gives_up_a_training_leaves_nothing_either(self) -> None:
        workplace.move_in()
        with (
            patch("os._exit"),
            patch("training.results.fail"),
            patch("training.progress.announce"),
            patch("training.worker.at_work.Job") as job,
            self.assertLogs("training.worker", "ERROR"),
        ):
            worker.give_up(job, worker.Problem.TOO_SLOW)

        self.assertEqual(list(self.folder.iterdir()), [])
