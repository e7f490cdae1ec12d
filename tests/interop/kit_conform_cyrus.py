"""kit conform against Cyrus, a third witness. It says unasked what it may say at
any time (RFC 3501 §5.2), which is no fault; its real faults are found."""

import json
import os
import subprocess
import sys
import unittest

import private_cyrus

USER = "anna"
PATIENCE = 120
FAULTS = {
    "IDLE, DONE and the next command in one segment are answered in their order",
    "A client whose mailbox is deleted is told, not left in silence"}


class ConformCyrus(unittest.TestCase):
    def test_its_faults_are_found_and_no_others(self):
        with private_cyrus.PrivateCyrus([USER]) as cyrus:
            done = subprocess.run(
                [os.environ["KIT"], "conform", "--server", cyrus.address,
                 "--user", USER, "--json"],
                env={**os.environ, "KIT_PASSWORD": private_cyrus.PASSWORD},
                text=True, capture_output=True, timeout=PATIENCE)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        clauses = json.loads(done.stdout)["clauses"]
        self.assertEqual({clause["title"] for clause in clauses
                          if clause["status"] == "fail"}, FAULTS, done.stdout)
        self.assertGreater(sum(clause["status"] == "pass"
                               for clause in clauses), 20)


if __name__ == "__main__":
    if reason := private_cyrus.why_not():
        print("not checked:", reason)
        sys.exit(private_cyrus.NOT_CHECKED)
    unittest.main()
