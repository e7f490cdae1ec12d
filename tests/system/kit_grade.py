"""kit grade: checks the folders that a class has handed in."""

import csv
import json
import pathlib
import unittest

from kit_course import EXERCISES, CourseTest


def processes(command):
    """The processes with this command line."""
    found = []
    for file in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if file.read_text(errors="replace") == command:
                found.append(file)
        except OSError:
            pass  # it has ended
    return found


class Grade(CourseTest):
    def setUp(self):
        super().setUp()
        right = (EXERCISES / "1-echo/solution/server.py").read_text()
        wrong = (EXERCISES / "1-echo/wrong/one_read.py").read_text()
        self.hand_in("ann/1.1-echo/server.py", right)
        self.hand_in("bob/idle-hands/1.1-echo/server.py", wrong)
        self.hand_in("bob/idle-hands/1.1-echo/.idle-hands.json", json.dumps(
            {"version": 1, "exercise": "1.1", "hints": 2, "gave_up": True}))
        self.hand_in("cem/server.py", right)
        self.hand_in("dan/1.1-echo/server.cpp", "int main() { retrun; }")
        self.hand_in("eve/notes.txt", "I was ill")

    def grade(self, *arguments, code=0):
        """The rows of the table, by name."""
        self.kit("grade", "class", "--exercise", "1.1", "--csv", "g.csv",
                 *arguments, code=code)
        with open(self.here / "g.csv") as file:
            return {row["name"]: row for row in csv.DictReader(file)}

    def hand_in(self, name, text):
        file = self.here / "class" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def test_each_gets_points_and_a_comment(self):
        said = self.kit("grade", "class", "--exercise", "1.1",
                        "--csv", "g.csv", "--json", "g.json", code=2)
        self.assertIn("(5 of 5) eve", said)
        with open(self.here / "g.csv") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([(r["name"], r["points"], r["of"], r["hello"],
                           r["pieces"], r["quit"], r["hints"], r["gave_up"],
                           r["same_as"]) for r in rows],
                         [("ann", "4", "4", "1", "2", "1", "0", "no",
                           "the solution, cem"),
                          ("bob", "1", "4", "1", "0", "0", "2", "yes", ""),
                          ("cem", "4", "4", "1", "2", "1", "0", "no",
                           "the solution, ann"),
                          ("dan", "0", "4", "0", "0", "0", "0", "no", ""),
                          ("eve", "0", "4", "", "", "", "0", "no", "")])
        comments = [r["comment"] for r in rows]
        self.assertEqual(comments[0], "passes all 3")
        self.assertIn("passes 1 of 3; first failing check: pieces: A line may "
                      "arrive in pieces, and many may arrive at once. Seen: ",
                      comments[1])
        self.assertIn("server.cpp does not compile", comments[3])
        self.assertIn("retrun", comments[3])
        self.assertEqual(comments[4], "nothing was handed in")
        grades = json.loads((self.here / "g.json").read_text())
        self.assertEqual(grades["version"], 1)
        self.assertEqual([g["status"] for g in grades["grades"]],
                         ["pass", "fail", "pass", "fail", "not checked"])

    def test_several_at_once_get_the_same_grades(self):
        def judged(rows):
            """The rows without what was seen: what a program that reads once
            says depends on how much had arrived by then."""
            return {name: {**row, "comment": row["comment"].split("Seen:")[0]}
                    for name, row in rows.items()}
        self.assertEqual(judged(self.grade(code=2)),
                         judged(self.grade("--jobs", "3", code=2)))

    def test_work_is_found_however_deep_and_in_any_language(self):
        solution = (EXERCISES / "1-echo/solution/server.py").read_text()
        self.hand_in("fay/mail 7/work/1.1-echo/server.py", solution)
        self.hand_in("gil/zip/main.py", solution)
        self.hand_in("gil/zip/run", 'exec python3 main.py "$1"\n')
        rows = self.grade(code=2)
        self.assertEqual(rows["fay"]["points"], "4")
        self.assertEqual(rows["gil"]["points"], "4")

    def test_one_command_for_all(self):
        self.hand_in("fay/1.1-echo/main.py",
                     (EXERCISES / "1-echo/solution/server.py").read_text())
        rows = self.grade("--command", "python3 main.py {port}", code=2)
        self.assertEqual(rows["fay"]["points"], "4")
        self.assertEqual(rows["ann"]["points"], "0")
        self.assertIn("{port}", self.kit("grade", "class", "--command", "run",
                                         code=3))

    def test_a_row_for_each_student(self):
        self.grade("--totals", "t.csv", code=2)
        with open(self.here / "t.csv") as file:
            rows = [list(row.values()) for row in csv.DictReader(file)]
        self.assertEqual(rows[:2], [["ann", "4", "4", "1", "0", "0", "4"],
                                    ["bob", "1", "4", "0", "2", "1", "1"]])

    def test_time_and_memory_have_limits_and_nothing_is_left_behind(self):
        solution = (EXERCISES / "1-echo/solution/server.py").read_text()
        self.hand_in("fay/server.py", "held = bytearray(100 << 20)\n"
                     + solution)
        self.hand_in("gil/server.py", "import subprocess\nsubprocess.Popen("
                     "['sleep', '4567'], start_new_session=True)\n"
                     + solution)
        rows = self.grade("--memory", "64", code=2)
        self.assertEqual((rows["fay"]["points"], rows["gil"]["points"]),
                         ("0", "4"))
        self.assertEqual(processes("sleep\0004567\0"), [])
        self.assertEqual(self.grade(code=2)["fay"]["points"], "4")
        self.hand_in("hal/server.py", "import time\ntime.sleep(2)\n"
                     + solution)
        hal = self.grade("--time", "1", code=2)["hal"]
        self.assertEqual(hal["points"], "1")  # of the check that had begun
        self.assertIn("the time for this program was over", hal["comment"])

    def test_what_was_handed_in_stays_as_it_is(self):
        before = self.files()
        self.kit("grade", "class", "--exercise", "1.1")
        self.assertEqual(self.files(), before)

    def files(self):
        return {file: file.read_bytes()
                for student in (self.here / "class").glob("[a-z]*")
                for file in student.rglob("*") if file.is_file()}

    def test_a_class_that_is_not_there(self):
        self.assertIn("has no sub-folders",
                      self.kit("grade", "nowhere", code=3))


if __name__ == "__main__":
    unittest.main()
