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

```console run
$ true
```

## Exercises

[1.1](exercises/1-echo/TASK.md), [1.2](exercises/2-again/TASK.md)

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


class Lint(CourseTest):
    def setUp(self):
        super().setUp()
        self.course = self.here / "tutorial"
        self.chapter = self.course / "01-example"
        self.first = self.chapter / "exercises" / "1-echo"
        for folder in ("1-echo", "2-again"):
            self.put_exercise(self.chapter / "exercises" / folder, folder[0])
        (self.chapter / "README.md").write_text(README)
        self.kit("lint", "--update", code=0)

    def put_exercise(self, folder, number):
        shutil.copytree(EXERCISES / "1-echo", folder)
        (folder / "starter" / "server.cpp").unlink(missing_ok=True)
        file = folder / "exercise.json"
        exercise = json.loads(file.read_text())
        for check in exercise["checks"]:
            check["link"] = "../../README.md#lines"
            # One way each, so that it is quick: a lint runs all programs.
            check["cuts"] = ["bytes" if check["name"] == "pieces" else "whole"]
        file.write_text(json.dumps(exercise))
        (folder / "TASK.md").write_text(
            f"# 1.{number} {exercise['title']}\n\nAbout 10 minutes.\n\n"
            f"Done when `kit check 1.{number}` passes.\n")
        for name, text in WRONG.items():
            (folder / "wrong" / f"{name}.py").write_text(text)

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
        self.assertEqual(lines[1], "1.1 Say it again")
        self.assertTrue(any("A line may arrive in pieces" in line
                            for line in lines))

    def test_a_starter_that_passes_is_found(self):
        solution = (self.first / "solution/server.py").read_text()
        (self.first / "starter/server.py").write_text("# TODO\n" + solution)
        self.finding("1-echo/starter/server.py: the starter is not rejected")

    def test_a_solution_that_fails_is_found(self):
        (self.first / "solution/server.py").write_text(WRONG["says_other"])
        self.finding("1-echo/solution/server.py: the solution does not pass:\n"
                     "1.1 Say it again\nFAIL hello")

    def test_a_wrong_program_that_passes_is_found(self):
        solution = (self.first / "solution/server.py").read_text()
        (self.first / "wrong/one_read.py").write_text(solution)
        self.finding("1-echo/wrong/one_read.py: is not rejected: pass")

    def test_a_rejection_by_a_later_check_is_found(self):
        file = self.first / "wrong/one_read.txt"
        file.write_text(file.read_text().replace("rejected by pieces",
                                                 "rejected by hello"))
        self.finding("one_read.txt:1: it is rejected by pieces")

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


if __name__ == "__main__":
    unittest.main()
