"""Runs the kit on the small course beside this file, in its own folder.

The program is named by the environment variable KIT.
"""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

COURSE = pathlib.Path(__file__).parent / "course"
EXERCISES = COURSE / "01-example" / "exercises"
PATIENCE = 100  # seconds, after which a test that hangs fails


class CourseTest(unittest.TestCase):
    def setUp(self):
        self.here = pathlib.Path(tempfile.mkdtemp(prefix="kit-course-"))
        self.addCleanup(shutil.rmtree, self.here)
        self.course = COURSE

    def environment(self):
        return dict(os.environ, KIT_TUTORIAL=str(self.course))

    def kit(self, *words, folder=".", code=None):
        """What it printed; its exit code must be `code`, if given."""
        result = subprocess.run(
            [os.environ["KIT"], *map(str, words)], cwd=self.here / folder,
            env=self.environment(), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            timeout=PATIENCE)
        if code is not None:
            self.assertEqual(result.returncode, code, result.stdout)
        return result.stdout

    def start(self, number="1.1"):
        """The folder of an exercise that was just started."""
        self.kit("start", number, code=0)
        return next((self.here / "idle-hands").glob(number + "-*"))

    def write(self, work, text, name="server.py"):
        """Makes this the student's program."""
        for other in work.glob("server.*"):
            other.unlink()
        (work / name).write_text(text)

    def solve(self, work, name="server.py"):
        exercise = next(EXERCISES.glob("*-" + work.name.split("-", 1)[1]))
        self.write(work, (exercise / "solution" / name).read_text(), name)


def start_kit(test, *words):
    """A kit that runs beside the test, and ends with it."""
    kit = subprocess.Popen(
        [os.environ["KIT"], *words], cwd=test.here, env=test.environment(),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True)
    test.addCleanup(kit.wait)
    test.addCleanup(kit.stdout.close)
    test.addCleanup(kit.kill)
    return kit


SERVER = """
import socket, sys
listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
"""
