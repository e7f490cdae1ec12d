"""A disk that goes bad during a command: a clear answer, and nothing lost.

Each command is said again and again: its first call of the disk fails, then its
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
import unittest
from pathlib import Path

from imap_test import ImapTest
from server import main

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


class BadDisk(ImapTest):
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

    def test_append(self):
        self.ok("CREATE box")
        stored = {}

        def append(_):
            text, answer = self.append("box")
            self.last = text
            if answer.startswith("OK"):
                uid = re.search(r"APPENDUID \d+ (\d+)", answer)[1]
                self.assertNotIn(uid, stored)
                stored[uid] = (text, frozenset())
            return answer

        self.each_call_fails(
            lambda: None, append,
            lambda _, __: self.assertEqual(self.messages("box"), stored))

    def copy(self, verb):
        def prepare():
            source, target = self.new_name(), self.new_name()
            self.fill(target)
            return source, self.fill(source), target, self.messages(target)

        def command(prepared):
            self.ok("SELECT", prepared[0])
            return self.say(verb, "1:2", prepared[2])

        def check(prepared, answer):
            source, before, target, there = prepared
            now = self.messages(target)
            self.assertLessEqual(there.items(), now.items())
            came = [now[uid][0] for uid in sorted(now.keys() - there.keys(),
                                                  key=int)]
            texts = [subject for subject, _ in before.values()]
            left = self.messages(source)
            self.assertLessEqual(left.items(), before.items())
            if answer.startswith("OK"):
                self.assertEqual(came, texts)
                self.assertEqual(len(left), 0 if verb == "MOVE" else 2)
            elif verb == "COPY": # all or none
                self.assertEqual((came, left), ([], before))
            else: # a message is in one of them at least
                gone = [s for u, (s, _) in before.items() if u not in left]
                self.assertLessEqual(set(gone), set(came))

        self.each_call_fails(prepare, command, check)

    def test_copy(self):
        self.copy("COPY")

    def test_move(self):
        self.copy("MOVE")

    def store(self, flag):
        def prepare():
            name = self.new_name()
            return name, self.fill(name)

        def command(prepared):
            self.ok("SELECT", prepared[0])
            return self.say(f"STORE 1:2 +FLAGS ({flag()})")

        def check(prepared, answer):
            name, before = prepared
            now = self.messages(name)
            self.assertEqual({u: s for u, (s, _) in now.items()},
                             {u: s for u, (s, _) in before.items()})
            if answer.startswith("OK"):
                self.assertTrue(all(flags for _, flags in now.values()), now)

        self.each_call_fails(prepare, command, check)

    def test_store(self):
        self.store(lambda: r"\Flagged")

    def test_store_of_a_new_keyword(self):
        self.store(lambda: f"word{next(self.texts) % 20}")

    def test_expunge(self):
        def prepare():
            name = self.new_name()
            before = self.fill(name)
            self.ok("SELECT", name)
            self.ok(r"STORE 1 +FLAGS.SILENT (\Deleted)")
            return name, before

        def command(_):
            answer = self.say("EXPUNGE")
            self.told = "* 1 EXPUNGE" in self.heard
            return answer

        def check(prepared, answer):
            name, before = prepared
            now = self.messages(name)
            subjects = [subject for subject, _ in before.values()]
            left = [subject for subject, _ in now.values()]
            self.assertIn(left, [subjects[1:], subjects])
            if answer.startswith("OK") or self.told:
                self.assertEqual(left, subjects[1:])

        self.each_call_fails(prepare, command, check)

    def test_create(self):
        def check(name, answer):
            if answer.startswith("OK"):
                self.assertIn(name, self.names())
            else: # and now it can be made
                self.say("DELETE", name)
                self.ok("CREATE", name)
                self.ok("DELETE", name)

        self.each_call_fails(lambda: self.new_name() + "/a/b",
                             lambda name: self.say("CREATE", name), check)

    def test_rename(self):
        def prepare():
            name = self.new_name()
            before = self.fill(name)
            self.ok("CREATE", name + "/inner")
            return name, name + "new", before

        def check(prepared, answer):
            old, new, before = prepared
            names = self.names()
            self.assertEqual(old in names, old + "/inner" in names)
            self.assertEqual(new in names, new + "/inner" in names)
            self.assertNotEqual(old in names, new in names)
            if answer.startswith("OK"):
                self.assertIn(new, names)
            self.assertEqual(self.messages(new if new in names else old),
                             before)

        self.each_call_fails(
            prepare, lambda names: self.say("RENAME", names[0], names[1]),
            check)

    def test_delete(self):
        def prepare():
            name = self.new_name()
            before = self.fill(name)
            self.ok("SELECT INBOX") # who has selected it would hear BYE
            return name, before

        def check(prepared, answer):
            name, before = prepared
            there = name in self.names()
            if answer.startswith("OK"):
                self.assertFalse(there)
            elif there:
                self.assertEqual(self.messages(name), before)

        self.each_call_fails(prepare,
                             lambda prepared: self.say("DELETE", prepared[0]),
                             check)

    def test_subscribe(self):
        def check(name, answer):
            self.ok('LSUB "" "*"')
            there = any(line.endswith(name) for line in self.heard)
            self.assertEqual(there, answer.startswith("OK"))

        self.each_call_fails(self.new_name,
                             lambda name: self.say("SUBSCRIBE", name), check)

    def test_select_of_what_another_program_delivered(self):
        def prepare():
            name = self.new_name()
            before = self.fill(name)
            text = f"Subject: {next(self.texts)}"
            folder = self.folder / "mail"
            target = next(folder.rglob(f".{name}"))
            (target / "tmp" / name).write_text(text + "\n\nA flat\n")
            (target / "tmp" / name).rename(target / "new" / name)
            return name, before, text

        def check(prepared, _):
            name, before, text = prepared
            now = self.messages(name)
            self.assertLessEqual(before.items(), now.items())
            self.assertEqual([now[uid][0] for uid in now.keys()
                              - before.keys()], [text])

        self.each_call_fails(prepare,
                             lambda prepared: self.say("SELECT", prepared[0]),
                             check)


if __name__ == "__main__":
    main()
