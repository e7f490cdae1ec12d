"""Octets that only a broken or hostile client sends."""

import random

from server import ServerTest, main

ENDLESS = 10 * 1000 * 1000  # octets
PORTION = 64 * 1024
MEMORY = 2048  # KiB more than before
TOO_LONG = "bad line longer than 1000 octets"


class Garbage(ServerTest):
    def setUp(self):
        self.server = self.serve()
        self.good = self.others(self.server)
        self.client = self.connect(self.server)
        self.check_served(self.good)
        self.before = self.server.memory()

    def tearDown(self):
        self.check_served(self.good)
        self.check_memory(self.server, self.before, MEMORY)

    def test_a_line_without_end_takes_no_memory_and_is_reported_once(self):
        for at in range(0, ENDLESS, PORTION):
            self.client.send(b"x" * PORTION)
            if at % (PORTION * 50) == 0:
                self.check_served(self.good)
                self.check_memory(self.server, self.before, MEMORY)
        self.client.send("\r\nread 1\r\n")
        self.assertEqual(self.client.line(), TOO_LONG)
        self.assertRegex(self.client.reply(), "^ok ")

    def test_a_nul_is_named_with_its_place(self):
        self.client.send(b"co\0unt\r\ncount\r\n")
        self.assertEqual(self.client.line(), "bad a NUL at octet 3")
        self.assertRegex(self.client.line(), "^ok ")

    def test_what_is_not_utf_8_is_named_with_its_place(self):
        wrong = [b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80",
                 b"\x80", b"\xe2\x82"]
        for octets in wrong:
            self.client.send(b"post " + octets + b"\r\n")
            self.assertEqual(self.client.line(),
                             "bad an octet that is not UTF-8 at octet 6")

    def test_control_characters_do_not_reach_other_terminals(self):
        for octets in [b"\x1b[2J", b"\x07", b"\x7f", b"\xc2\x9b", b"\rx"]:
            self.client.send(b"post a" + octets + b"\r\n")
            self.assertEqual(self.client.line(),
                             "bad a control character at octet 7")

    def test_random_octets_are_answered_line_by_line(self):
        seed = 1430
        octets = random.Random(seed).randbytes(1000 * 1000)
        # A valid line among them must not change the number of replies.
        octets = octets.replace(b"quit", b"tiuq")
        self.client.send(octets)
        self.client.send("\ncount\n")
        replies = 0
        while not (line := self.client.line()).startswith("ok "):
            self.assertRegex(line, "^bad ", f"seed {seed}")
            replies += 1
        self.assertEqual(replies, octets.count(b"\n") + 1)


if __name__ == "__main__":
    main()
