"""kit conform against Cyrus, a third witness. It says unasked what it may say at
any time, which is no fault; its real faults are found."""

import imaplib
import json
import os
import re
import subprocess
import sys
import unittest

import private_cyrus

USER = "anna"
PATIENCE = 120
IN_ONE_SEGMENT = ("IDLE, DONE and the next command in one segment are answered "
                  "in their order")
LEFT_IN_SILENCE = "A client whose mailbox is deleted is told, not left in silence"
# What each version of Cyrus does wrong, and nothing else.
FAULTS = {
    "3.6": {IN_ONE_SEGMENT, LEFT_IN_SILENCE},   # Debian 12
    "3.10": {LEFT_IN_SILENCE},                  # Debian 13
}


def version(server):
    with imaplib.IMAP4("127.0.0.1", server.port) as client:
        greeting = client.welcome.decode()
    found = re.search(r"Cyrus IMAP (\d+\.\d+)", greeting)
    return found[1] if found else greeting


class ConformCyrus(unittest.TestCase):
    def test_its_faults_are_found_and_no_others(self):
        with private_cyrus.PrivateCyrus([USER]) as cyrus:
            which = version(cyrus)
            self.assertIn(which, FAULTS, "look what this version does wrong")
            done = subprocess.run(
                [os.environ["KIT"], "conform", "--server", cyrus.address,
                 "--user", USER, "--json"],
                env={**os.environ, "KIT_PASSWORD": private_cyrus.PASSWORD},
                text=True, capture_output=True, timeout=PATIENCE)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        clauses = json.loads(done.stdout)["clauses"]
        self.assertEqual({clause["title"] for clause in clauses
                          if clause["status"] == "fail"}, FAULTS[which],
                         f"{which}: {done.stdout}")
        self.assertGreater(sum(clause["status"] == "pass"
                               for clause in clauses), 20)


if __name__ == "__main__":
    if reason := private_cyrus.why_not():
        print("not checked:", reason)
        sys.exit(private_cyrus.NOT_CHECKED)
    unittest.main()
