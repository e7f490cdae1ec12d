"""kit conform against Dovecot: its report about a server that fails one clause,
and about a server that it cannot log in to."""

import json
import os
import subprocess
import sys
import unittest

import private_dovecot
import private_server

USER = "anna"
PATIENCE = 120
KNOWN = ["IDLE has no argument: one is BAD"]


class Conform(unittest.TestCase):
    def conform(self, *options, password=private_dovecot.PASSWORD,
                server=None, code=0):
        done = subprocess.run(
            [os.environ["KIT"], "conform", "--server",
             server or self.dovecot.address, "--user", USER, *options],
            env={**os.environ, "KIT_PASSWORD": password}, text=True,
            capture_output=True, timeout=PATIENCE)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout

    @classmethod
    def setUpClass(cls):
        cls.dovecot = private_dovecot.PrivateDovecot([USER])
        cls.dovecot.__enter__()
        cls.addClassCleanup(cls.dovecot.__exit__)

    def test_a_table_by_clause_and_failures_explained(self):
        said = self.conform(code=1)
        rows = said.split("\n\n")[0].splitlines()
        self.assertEqual(rows[0].split(),
                         ["clause", "level", "result", "what", "is", "tested"])
        failed = [row for row in rows if " FAIL " in row]
        self.assertEqual([row.split("FAIL")[1].strip() for row in failed],
                         KNOWN)
        self.assertIn("Why:      ", said)
        self.assertIn("Again:    kit play ", said)
        self.assertIn("\nRead:     chapter 11, tutorial/11-idle/README.md#",
                      said)
        self.assertIn("1 FAIL, 4 not checked, 1 not done that MAY be", said)
        self.assertIn("not checked: the server does not offer IMAP4rev2", said)
        self.assertNotIn(private_dovecot.PASSWORD, said)

    def test_json(self):
        said = self.conform("--json", code=1)
        found = json.loads(said)
        self.assertEqual((found["version"], found["status"]), (1, "fail"))
        self.assertEqual([clause["title"] for clause in found["clauses"]
                          if clause["status"] == "fail"], KNOWN)
        self.assertNotIn(private_dovecot.PASSWORD, said)

    def test_it_leaves_nothing_behind(self):
        self.conform(code=1)
        mail = self.dovecot.folder / "home" / USER / "mail"
        self.assertEqual([path.name for path in mail.glob(".idle*")], [])

    def test_a_wrong_password_is_not_checked(self):
        said = self.conform(password="wrong word", code=2)
        self.assertIn("not checked: cannot log in", said)
        self.assertNotIn("wrong word", said)
        found = json.loads(self.conform("--json", password="x", code=2))
        self.assertEqual(found["status"], "not checked")

    def test_nobody_there_is_not_checked(self):
        port = private_server.free_port()
        said = self.conform(server=f"127.0.0.1:{port}", code=2)
        self.assertIn("cannot connect", said)

    def test_a_suite_that_is_not_there_is_our_own_fault(self):
        self.conform("--suite", "/nowhere", code=3)


if __name__ == "__main__":
    if reason := private_dovecot.why_not():
        print("not checked:", reason)
        sys.exit(private_dovecot.NOT_CHECKED)
    unittest.main()
