"""Folders that Dovecot makes are found by proto_server under the same names,
and the other way round: on disk a name is modified UTF-7, as in Maildir++."""

import imaplib
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import private_dovecot
import private_server

USER = "anna"
PATIENCE = 10  # seconds
MADE = {"&AMk-t&AOk-", "Flats", "Flats/Orl&AOk-ans &- Cr&AOk-teil",
        "&ZeVnLIqe-", "R&-B", "&2D3eAA-"}
BOTH = {"INBOX", "Archive", "Drafts", "Junk", "Sent", "Trash"}


def log_in(address):
    host, port = address.rsplit(":", 1)
    imap = imaplib.IMAP4(host, int(port), PATIENCE)
    imap.login(USER, private_dovecot.PASSWORD)
    return imap


def make(imap, names):
    for name in sorted(names):
        code, text = imap.create(f'"{name}"')
        if code != "OK":
            raise AssertionError(text)


def names(imap):
    """Of all folders, as on the wire, but for those that both have."""
    lines = [line.decode("ascii") for line in imap.list()[1]]
    return {line.split(' "/" ')[1].strip('"') for line in lines} - BOTH


class OurServer:
    """proto_server over a folder of Maildirs, of which it serves `class`."""

    def __init__(self, folder):
        self.address = f"127.0.0.1:{private_server.free_port()}"
        self.process = subprocess.Popen(
            [os.environ["PROTO_SERVER"], "--quiet", "--listen", "127.0.0.1:0",
             "--imap", self.address, "--maildir", str(folder)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True)

    def __enter__(self):
        said = []
        for line in self.process.stdout:
            said.append(line)
            if line == f"listening on {self.address}\n":
                return self
        raise RuntimeError("".join(said))

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate(timeout=PATIENCE)


class Names(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="names-")
        self.addCleanup(folder.cleanup)
        self.ours = Path(folder.name)
        self.dovecot = private_dovecot.PrivateDovecot([USER])
        self.dovecot.__enter__()
        self.addCleanup(self.dovecot.__exit__)
        self.theirs = self.dovecot.folder / "home" / USER / "mail"

    def test_what_dovecot_made_is_ours(self):
        with log_in(self.dovecot.address) as imap:
            make(imap, MADE)
            self.assertEqual(names(imap), MADE)
        shutil.copytree(self.theirs, self.ours / "class")
        with OurServer(self.ours) as server, log_in(server.address) as imap:
            self.assertEqual(names(imap), MADE)

    def test_what_we_made_is_dovecots(self):
        with OurServer(self.ours) as server, log_in(server.address) as imap:
            make(imap, MADE)
            self.assertEqual(names(imap), MADE)
        shutil.copytree(self.ours / "class", self.theirs)
        home = self.theirs.parent
        for path in [home, *home.rglob("*")]:
            shutil.chown(path, *private_dovecot.account())
        with log_in(self.dovecot.address) as imap:
            self.assertEqual(names(imap), MADE)


if __name__ == "__main__":
    if reason := private_dovecot.why_not():
        print("not checked:", reason)
        sys.exit(private_dovecot.NOT_CHECKED)
    unittest.main()
