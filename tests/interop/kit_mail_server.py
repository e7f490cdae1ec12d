"""`kit mail-server`: each server takes a message that is typed, tells an idling
client of it, and is gone after Ctrl-C."""

import os
import re
import signal
import subprocess
import sys
import threading
import unittest
from pathlib import Path

import private_cyrus
import private_dovecot

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "system"))
from client import PATIENCE
from imap_client import ImapClient
from server import main


class MailServer(unittest.TestCase):
    def start(self, kind):
        self.server = subprocess.Popen(
            [os.environ["KIT"], "mail-server", kind], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True)
        # It ends a test that hangs.
        timer = threading.Timer(PATIENCE, self.server.kill)
        timer.start()
        self.addCleanup(timer.cancel)
        self.addCleanup(self.server.stdout.close)
        self.addCleanup(self.server.stdin.close)
        self.addCleanup(self.server.wait)
        self.addCleanup(self.server.kill)
        said = ""
        while "Ctrl-C" not in said:
            line = self.server.stdout.readline()
            self.assertTrue(line, said)
            said += line
        return said

    def check(self, kind, name):
        said = self.start(kind)
        self.assertIn(name, said)
        host, port = re.search(r"IMAP at ([\d.]+):(\d+)", said).groups()
        user, password = re.search(r"User (\w+), password (\w+)\.",
                                   said).groups()
        client = ImapClient((host, int(port)), user, password)
        client.select()
        self.assertTrue(client.idle().startswith("+"))
        print("A flat", file=self.server.stdin, flush=True)
        line = ""
        while line != "* 1 EXISTS":
            line = client.line()
        client.send(b"DONE\r\n")
        client.sock.close()
        self.assertEqual(self.server.stdout.readline(), "sent: A flat\n")
        self.server.send_signal(signal.SIGINT)
        self.assertEqual(self.server.stdout.read(), "bye\n")
        self.assertEqual(self.server.wait(PATIENCE), 0)
        with self.assertRaises(OSError):
            ImapClient((host, int(port)))

    @unittest.skipIf(private_dovecot.why_not(), private_dovecot.why_not())
    def test_dovecot(self):
        self.check("dovecot", "Dovecot 2.")

    @unittest.skipIf(private_cyrus.why_not(), private_cyrus.why_not())
    def test_cyrus(self):
        self.check("cyrus", "by IMAP")

    def test_our_own(self):
        self.check("own", "proto_server serves IMAP")

    def test_another_kind_is_refused_with_the_cure(self):
        done = subprocess.run([os.environ["KIT"], "mail-server", "courier"],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 3)
        self.assertIn("dovecot", done.stderr)


if __name__ == "__main__":
    main()
