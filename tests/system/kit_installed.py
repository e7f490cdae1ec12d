"""The kit where it is installed: it finds the course there, and needs nothing
of the build folder.

The environment names the build folder (BUILD) and Meson (MESON).
"""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

PATIENCE = 300  # seconds, after which a test that hangs fails


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.here = pathlib.Path(tempfile.mkdtemp(prefix="kit-installed-"))
        cls.addClassCleanup(shutil.rmtree, cls.here)
        done = subprocess.run(
            [os.environ["MESON"], "install", "--no-rebuild", "--destdir",
             cls.here / "root", "--tags", "runtime,course", "-C",
             os.environ["BUILD"]], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        cls.program = next((cls.here / "root").rglob("bin/idle-hands-kit"))
        cls.course = cls.program.parents[1] / "share/idle-hands"

    def kit(self, *words, code=0):
        """What the kit printed; its exit code must be `code`."""
        environment = {name: value for name, value in os.environ.items()
                       if name != "KIT_TUTORIAL"}
        done = subprocess.run(
            [self.program, *words], cwd=self.here, env=environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, timeout=PATIENCE)
        self.assertEqual(done.returncode, code, done.stdout)
        return done.stdout

    def test_a_student_starts_compiles_and_checks(self):
        self.assertIn("Next: kit start 1.0", self.kit("status"))
        self.kit("start", "1.1")
        work = next((self.here / "idle-hands").glob("1.1-*"))
        exercise = next((self.course / "tutorial").glob("01-*/exercises/1-*"))
        solution = next((exercise / "solution").glob("*.cpp"))
        shutil.copy(solution, work)
        self.kit("check", "1.1")
        self.assertIn("solved", self.kit("status"))

    def test_it_has_the_transcripts_and_the_faults(self):
        self.assertIn("bye", self.kit("fault", "--list"))
        play = next((self.course / "tests/wire/toy").glob("*-new.wire"))
        self.kit("play", play)

    def test_it_makes_the_book(self):
        self.kit("book", "--out", "book")
        self.assertTrue((self.here / "book/index.html").exists())

    def test_it_sends_authors_to_a_build_folder(self):
        self.assertIn("meson compile -C build", self.kit("lint", code=3))

    def test_it_says_where_the_course_is_not(self):
        away = self.course.with_name("away")
        self.course.rename(away)
        try:
            said = self.kit("status", code=3)
        finally:
            away.rename(self.course)
        self.assertIn(str(self.course), said)
        self.assertIn("install", said)


if __name__ == "__main__":
    unittest.main(verbosity=2)
