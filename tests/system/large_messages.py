"""Many clients make the server hold large messages: some send all but the last
octet of one, others ask for one and do not read it. The server holds a bounded
number of octets, and refuses the rest with NO [LIMIT]."""

import re

from imap_test import ImapTest
from server import main

SIZE = 45 * 1000 * 1000
CLIENTS = 15
ROOM = 256 * 1024 * 1024  # octets: server::limits::held_for_all
TAKEN = ROOM // SIZE      # messages that there is room for
# KiB. Beside the room, a message is in the mailbox, and a few copies of it are
# made while it is taken or sent.
PEAK = ROOM // 1024 + 4 * SIZE // 1024


class LargeMessages(ImapTest):
    def setUp(self):
        self.server = self.serve_both("--messages", "1")
        self.clients = [self.log_in() for _ in range(CLIENTS)]

    def log_in(self):
        client = super().log_in()
        client.select()
        return client

    def announce(self, client):
        client.send(b"big APPEND INBOX {%d}\r\n" % SIZE)
        return client.line()

    @staticmethod
    def first_answer(client):
        """Returns the first line that is no news of the mailbox."""
        while not re.match("big |.* FETCH ", line := client.line()):
            pass
        return line

    def check_all_served(self):
        self.assertEqual(self.clients[-1].noop()[0], "OK")
        self.assertLess(self.server.peak_memory(), PEAK, "KiB")

    def test_messages_that_do_not_end(self):
        answers = [self.announce(client) for client in self.clients]
        self.assertEqual([answer[:14] for answer in answers[TAKEN:]],
                         ["big NO [LIMIT]"] * (CLIENTS - TAKEN))
        most = b"x" * (SIZE - 1)
        for client in self.clients[:TAKEN]:
            client.send(most)
        self.check_all_served()
        self.clients[0].send(b"x\r\n")
        self.assertRegex(self.first_answer(self.clients[0]), "^big OK ")
        self.assertEqual(self.announce(self.clients[-2])[:1], "+")
        self.check_all_served()

    def test_messages_that_nobody_reads(self):
        line = b"x" * 998 + b"\r\n"
        message = line * (SIZE // len(line))
        self.assertEqual(
            self.clients[0].append("INBOX", None, None, message)[0], "OK")
        for client in self.clients[:-1]:
            client.noop()
            client.send(b"big FETCH 2 BODY.PEEK[]\r\n")
        answers = [self.first_answer(client) for client in self.clients[:-1]]
        refused = [answer for answer in answers if answer.startswith("big ")]
        self.assertEqual({answer[:14] for answer in refused},
                         {"big NO [LIMIT]"})
        self.assertEqual(len(answers) - len(refused), TAKEN)
        self.check_all_served()
        for client in self.clients[:-1]:
            client.shutdown()
        self.server.wait_for_line("^# .* left", CLIENTS - 2)
        self.clients[-1].noop()
        kind, _ = self.clients[-1].fetch("2", "(BODY.PEEK[])")
        self.assertEqual(kind, "OK")
        self.check_all_served()


if __name__ == "__main__":
    main()
