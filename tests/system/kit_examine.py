"""kit examine: the solutions pass the examination of Part II, and programs that
were made wrong fail, with the chapter that teaches what failed."""

import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

KIT = os.environ.get("KIT", "kit")
EXAMINATION = Path(__file__).parents[2] / "tutorial" / "examination"
PATIENCE = 500

# What is changed in a solution; what is seen of that, and where to read.
WRONG = {
    "a server that tells EXPUNGE in the answer to FETCH": (
        "server.py", "self.tell_news(command not in WITH_NUMBERS)",
        "self.tell_news(True)",
        "RFC 3501 §7.4.1  MUST    FAIL", "Read:     chapter 10, "
        "tutorial/10-numbers/README.md#when-expunge-may-be-told"),
    "a server that takes a line while it idles for a command": (
        "server.py", 'done = line.upper() == "DONE"', "done = True",
        "RFC 2177 §3      SHOULD  FAIL", "Read:     chapter 11, "
        "tutorial/11-idle/README.md#when-done-may-be-said"),
    "a client that takes the line behind IDLE for the +": (
        "client.py", 'elif words[:1] == ["+"]:',
        'elif words[:1] == ["+"] or self.state == "starting":',
        "exists-before-plus    MISSED", "Read: chapter 11, "
        "tutorial/11-idle/README.md#"),
    "a client that does not come back": (
        "client.py", "    while True:\n        begin",
        "    for _ in range(1):\n        begin",
        "bye                   GONE", "Read: chapter 11, "
        "tutorial/11-idle/README.md#when-the-server-ends-it"),
}


class Examine(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def examine(self, *words, code):
        done = subprocess.run([KIT, "examine", self.folder, *words],
                              capture_output=True, text=True, timeout=PATIENCE)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout

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
        for end in ("cpp", "py"):
            with self.subTest(end):
                self.setUp()
                self.take(f"server.{end}", f"client.{end}")
                said = self.examine("--patience", "30", code=0)
                self.assertIn(f"Your server, server.{end}:", said)
                self.assertIn("18 pass, 0 FAIL, 0 not checked", said)
                self.assertIn("8 of 8 passed", said)
                self.assertIn("server passed, client passed", said)
                self.assertNotIn("Read:", said)

    def test_what_is_wrong_is_named_with_its_chapter(self):
        for title, (name, right, wrong, seen, read) in WRONG.items():
            with self.subTest(title):
                text = (EXAMINATION / "solution" / name).read_text()
                self.assertEqual(text.count(right), 1)
                (self.folder / name).write_text(text.replace(right, wrong))
                program = name.split(".")[0]
                said = self.examine("--only", program, "--patience", "5",
                                    code=1)
                self.assertIn(seen, said)
                self.assertIn(read, said)
                self.assertIn(f"The examination: {program} FAILED", said)
                if program == "server":
                    self.repeat(said)

    def test_what_one_starts_from_compiles_and_fails(self):
        said = self.examine("--begin", code=0)
        self.assertIn("TASK.md", said)
        self.assertIn("yours already", self.examine("--begin", code=0))
        for name in ("server.py", "client.py"):
            (self.folder / name).unlink()
        said = self.examine("--patience", "5", code=1)
        self.assertIn("Your server, server.cpp:", said)
        self.assertRegex(said, r"[1-9]\d* pass, [1-9]\d* FAIL")
        self.assertIn("0 of 8 passed", said)
        chapters = set(re.findall(r"Read: +chapter (\d+)", said))
        self.assertLessEqual({"8", "9", "10", "11"}, chapters)

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
        self.assertIn("kit examine --begin", done.stderr)


if __name__ == "__main__":
    unittest.main()
