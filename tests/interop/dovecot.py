"""Plays every IMAP transcript, also those of the course, in every cut, against a
Dovecot. A server that is used everywhere must pass, or the file says that it
differs (@differs)."""

import os
import subprocess
import sys
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import private_dovecot

PROJECT = Path(__file__).resolve().parents[2]
WIRES = sorted([*(PROJECT / "tests" / "wire" / "imap").glob("*.wire"),
                *(PROJECT / "tutorial" / "07-imap").glob("*.wire"),
                *[PROJECT / "tutorial" / "08-tags" / name
                  for name in ("at-once.wire", "states.wire")],
                *[PROJECT / "tutorial" / "09-literals" / name
                  for name in ("no-wait.wire", "refused.wire", "room.wire",
                               "two.wire")],
                *(PROJECT / "tutorial" / "10-numbers").glob("*.wire"),
                PROJECT / "tutorial" / "11-idle" / "expected-done.wire",
                PROJECT / "tutorial" / "12-tls" / "sasl.wire"])
AT_ONCE = 8  # they mostly wait for Dovecot, which looks every half second
LONGEST = 120  # seconds for one file
# Capabilities that Dovecot 2.3 does not offer. It does not offer the last to
# clients on its own machine, which are secure without TLS.
LACKS = ["--lacks", "IMAP4rev2", "--lacks", "UTF8=ACCEPT", "--lacks", "tokens",
         "--lacks", "LOGINDISABLED"]


class Dovecot(unittest.TestCase):
    def play(self, dovecot, wire, user):
        """The exit code, and what the kit said."""
        begins_tls = "\n!tls" in wire.read_text(encoding="utf-8")
        ca = ["--ca", str(dovecot.ca)] if begins_tls else []
        done = subprocess.run(
            [os.environ["KIT"], "play", "--cut", "all", "--connect",
             dovecot.address, *ca, "--as", "dovecot", *LACKS,
             "--set", f"user={user}",
             "--set", f"password={private_dovecot.PASSWORD}", str(wire)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            timeout=LONGEST)
        return done.returncode, done.stdout

    def test_every_transcript_is_what_it_does(self):
        self.assertGreater(len(WIRES), 60)
        # Dovecot mixes up two that make mailboxes of one user at once. The
        # course has one user, anna, so its files come one after the other.
        course = [wire for wire in WIRES if "tutorial" in wire.parts]
        others = [wire for wire in WIRES if wire not in course]
        users = ["anna", *(wire.stem for wire in others)]
        with private_dovecot.PrivateDovecot(users, tls=True) as dovecot, \
                ThreadPoolExecutor(AT_ONCE) as at_once:
            in_turn = at_once.submit(
                lambda: [self.play(dovecot, wire, "anna") for wire in course])
            results = [*at_once.map(
                lambda wire: self.play(dovecot, wire, wire.stem), others)]
            results += in_turn.result()
        for (code, said), wire in zip(results, others + course):
            for line in said.splitlines():
                if line.startswith(("differs", "not checked")):
                    print(line.replace(f"{PROJECT}/", ""))
            with self.subTest(wire.name):
                # Only these are reasons not to check a file.
                reasons = ("a server with options", "which the server lacks")
                excused = any(reason in said for reason in reasons)
                self.assertIn(code, (0, 2) if excused else (0,), said)


if __name__ == "__main__":
    if reason := private_dovecot.why_not():
        print("not checked:", reason)
        sys.exit(private_dovecot.NOT_CHECKED)
    unittest.main()
