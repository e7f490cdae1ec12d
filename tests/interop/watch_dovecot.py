"""`proto_client watch` with Dovecot: each message is told once, also when Dovecot
is started again in between, and the other subcommands work with it, too."""

import imaplib
import os
import ssl
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from private_dovecot import PASSWORD, PrivateDovecot, why_not

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "system"))
from server import PATIENCE, main
from watcher import Watcher


@unittest.skipIf(why_not(), why_not())
class WatchDovecot(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.state = Path(temporary.name)
        self.dovecot = self.enterContext(PrivateDovecot(["anna"], tls=True))
        self.url = f"imap://anna@{self.dovecot.address}/INBOX"

    def watch(self):
        watcher = Watcher(self.url, "--ca", str(self.dovecot.ca),
                          state=self.state, password=PASSWORD,
                          first=("--wire",))
        self.addCleanup(watcher.kill)
        return watcher

    def append(self, subject):
        """As another mail program does."""
        host, _, port = self.dovecot.address.partition(":")
        client = imaplib.IMAP4(host, int(port), timeout=PATIENCE)
        client.starttls(ssl.create_default_context(cafile=self.dovecot.ca))
        client.login("anna", PASSWORD)
        client.append("INBOX", None, None,
                      f"From: Bo <bo@x.org>\r\nSubject: {subject}\r\n\r\nx"
                      .encode())
        client.logout()

    def ask(self, *words):
        return subprocess.run(
            [os.environ["PROTO_CLIENT"], "--connect", self.url, "--ca",
             str(self.dovecot.ca), "--password-command", f"echo {PASSWORD}",
             *words], text=True, capture_output=True, timeout=PATIENCE,
            check=True).stdout

    def test_a_restart_in_between_loses_nothing_and_repeats_nothing(self):
        watcher = self.watch()
        watcher.wait_until_it_idles()
        self.append("one")
        watcher.wait_for_message("one")
        self.dovecot.end()
        watcher.wait_for("disconnected")
        self.dovecot.run()
        self.append("two")
        watcher.wait_for_message("two")
        self.assertEqual(watcher.stop(), 0)
        self.append("three")
        again = self.watch()
        again.wait_for_message("three")
        self.append("fence")
        again.wait_for_message("fence")
        self.assertEqual(watcher.told() + again.told(),
                         ["one", "two", "three", "fence"])
        self.assertEqual(again.stop(), 0)

    def test_post_list_read_and_count(self):
        self.assertEqual(self.ask("post", "Cafés"), "posted as message 1\n")
        self.assertRegex(self.ask("list"), "^1  anna@127.0.0.1  Cafés\n$")
        self.assertEqual(self.ask("count"), "1\n")
        self.assertIn("all in its Subject", self.ask("read", "1"))
        self.assertIn("INBOX\n", self.ask("list", "--mailboxes"))


if __name__ == "__main__":
    main()
