"""Our server for mail clients: an account on disk, mail that arrives in three
ways, and everything that is said on the wire."""

import itertools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from account import as_account, command_prefix, give

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "system"))
from imap_client import ImapClient
from server import PATIENCE, Server, ServerTest, main
from terminal import Terminal

USER = "class"  # the toy serves the same mailbox
PASSWORD = "secret"
NUMBERS = itertools.count(1)


def mail(subject, body="Two rooms, no lift."):
    """Returns a message as it lies in a Maildir, with LF."""
    return (f"From: Agency <agency@example.org>\nTo: {USER}@example.org\n"
            f"Subject: {subject}\nMessage-ID: <{next(NUMBERS)}@example.org>\n"
            f"Date: Mon, 2 Nov 2026 09:00:00 +0000\n\n{body}\n")


class Maildir:
    """A folder of mails; any program may have made it."""

    def __init__(self, folder):
        self.folder = Path(folder)

    def files(self, what=""):
        """The messages that hold `what`."""
        return [path for part in ("new", "cur")
                for path in sorted((self.folder / part).glob("*"))
                if what in self.text(path)]

    def text(self, path):
        try:
            return path.read_text(errors="replace")
        except FileNotFoundError:
            return ""  # it was renamed meanwhile

    def flags(self, what):
        """The flags of the one message that holds `what`, as "RS"; None unless
        exactly one does."""
        files = self.files(what)
        if len(files) != 1:
            return None
        return files[0].name.partition(":2,")[2]

    def mark(self, what, flags):
        """Gives these flags to the message, as every mail program does; another
        may move the file meanwhile."""
        while True:
            path, = self.files(what)
            name = path.name.partition(":2,")[0]
            try:
                return path.rename(self.folder / "cur" / f"{name}:2,{flags}")
            except FileNotFoundError:
                pass

    def drop(self, mail):
        """Delivers as every program does: write in tmp, rename into new."""
        name = f"{int(time.time())}.{next(NUMBERS)}.example"
        written = self.folder / "tmp" / name
        written.write_bytes(mail if isinstance(mail, bytes) else mail.encode())
        written.rename(self.folder / "new" / name)


class MailServer(Server):
    """A server with one account, USER with PASSWORD, in a Maildir. It prints
    all lines, by --wire."""

    def __init__(self, folder):
        users, box = folder / "users", folder / "box"
        # We run a copy, because perhaps only root can read the build folder.
        program = shutil.copy(os.environ["PROTO_SERVER"], folder)
        subprocess.run([program, "users", "add", "--file", str(users),
                        "--password-stdin", USER],
                       input=PASSWORD + "\n", text=True, check=True,
                       stdout=subprocess.DEVNULL)
        give(folder)
        super().__init__("--imap", "127.0.0.1:0", "--users", str(users),
                         "--plain-login", "--maildir", str(box), "--wire",
                         program=program, prefix=command_prefix())
        line = self.wait_for_line("listening on ", 1)
        self.imap_port = int(line.rsplit(":", 1)[1])
        self.inbox = Maildir(box / USER)

    def folder(self, name):
        return Maildir(self.inbox.folder / f".{name}")

    def heard(self, pattern, start=0):
        """Waits until a line of the wire, from line `start` on, has `pattern`;
        returns the number of the line after it."""
        def found():
            return next((i + 1 for i, line in
                         enumerate(self.lines[start:], start)
                         if line and re.search(pattern, line)), None)

        with self.changed:
            self.changed.wait_for(lambda: found() or None in self.lines,
                                  PATIENCE)
            if not (end := found()):
                raise AssertionError(f"{pattern!r} was not said after line "
                                     f"{start} of:\n{self.output()}")
            return end

    def idling(self, start=0):
        """Waits until a client has said IDLE and heard that it idles."""
        return self.heard(r"^S\d+: \+ idling", self.heard(r"^C\d+: .* IDLE$",
                                                          start))

    def log_in(self):
        return ImapClient(("127.0.0.1", self.imap_port), USER, PASSWORD)

    def append(self, text, folder="INBOX"):
        """Delivers as a mail client does."""
        with self.log_in() as client:
            client.append(folder, None, None, text.encode())

    def post(self, advert):
        """Delivers by the toy; the subject is the advert."""
        host, port = self.address
        subprocess.run([os.environ["PROTO_CLIENT"], "--connect",
                        f"{host}:{port}", "post", advert], check=True,
                       stdout=subprocess.DEVNULL, timeout=PATIENCE)


class ClientTest(ServerTest):
    """A mail client, `program`, of the Debian package `package`, with a server
    and a home of its own."""

    program = package = None
    patience = PATIENCE  # for a client that ends by itself

    @classmethod
    def setUpClass(cls):
        if cls.program and not shutil.which(cls.program):
            raise unittest.SkipTest(f"there is no {cls.program}; its Debian "
                                    f"package is {cls.package}")

    def setUp(self):
        folder = Path(tempfile.mkdtemp(prefix="interop-"))
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o711)  # a client that is not ours gets through to its
        self.home = folder / "home"
        self.home.mkdir()
        self.server = MailServer(folder)
        self.addCleanup(self.server.kill)
        self.port = self.server.imap_port
        self.inbox = self.server.inbox
        self.environment = {
            "HOME": str(self.home), "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8", "TERM": "vt100", "TMPDIR": str(self.home),
            "USER": "tester", "LOGNAME": "tester"}

    def log_in(self):
        """A client in Python that stays until the test ends."""
        client = self.server.log_in()
        self.addCleanup(client.sock.close)
        return client

    def push(self, told, fetch, subjects=("Castle", "Houseboat", "Tower")):
        """Delivers three messages, in three ways, to a client that idles since
        line `told` of the wire. Yields the subject of each when the client was
        told, has said what `fetch` matches, and idles again."""
        ways = (lambda subject: self.inbox.drop(mail(subject)),
                self.server.post,
                lambda subject: self.server.append(mail(subject)))
        for subject, deliver in zip(subjects, ways):
            deliver(subject)
            told = self.server.heard(r"^S\d+: \* \d+ EXISTS", told)
            told = self.server.heard(r"^C\d+: \S+ " + fetch, told)
            told = self.server.idling(told)
            yield subject

    def write(self, name, text):
        """Writes a file in the client's home that only its owner may read."""
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o600)
        return path

    def run_client(self, *arguments, text="", code=0):
        """Runs it to its end with `text` as input; returns what it said."""
        give(self.home)
        done = subprocess.run(
            [self.program, *map(str, arguments)], env=self.environment,
            input=text.encode(), stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, cwd=self.home, timeout=self.patience,
            **as_account())
        said = done.stdout.decode(errors="replace")
        self.assertEqual(done.returncode, code,
                         f"{said}\n{self.server.output()}")
        return said

    def start_client(self, *arguments):
        """Runs it on a terminal, until the test ends."""
        give(self.home)
        terminal = Terminal([self.program, *map(str, arguments)],
                            self.environment, self.home, **as_account())
        self.addCleanup(terminal.kill)
        return terminal
