"""kit grade: checks the folders that a class has handed in."""

import csv
import json
import unittest

from kit_course import EXERCISES, CourseTest


class Grade(CourseTest):
    def setUp(self):
        super().setUp()
        right = (EXERCISES / "1-echo/solution/server.py").read_text()
        wrong = (EXERCISES / "1-echo/wrong/one_read.py").read_text()
        self.hand_in("ann/1.1-echo/server.py", right)
        self.hand_in("bob/idle-hands/1.1-echo/server.py", wrong)
        self.hand_in("bob/idle-hands/1.1-echo/.idle-hands.json", json.dumps(
            {"version": 1, "exercise": "1.1", "hints": 2}))
        self.hand_in("cem/server.py", right)
        self.hand_in("dan/1.1-echo/server.cpp", "int main() { retrun; }")
        self.hand_in("eve/notes.txt", "I was ill")

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
                           r["pieces"], r["quit"], r["hints"]) for r in rows],
                         [("ann", "4", "4", "1", "2", "1", "0"),
                          ("bob", "1", "4", "1", "0", "0", "2"),
                          ("cem", "4", "4", "1", "2", "1", "0"),
                          ("dan", "0", "4", "0", "0", "0", "0"),
                          ("eve", "0", "4", "", "", "", "0")])
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
