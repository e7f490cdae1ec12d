"""Exercise 16.1: the solution passes, and what students get wrong does not."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

EXERCISE = (Path(__file__).resolve().parents[2] /
            "tutorial/16-plugin/exercise")
# The check that fails, words of what it says, the file, what stands there, and
# what a student writes in its place.
WRONG = [
    ("rule", "papXexample", "rules.json", r"\\.example", ".example"),
    ("rule", "notpap.example", "rules.json", "[@.](pap", "(pap"),
    ("rule", "pap.example.net", "rules.json", ">?$", r"\\b"),
    ("rule", "whose name is an address", "rules.json", ">?$", r"(>|\"|$)"),
    ("rule", "host of the site", "rules.json", "[@.]", "@"),
    ("rule", "the other site", "rules.json", "(pap|seloger)", "pap"),
    ("rule", "a T20", "rules.json", r"rooms)\\b", "rooms)"),
    ("rule", "an answer", "rules.json", "^(?!re:).*", ""),
    ("rule", "111e", "rules.json", r"\\b1[01]e", "1[01]e"),
    ("rule", "the 12e", "rules.json", "1[01]e", r"1\\de"),
    ("rule", "in the text alone", "rules.json", r".*\\b(T2|two rooms)\\b",
     "(?!t20)"),
    ("rule", "cannot be read", "rules.json", '"rules": [', '"rules": '),
    ("rule", "no such key", "rules.json", '"text"', '"body"'),
    ("hook", "no rule in rules.json has a command", "rules.json",
     ',\n     "command": ["./ring"]', ""),
    ("hook", "a line for each mail", "ring", '"a"', '"w"'),
    ("hook", "a line for each mail", "ring", "{mail['from']}: ", ""),
    ("hook", "a line for each mail", "ring",
     "    for line in sys.stdin.buffer:\n",
     "    for line in sys.stdin.buffer.readlines()[-1:]:\n"),
    ("hook", "was run as a command", "ring", "mail = json.loads(line)",
     "mail = json.loads(line)\n"
     "        __import__('os').system('echo ' + mail['text'] + ' >&2')"),
    ("hook", "has made no file", "ring", '"rung"', '"rang"'),
    ("hook", "although it cannot write", "rules.json", '["./ring"]',
     '["sh", "-c", "./ring || :"]'),
    ("unit", "should be the whole path", "flat-hunter.service", "/usr/bin/",
     ""),
    ("unit", "should be the whole path", "flat-hunter.service", " watch ",
     " test "),
    ("unit", "by %E", "flat-hunter.service", "%E/", "/root/"),
    ("unit", "Type=", "flat-hunter.service", "=notify", "=simple"),
    ("unit", "Restart=", "flat-hunter.service", "=on-failure", "=no"),
    ("unit", "WatchdogSec=", "flat-hunter.service", "WatchdogSec=120\n", ""),
    ("unit", "StartLimitIntervalSec=", "flat-hunter.service",
     "StartLimitIntervalSec=0\n", ""),
    ("unit", "no network-online.target", "flat-hunter.service", "[Service]",
     "After=network-online.target\n\n[Service]"),
    ("unit", "User=", "flat-hunter.service", "[Install]",
     "User=anna\n\n[Install]"),
    ("unit", "WantedBy=", "flat-hunter.service", "default", "multi-user"),
]


class Exercise(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name, "hunt")

    def copy(self, name):
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(EXERCISE / name, self.folder)

    def check(self, code):
        done = subprocess.run([sys.executable, EXERCISE / "check", self.folder],
                              capture_output=True, text=True, timeout=100)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout

    def test_the_solution_passes(self):
        self.copy("solution")
        self.assertIn("ok   live\n16.1: 4 of 4 pass", self.check(0))

    def test_the_starter_fails(self):
        self.copy("starter")
        self.assertIn("16.1: 0 of 4 pass", self.check(1))

    def test_what_students_get_wrong_is_found(self):
        for check, words, name, right, wrong in WRONG:
            with self.subTest(check=check, words=words, wrong=wrong):
                self.copy("solution")
                file = self.folder / name
                text = file.read_text()
                self.assertIn(right, text)
                file.write_text(text.replace(right, wrong))
                said = self.check(1)
                self.assertRegex(said, f"(?s)FAIL {check}: .*{words}")

    def test_a_hook_in_another_language_passes(self):
        self.copy("solution")
        (self.folder / "ring").write_text(
            "use JSON::PP; open my $f, '>>', \"$ENV{HOME}/rung\" or exit 1;\n"
            "binmode $f, ':utf8';\n"
            "while (<STDIN>) { my $m = decode_json($_);\n"
            "print $f \"$m->{from}: $m->{text}\\n\"; }\n")
        rules = self.folder / "rules.json"
        rules.write_text(rules.read_text().replace('["./ring"]',
                                                   '["perl", "ring"]'))
        self.check(0)


if __name__ == "__main__":
    for program in ("FLAT_HUNTER", "PROTO_SERVER"):
        os.environ["PATH"] = (str(Path(os.environ[program]).parent) + ":"
                              + os.environ["PATH"])
    unittest.main(verbosity=2)
