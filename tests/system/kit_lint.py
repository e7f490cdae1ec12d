"""kit lint: what it finds when it runs the programs of a chapter."""

import json
import shutil
import unittest

from kit_course import EXERCISES, CourseTest

README = """# 1. Example

*About 40 minutes, 60 with the exercises.*

## What you will be able to do

- One
- Two
- Three

## Lines

*40 minutes.*

```console run
$ true
```

## Exercises

[1.0](exercises/0-first/TASK.md), [1.1](exercises/1-echo/TASK.md),
[1.2](exercises/2-again/TASK.md)

## What you can now do

All of it.
"""
SERVE = """import socket, sys
listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
"""
WRONG = {
    "says_too_much": SERVE + "listener.accept()[0].sendall("
                     "b'* hello\\r\\n* hello again\\r\\n')\n",
    "says_other": SERVE + "listener.accept()[0].sendall(b'hello\\r\\n')\n",
    "does_not_start": "import sys\nsys.exit('no')\n",
}

# This patch is for the solution of the first exercise of the test's course.
MUTE = """# Wrong: does not say
# that it heard.
--- server.py
+++ server.py
@@ -9,3 +9,2 @@
         word = line.rstrip(b"\\r\\n")
-        client.sendall(b"ok " + word + b"\\r\\n")
         if word == b"quit":
"""


class ChapterTest(CourseTest):
    def setUp(self):
        super().setUp()
        self.variables = {}
        self.course = self.here / "tutorial"
        self.chapter = self.course / "01-example"
        self.first = self.chapter / "exercises" / "1-echo"
        for folder in ("0-first", "1-echo", "2-again"):
            self.put_exercise(self.chapter / "exercises" / folder, folder[0])
        (self.chapter / "README.md").write_text(README)

    def environment(self):
        return dict(super().environment(), **self.variables)

    def put_exercise(self, folder, number):
        shutil.copytree(EXERCISES / "1-echo", folder)
        (folder / "starter" / "server.cpp").unlink(missing_ok=True)
        file = folder / "exercise.json"
        exercise = json.loads(file.read_text())
        for check in exercise["checks"]:
            check["link"] = "../../README.md#lines"
            # Each check is run with one way of cutting, to be quick, because a
            # lint runs all programs.
            check["cuts"] = ["bytes" if check["name"] == "pieces" else "whole"]
        file.write_text(json.dumps(exercise))
        (folder / "TASK.md").write_text(
            f"# 1.{number} {exercise['title']}\n\nAbout 10 minutes.\n\n"
            f"Done when `kit check 1.{number}` passes.\n")
        for name, text in WRONG.items():
            (folder / "wrong" / f"{name}.py").write_text(text)


class Lint(ChapterTest):
    def setUp(self):
        super().setUp()
        self.kit("lint", "--update", code=0)

    def finding(self, text):
        said = self.kit("lint", code=1)
        self.assertIn(text, said)
        self.assertIn("1 chapter, 1 finding\n", said)

    def test_nothing_is_found_in_a_good_chapter(self):
        self.assertEqual(self.kit("lint", code=0), "1 chapter, 0 findings\n")
        self.assertEqual(self.kit("lint", "--flakes", "1", self.chapter,
                                  code=0),
                         "run 1 of 1: 0 differences\n1 chapter, 0 findings\n")

    def test_an_update_wrote_what_kit_check_says(self):
        lines = (self.first / "wrong/one_read.txt").read_text().split("\n")
        self.assertEqual(lines[0], "rejected by pieces")
        self.assertEqual(lines[1], "1.1 Say it again (seed 1)")
        self.assertTrue(any("A line may arrive in pieces" in line
                            for line in lines))

    def test_a_starter_that_passes_is_found(self):
        solution = (self.first / "solution/server.py").read_text()
        (self.first / "starter/server.py").write_text("# TODO\n" + solution)
        self.finding("1-echo/starter/server.py: the starter is not rejected")

    def test_a_solution_that_fails_is_found(self):
        (self.first / "solution/server.py").write_text(WRONG["says_other"])
        self.finding("1-echo/solution/server.py: the solution does not pass:\n"
                     "1.1 Say it again (seed 1)\nFAIL hello")

    def test_a_wrong_program_that_passes_is_found(self):
        solution = (self.first / "solution/server.py").read_text()
        (self.first / "wrong/one_read.py").write_text(solution)
        self.finding("1-echo/wrong/one_read.py: is not rejected by pieces: "
                     "pass")

    def test_a_rejection_by_a_later_check_is_found(self):
        file = self.first / "wrong/one_read.txt"
        file.write_text(file.read_text().replace("rejected by pieces",
                                                 "rejected by hello"))
        self.finding("one_read.py: is not rejected by hello: pass")
        said = self.kit("lint", "--all", code=1)
        self.assertIn("one_read.txt:1: it is rejected by pieces", said)

    def test_with_other_data_only_the_verdict_counts(self):
        (self.first / "wrong/one_read.txt").write_text("rejected by pieces\n")
        self.assertEqual(self.kit("lint", "--seed", "7", code=0),
                         "1 chapter, 0 findings\n")
        solution = (self.first / "solution/server.py").read_text()
        (self.first / "wrong/one_read.py").write_text(solution)
        said = self.kit("lint", "--seed", "7", code=1)
        self.assertIn("one_read.py: with seed 7: pass", said)

    def test_a_text_that_changed_is_found(self):
        file = self.first / "wrong/one_read.txt"
        file.write_text(file.read_text().replace("A line may", "A line shall"))
        self.finding("one_read.txt: kit check says something else now")
        self.kit("lint", "--update", code=0)
        self.kit("lint", code=0)

    def test_a_program_that_does_not_compile_is_found(self):
        (self.first / "wrong/typo.cpp").write_text("int main() { retrun; }\n")
        (self.first / "wrong/typo.txt").write_text("rejected by hello\n")
        self.finding("1-echo/wrong/typo.cpp: does not compile:")

    def put_patch(self, text=MUTE):
        (self.first / "wrong/mute.patch").write_text(text)
        (self.first / "wrong/mute.txt").write_text("rejected by pieces\n")

    def test_a_patch_is_run_and_rejected_and_leaves_nothing_behind(self):
        folder = self.here / "temporary"
        folder.mkdir()
        self.variables = {"TMPDIR": str(folder)}
        self.put_patch()
        self.kit("lint", "--update", code=0)
        self.assertEqual(list(folder.iterdir()), [])
        lines = (self.first / "wrong/mute.txt").read_text().split("\n")
        self.assertEqual(lines[:3], ["rejected by pieces",
                                     "1.1 Say it again (seed 1)",
                                     "FAIL pieces  cut bytes"])

    def test_a_patch_that_is_not_rejected_is_found(self):
        self.put_patch(MUTE.replace("+9,2", "+9,3").replace(
            '         if', '+        client.sendall(b"ok %s\\r\\n" % word)\n'
            '         if'))
        self.finding("1-echo/wrong/mute.patch: is not rejected by pieces: "
                     "pass")

    def test_a_patch_that_does_not_fit_is_found_once(self):
        self.put_patch()
        solution = self.first / "solution/server.py"
        solution.write_text("\n" + solution.read_text())
        self.finding("1-echo/wrong/mute.patch:6: line 9 of server.py is ")

    def test_without_programs_only_files_are_looked_at(self):
        (self.first / "wrong/one_read.py").write_text("# nothing\n")
        self.assertEqual(self.kit("lint", "--static", code=0),
                         "1 chapter, 0 findings\n")

    def test_a_difference_from_run_to_run_is_found(self):
        # Says another thing each time it is started.
        (self.first / "wrong/one_read.py").write_text(
            SERVE + "import os\n"
            "listener.accept()[0].sendall(b'%d\\r\\n' % os.getpid())\n")
        said = self.kit("lint", "--flakes", "1", code=1)
        self.assertIn("one_read.py: fared differently in run 1 of 1", said)

    def test_a_folder_that_is_no_chapter_is_explained(self):
        self.assertIn("there is no such folder",
                      self.kit("lint", "nosuch", code=3))


class WrongPrograms(ChapterTest):
    def test_a_wrong_program_is_written_whole(self):
        (self.first / "wrong/mute.patch").write_text(MUTE)
        said = self.kit("lint", "--wrong", "1.1/mute", code=0)
        solution = (self.first / "solution/server.py").read_text()
        self.assertEqual(
            said, "tutorial/01-example/exercises/1-echo/wrong/mute.patch:\n"
            "# Wrong: does not say\n# that it heard.\n" + solution.replace(
                '        client.sendall(b"ok " + word + b"\\r\\n")\n', ""))
        said = self.kit("lint", "--wrong", "1.1/one_read", code=0)
        self.assertTrue(
            said.endswith((self.first / "wrong/one_read.py").read_text()))

    def test_a_wrong_program_that_is_not_there_is_explained(self):
        self.assertIn("there is no wrong program 1.1/none; there are "
                      "does_not_start, one_read, says_other, says_too_much\n",
                      self.kit("lint", "--wrong", "1.1/none", code=3))
        self.assertIn("which one of 1.1? Write 1.1/NAME",
                      self.kit("lint", "--wrong", "1.1", code=3))
        self.assertIn("there is no exercise 9.9",
                      self.kit("lint", "--wrong", "9.9/none", code=3))
        self.assertIn("excludes",
                      self.kit("lint", "--wrong", "1.1/none", "--static",
                               code=3))


if __name__ == "__main__":
    unittest.main()
