"""The two programs of chapter 13 print what its page shows of them. With UPDATE
in the environment the files that the page shows are written."""

import os
import subprocess
import sys
import unittest
from pathlib import Path

import private_dovecot
import private_postfix

CHAPTER = Path(__file__).resolve().parents[2] / "tutorial/13-dovecot"
PROGRAMS = ("KIT", "PROTO_CLIENT", "PROTO_SERVER")
PATIENCE = 100  # seconds, until a program counts as hanging


@unittest.skipIf(private_dovecot.why_not(), private_dovecot.why_not())
class Chapter(unittest.TestCase):
    def check(self, name):
        folders = [str(Path(os.environ[one]).parent) for one in PROGRAMS]
        shown = subprocess.run(
            [sys.executable, CHAPTER / f"{name}.py"], text=True, check=True,
            stdout=subprocess.PIPE, timeout=PATIENCE,
            env={**os.environ,
                 "PATH": ":".join([*folders, os.environ["PATH"]])}).stdout
        page = CHAPTER / f"{name}.txt"
        if os.environ.get("UPDATE"):
            page.write_text(shown)
        self.assertEqual(shown, page.read_text())

    @unittest.skipIf(private_postfix.why_not(), private_postfix.why_not())
    def test_a_mail_goes_in_by_smtp_and_the_client_rings(self):
        self.check("ring")

    def test_two_servers_tell_of_a_mail_in_their_maildir(self):
        self.check("both")


if __name__ == "__main__":
    unittest.main()
