"""A server whose disk goes bad during a command (bad_disk.cpp).

A command is said again and again: its first call of the disk fails, then its
second, and so on, until it has made all its calls. BAD_DISK names the library
that makes them fail.
"""

import errno
import itertools
import mmap
import os
import re
import struct
import tempfile
from pathlib import Path

from imap_test import ImapTest

GOOD = 1 << 30  # calls


class Disk:
    """Tells the server's disk what to do (bad_disk.cpp)."""

    def __init__(self, file):
        file.write_bytes(bytes(16))
        with open(file, "r+b") as opened:
            self.shared = mmap.mmap(opened.fileno(), 16)

    def set(self, error, good, bad):
        struct.pack_into("iii", self.shared, 4, good, bad, 0)
        struct.pack_into("i", self.shared, 0, error)

    def heal(self):
        """Returns how many calls have failed."""
        failed = struct.unpack_from("i", self.shared, 12)[0]
        self.set(0, GOOD, 0)
        return failed


class BadDiskTest(ImapTest):
    """A test with a server whose disk goes bad when it is told to."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.disk = Disk(self.folder / "disk")
        self.texts = itertools.count(1)
        self.begin()

    def begin(self):
        environment = {"LD_PRELOAD": os.environ["BAD_DISK"],
                       "BAD_DISK": str(self.folder / "disk")}
        self.server = self.serve_both(
            "--maildir", str(self.folder / "mail"),
            prefix=["env", *(f"{k}={v}" for k, v in environment.items())])
        self.client = self.log_in()

    def say(self, *words, client=None):
        """Returns OK, or NO and its text: never BAD, nor the end."""
        client = client or self.client
        client.untagged_responses.clear()
        tag = client._new_tag()
        client.send(tag + b" " + " ".join(words).encode() + b"\r\n")
        self.heard = []
        while not (line := client.readline()).startswith(tag):
            self.assertTrue(line.endswith(b"\r\n"), "the server has gone: "
                            + self.server.output())
            self.heard.append(line.decode().rstrip("\r\n"))
        answer = line[len(tag) + 1:].decode()
        self.assertRegex(answer, r"^(OK|NO) ")
        return answer

    def ok(self, *words, client=None):
        answer = self.say(*words, client=client)
        self.assertTrue(answer.startswith("OK"), f"{words}: {answer}")
        return answer

    def append(self, mailbox):
        """Returns the text, and the answer."""
        text = f"Subject: {next(self.texts)}\r\n\r\nA flat\r\n"
        return text.split("\r\n", 1)[0], self.say(
            f"APPEND {mailbox} {{{len(text)}+}}\r\n{text}")

    def messages(self, mailbox, client=None):
        """What is there: the subject and the flags of each UID."""
        client = client or self.client
        self.ok("SELECT", mailbox, client=client)
        self.ok("UID FETCH 1:* (FLAGS BODY.PEEK[HEADER.FIELDS (SUBJECT)])",
                client=client)
        found = {}
        all_of_it = "\n".join(self.heard)
        for uid, flags, subject in re.findall(
                r"\(UID (\d+) FLAGS \(([^)]*)\).*\n(.*)", all_of_it):
            self.assertNotIn(uid, found)
            found[uid] = (subject, frozenset(flags.split()) - {r"\Recent"})
        return found

    def names(self):
        self.ok('LIST "" "*"')
        return {line.rsplit(" ", 1)[1].strip('"') for line in self.heard}

    def restart(self):
        self.server.kill()
        self.begin()

    def each_call_fails(self, prepare, command, check):
        """`check(prepared, answer)` is asked after each try, and once more when
        the server has begun anew."""
        for error, bad in (errno.EIO, 1), (errno.ENOSPC, GOOD):
            for good in itertools.count():
                self.assertLess(good, 200, "a command of so many calls")
                prepared = prepare()
                self.disk.set(error, good, bad)
                answer = command(prepared)
                failed = self.disk.heal()
                with self.subTest(error=errno.errorcode[error], good=good,
                                  answer=answer):
                    self.ok("NOOP")
                    check(prepared, answer)
                    if failed and good % 4 == 0:
                        self.restart()
                        check(prepared, answer)
                if not failed:
                    if error == errno.EIO:
                        self.assertGreater(good, 0, "it needs no disk")
                    self.assertTrue(answer.startswith("OK"), answer)
                    break
        self.restart()
        check(prepared, answer)

    def fill(self, mailbox):
        """Makes a mailbox with two messages, and returns them."""
        self.ok("CREATE", mailbox)
        for _ in range(2):
            self.assertIn("OK", self.append(mailbox)[1])
        return self.messages(mailbox)

    def new_name(self):
        return f"box{next(self.texts)}"
