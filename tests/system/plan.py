"""tutorial/plan adds up the minutes of each chapter, and of each exercise."""

import json
import re
import subprocess
import unittest
from pathlib import Path

TUTORIAL = Path(__file__).resolve().parents[2] / "tutorial"
MINUTES = re.compile(r"^\*About (\d+) minutes, \d+ with the exercises\.\*$", re.M)


def plan(*words):
    """The last line: ` 58  minutes`."""
    done = subprocess.run([TUTORIAL / "plan", *words], text=True, check=True,
                          stdout=subprocess.PIPE)
    return done.stdout.splitlines()[-1]


class Plan(unittest.TestCase):
    def chapters(self):
        """The number, the folder and the minutes of each chapter."""
        for page in sorted(TUTORIAL.glob("[0-9]*/README.md")):
            minutes = MINUTES.search(page.read_text(encoding="utf-8"))
            if minutes:
                number = page.parent.name.split("-")[0].lstrip("0")
                yield number, page.parent, int(minutes[1])

    def test_there_are_chapters_with_one_digit_and_with_two(self):
        digits = {len(number) for number, _, _ in self.chapters()}
        self.assertEqual(digits, {1, 2})

    def test_a_chapter_takes_the_minutes_at_its_head(self):
        for number, _, minutes in self.chapters():
            with self.subTest(chapter=number):
                self.assertEqual(plan(number), f"{minutes:4}  minutes")

    def test_an_exercise_takes_the_minutes_of_its_file(self):
        for number, folder, _ in self.chapters():
            for file in folder.glob("exercises/*/exercise.json"):
                exercise = f"{number}.{file.parent.name.split('-')[0]}"
                minutes = json.loads(file.read_text())["minutes"]
                with self.subTest(exercise=exercise):
                    self.assertEqual(plan(exercise), f"{minutes:4}  minutes")


if __name__ == "__main__":
    unittest.main()
