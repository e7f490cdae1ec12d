"""kit examine: the solutions pass the examination of Part II, and programs that
were made wrong fail, with the chapter that teaches what failed."""

import csv
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from examination_wrong import WRONG

KIT = os.environ.get("KIT", "kit")
EXAMINATION = Path(__file__).parents[2] / "tutorial" / "examination"
PATIENCE = 500

AT_ONCE = 4


class Examine(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def kit(self, *words, code=0, folder=None):
        done = subprocess.run([KIT, *words], cwd=folder or self.folder,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, timeout=PATIENCE)
        self.assertEqual(done.returncode, code, done.stdout)
        return done.stdout

    def examine(self, *words, code):
        return self.kit("examine", self.folder, *words, code=code)

    def repeat(self, said):
        """Types the command that repeats the first failure."""
        again = re.search(r"^Again: +kit (.*)$", said, re.M)[1]
        done = subprocess.run(f"{KIT} {again}", shell=True, cwd=self.folder,
                              capture_output=True, text=True, timeout=PATIENCE)
        why = re.search(r"^Why: .*$", said, re.M)[0]
        self.assertIn(why, done.stdout + done.stderr)

    def take(self, *names):
        for name in names:
            shutil.copy(EXAMINATION / "solution" / name, self.folder)

    def test_the_solutions_pass(self):
        self.take("server.cpp", "client.cpp")
        self.passes("cpp", self.examine("--patience", "30", code=0))

    def passes(self, end, said):
        self.assertIn(f"Your server, server.{end}:", said)
        self.assertIn("18 pass, 0 FAIL, 0 not checked", said)
        self.assertIn("8 of 8 passed", said)
        self.assertIn("server passed, client passed", said)
        self.assertNotIn("Read:", said)

    def examine_wrong(self, title):
        """What is said of a wrong program in a folder of its own."""
        name, right, wrong, part, _ = WRONG[title]
        text = (EXAMINATION / "solution" / name).read_text()
        if text.count(right) != 1:
            return f"{name} does not hold this once:\n{right}"
        folder = self.folder / title.replace(" ", "-").replace("+", "plus")
        folder.mkdir()
        (folder / name).write_text(text.replace(right, wrong))
        return subprocess.run(
            [KIT, "examine", folder, "--only", part, "--patience", "5"],
            stdout=subprocess.PIPE, text=True,
            stderr=subprocess.STDOUT, timeout=PATIENCE).stdout

    def test_what_is_wrong_is_named_with_its_chapter(self):
        with ThreadPoolExecutor(AT_ONCE) as several:
            told = dict(zip(WRONG, several.map(self.examine_wrong, WRONG)))
        for title, (_, _, _, part, read) in WRONG.items():
            with self.subTest(title):
                chapter = int(read.split("-")[0])
                said, program = told[title], part.split("/")[0]
                self.assertRegex(said, rf"Read: +chapter {chapter}, "
                                 + re.escape("tutorial/" + read))
                self.assertIn(f"The examination: {program} FAILED", said)
        first = next(iter(WRONG))
        self.repeat(told[first])

    def test_what_one_starts_from_compiles_and_fails(self):
        said = self.kit("start", "exam")
        self.assertIn("kit examine", said)
        self.assertIn("yours already", self.kit("start", "exam"))
        self.assertRegex(self.kit("status"), r"exam +The examination +started")
        work = self.folder / "idle-hands" / "exam"
        for name in ("server.py", "client.py"):
            (work / name).unlink()
        said = self.kit("examine", "--patience", "2", code=1)
        self.assertIn("Your server, server.cpp:", said)
        self.assertRegex(said, r"[1-9]\d* pass, [1-9]\d* FAIL")
        self.assertIn("0 of 8 passed", said)
        chapters = set(re.findall(r"Read: +chapter (\d+)", said))
        self.assertLessEqual({"8", "9", "10", "11"}, chapters)
        self.assertRegex(self.kit("status"),
                         r"exam +The examination +[1-9]\d* of 26 checks")

    def test_the_examination_stands_with_the_exercises(self):
        self.assertRegex(self.kit("status"),
                         r"exam +The examination +not started")
        self.assertIn("kit start exam", self.kit("examine", "--begin", code=3))
        self.assertIn("kit start exam", self.kit("hint", "exam", code=3))
        self.kit("start", "exam")
        work = self.folder / "idle-hands" / "exam"
        self.assertIn("kit examine", self.kit("check", "exam", code=3))
        self.assertIn("the chapter", self.kit("hint", code=3, folder=work))
        self.assertIn("--give-up", self.kit("solution", "exam", code=1))
        both = self.kit("solution", "exam", "--give-up")
        for name in ("server.cpp", "client.cpp"):
            self.assertIn((EXAMINATION / "solution" / name).read_text(), both)
        progress = json.loads((work / ".idle-hands.json").read_text())
        self.assertTrue(progress["gave_up"])
        for name in ("server.cpp", "client.cpp"):
            (work / name).unlink()
            shutil.copy(EXAMINATION / "solution" / name.replace("cpp", "py"),
                        work)
        self.passes("py", self.kit("examine", "--patience", "30"))
        self.assertRegex(self.kit("status"),
                         r"exam +The examination +solved after the solution")

    def test_a_class_is_graded(self):
        for name in ("server.py", "client.py"):
            for student in ("ann", "bob"):
                work = self.folder / "class" / student / "exam"
                work.mkdir(parents=True, exist_ok=True)
                text = (EXAMINATION / "solution" / name).read_text()
                if student == "bob":
                    text = text.replace('self.say("* BYE good bye")', "pass")
                (work / name).write_text(text)
        (self.folder / "class/bob/exam/client.py").unlink()
        (self.folder / "class/bob/exam/.idle-hands.json").write_text(
            json.dumps({"version": 1, "exercise": "exam", "gave_up": True}))
        self.kit("grade", "class", "--exercise", "exam", "--csv", "g.csv",
                 "--totals", "t.csv", "--jobs", "2")
        with open(self.folder / "g.csv") as file:
            ann, bob = csv.DictReader(file)
        self.assertEqual([ann[key] for key in (
            "exercise", "points", "of", "server/states", "client/bye",
            "gave_up", "same_as", "comment")],
            ["exam", "26", "26", "1", "1", "no", "the solution",
             "passes all 26"])
        self.assertEqual([bob[key] for key in (
            "points", "server/states", "server/logout", "client/bye",
            "gave_up", "same_as")], ["17", "1", "0", "0", "yes", ""])
        self.assertRegex(bob["comment"], r"passes 17 of 26; first failing "
                         r"check: server/logout: .*chapter 8")
        with open(self.folder / "t.csv") as file:
            self.assertEqual([row["exam"] for row in csv.DictReader(file)],
                             ["26", "17"])

    def test_another_language(self):
        self.take("server.py")
        (self.folder / "server.py").rename(self.folder / "mine")
        said = self.examine("--only", "server", "--server",
                            "python3 mine {port}", code=0)
        self.assertIn("The examination: server passed", said)

    def test_an_empty_folder_is_told_what_to_do(self):
        done = subprocess.run([KIT, "examine", self.folder], text=True,
                              capture_output=True, timeout=PATIENCE)
        self.assertEqual(done.returncode, 3)
        self.assertIn("kit start exam", done.stderr)


if __name__ == "__main__":
    unittest.main()
