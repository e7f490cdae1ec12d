"""Tests of a client that synchronises: a message, a flag or a deletion at one end
must appear at the other end."""

import os
import re
import shutil

from mail_server import mail

OLD_MAILS = int(os.environ.get("OLD_MAILS", "60"))  # tests/run --all: more
# What stood in headers before RFC 2047, and still does in old mailboxes.
OLD_HEADERS = [
    "Château à louer".encode("latin-1"),
    "Сдаётся квартира".encode("koi8-r"),
    "表参道の部屋".encode("shift-jis"),  # the first character ends in a backslash
]
# What the client writes into a message to find it again.
ADDED = re.compile(rb"^X-(TUID|OfflineIMAP): .*\n", re.MULTILINE)


def old_mail(number):
    """A message whose headers are not US-ASCII, and do not say what they are."""
    word = OLD_HEADERS[number % len(OLD_HEADERS)]
    return (b"From: " + word + b" <agency@example.org>\nSubject: " + word +
            b" %d\nMessage-ID: <old-%d@example.org>\n\n" % (number, number) +
            word + b"\n")


class TwoWays:
    """For a test with `inbox` at our server, `near` at the client, and
    `sync()`. `state` are the folders of the client that know what it has
    done."""

    state = ()

    def octets(self, maildir):
        """All messages of a Maildir, without what the client has added."""
        return sorted(ADDED.sub(b"", path.read_bytes())
                      for path in maildir.files())

    def test_a_mailbox_of_old_mail_comes_out_octet_for_octet(self):
        self.patience += OLD_MAILS  # seconds
        self.sync()  # makes the folders
        mails = sorted(old_mail(number) for number in range(OLD_MAILS))
        for one in mails:
            self.near.drop(one)
        self.sync()
        self.assertEqual(self.octets(self.inbox), mails)
        for folder in (self.near.folder, *map(self.home.joinpath, self.state)):
            shutil.rmtree(folder)
        self.sync()
        self.assertEqual(self.octets(self.near), mails)

    def check_same(self, subject, flags):
        self.assertEqual((self.inbox.flags(subject), self.near.flags(subject)),
                         (flags, flags))

    def delete_near(self, subject):
        self.near.files(subject)[0].unlink()

    def test_what_happens_at_one_end_happens_at_the_other(self):
        for subject in ("Loft", "Castle"):
            self.inbox.drop(mail(subject))
        self.sync()
        self.near.drop(mail("Houseboat"))
        self.near.drop(mail("Tower"))
        self.sync()
        for subject in ("Loft", "Castle", "Houseboat", "Tower"):
            self.check_same(subject, "")

        self.inbox.mark("Loft", "F")
        self.near.mark("Tower", "RS")
        self.sync()
        self.check_same("Loft", "F")
        self.check_same("Tower", "RS")

        self.inbox.files("Castle")[0].unlink()
        self.delete_near("Houseboat")
        self.sync()
        self.check_same("Castle", None)
        self.check_same("Houseboat", None)
        self.assertEqual(len(self.inbox.files()), 2)
        self.assertEqual(len(self.near.files()), 2)
