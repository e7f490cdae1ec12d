"""kit hint, solution, status and watch, which use what the kit remembers."""

import json
import os
import signal
import subprocess
import unittest

from kit_course import EXERCISES, CourseTest


class Hints(CourseTest):
    def test_the_first_hint_is_of_the_failure_that_was_seen(self):
        work = self.start()
        self.write(work, (EXERCISES / "1-echo/wrong/one_read.py").read_text())
        self.kit("check", "1.1", code=1)
        self.assertEqual(self.kit("hint", "1.1", code=0),
                         "What does recv() give when a line is cut?\n\n"
                         "Hint 1 of 3\n")
        self.assertEqual(self.kit("hint", folder=work, code=0),
                         "before: What does recv() give when a line is cut?\n"
                         "Look for the LF.\n\nHint 2 of 3\n")
        self.assertIn("that was the last. The solution: kit solution 1.1",
                      self.kit("hint", "1.1", code=0))

    def test_before_a_start_there_is_no_hint(self):
        self.assertIn("kit start 1.1", self.kit("hint", "1.1", code=3))


class Solution(CourseTest):
    def test_it_is_shown_to_those_who_have_solved_it(self):
        work = self.start()
        self.assertIn("does not pass yet", self.kit("solution", "1.1", code=1))
        self.solve(work)
        self.kit("check", "1.1", code=0)
        self.assertIn("listener.accept()", self.kit("solution", "1.1", code=0))
        self.assertFalse(self.progress(work)["gave_up"])

    def test_it_is_shown_to_those_who_give_up_and_that_is_kept(self):
        work = self.start()
        said = self.kit("solution", "1.1", "--give-up", code=0)
        self.assertIn("listener.accept()", said)
        self.assertTrue(self.progress(work)["gave_up"])

    def progress(self, work):
        return json.loads((work / ".idle-hands.json").read_text())


class Status(CourseTest):
    def test_it_shows_how_far_one_is(self):
        self.assertIn("Next: kit start 1.1", self.kit("status", code=0))
        work = self.start()
        self.assertRegex(self.kit("status"), r"1\.1 +Say it again +started\n")
        self.write(work, (EXERCISES / "1-echo/wrong/one_read.py").read_text())
        self.kit("check", "1.1", code=1)
        self.kit("hint", "1.1")
        said = self.kit("status")
        self.assertRegex(said, r"1\.1 +Say it again +1 of 3 checks +1\n")
        self.assertRegex(said, r"1\.2 +Ask +not started\n")
        self.solve(work)
        self.kit("check", "1.1", code=0)
        said = self.kit("status")
        self.assertRegex(said, r"1\.1 +Say it again +solved +1\n")
        self.assertIn("Next: kit start 1.2", said)

    def test_who_began_elsewhere_goes_on_there(self):
        self.kit("start", "1.2", code=0)
        self.assertIn("Next: kit check 1.2", self.kit("status"))

    def test_a_part_of_the_checks_says_nothing_of_all(self):
        self.start()
        self.solve(self.here / "idle-hands/1.1-echo")
        self.kit("check", "1.1", "--only", "hello", code=0)
        self.assertRegex(self.kit("status"), r"1\.1 +Say it again +started\n")


class Watch(CourseTest):
    def test_it_checks_after_each_save_until_ctrl_c(self):
        work = self.start()
        self.write(work, "import sys; sys.exit('first')")
        with subprocess.Popen([os.environ["KIT"], "watch", "1.1"],
                              cwd=self.here, env=self.environment(),
                              stdout=subprocess.PIPE, text=True) as kit:
            self.until(kit, "  first\n")
            self.until(kit, "Waiting for you to save server.py")
            self.solve(work)
            self.until(kit, "1.1: 4 of 4 points")
            self.until(kit, "Waiting for you to save server.py")
            kit.send_signal(signal.SIGINT)
            self.assertEqual(kit.stdout.read(), "\nbye\n")
            self.assertEqual(kit.wait(), 0)

    def until(self, kit, text):
        for line in kit.stdout:
            if text in line:
                return
        self.fail("it never said " + text)


if __name__ == "__main__":
    unittest.main()
