"""Mails and commands that are made to cost much. Others are served meanwhile,
and memory stays bounded."""

import resource

from imap_test import ImapTest
from server import main

STACK = 1024 * 1024  # octets; eight times that is usual
PEAK = 80 * 1024  # KiB; a few copies of MESSAGE, and a bit
MESSAGE = 8 * 1000 * 1000  # octets
MIB = 1024 * 1024


def bounded():
    resource.setrlimit(resource.RLIMIT_STACK, (STACK, STACK))
    # A server that wants gigabytes fails at once.
    resource.setrlimit(resource.RLIMIT_AS, (1024 * MIB, 1024 * MIB))


class HostileMail(ImapTest):
    def setUp(self):
        self.server = self.serve_both("--messages", "1", prepare=bounded)
        self.good = self.others(self.server)
        self.bystander = self.log_in()
        self.client = self.log_in()

    def log_in(self):
        client = super().log_in()
        client.select()
        return client

    def check_all_served(self):
        self.check_served(self.good)
        self.assertEqual(self.bystander.noop()[0], "OK")
        self.assertLess(self.server.peak_memory(), PEAK, "KiB")
        self.assertNotIn("internal error", self.server.output())

    def append(self, message):
        self.assertEqual(
            self.client.append("INBOX", None, None, message)[0], "OK")
        self.client.noop()

    def test_groups_within_groups_end_nothing(self):
        for name in (b"From", b"To", b"Cc", b"Reply-To"):
            self.append(name + b": " + b"g:" * 25_000 + b"\r\n\r\nx\r\n")
        kind, answer = self.client.fetch("2:5", "(ENVELOPE)")
        self.assertEqual((kind, len(answer)), ("OK", 4))
        for line in answer:
            self.assertIn(b'(NIL NIL "g" NIL)(NIL NIL NIL NIL)', line)
        self.check_all_served()

    def test_one_message_many_times_over_is_refused(self):
        line = b"x" * 78 + b"\r\n"
        self.append(b"Subject: x\r\n\r\n" + line * (MESSAGE // len(line)))
        part = "BODY.PEEK[]<0.50000000>"
        many = "(" + " ".join([part] * 200) + ")"
        kind, answer = self.client.fetch("2", many)
        self.assertEqual(kind, "NO")
        self.assertRegex(answer[0], rb"^\[LIMIT\] ")
        # The number of items is allowed, but together they are too much.
        few = "(" + " ".join([part] * 50) + ")"
        kind, answer = self.client.fetch("2", few)
        self.assertEqual(kind, "NO")
        self.assertRegex(answer[0], rb"^\[LIMIT\] ")
        kind, answer = self.client.fetch("2", f"({part})")
        self.assertEqual(kind, "OK")
        self.assertGreater(len(answer[0][1]), MESSAGE - len(line))
        self.check_all_served()


if __name__ == "__main__":
    main()
