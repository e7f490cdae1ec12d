"""IMAP and the toy on one mailbox: clients of both are told at once, and a client
that does not read takes a bounded amount of memory."""

from imap_test import ImapTest
from server import main

MESSAGES = 1000
MEMORY = 1024  # KiB more than before
OCTETS = 10_000


class ImapPush(ImapTest):
    def test_what_the_toy_posts_an_idling_mail_client_hears(self):
        server = self.serve_both("--messages", "2")
        client = self.log_in()
        self.assertEqual(client.select(), ("OK", [b"2"]))
        self.assertEqual(client.idle(), "+ idling")
        self.assertEqual(self.connect(server).ask("post Hello"), "ok 3")
        self.assertEqual(client.line(), "* 3 EXISTS")
        self.assertEqual(client.done(), "tag OK IDLE terminated")
        _, answer = client.fetch("3", "(BODY.PEEK[HEADER.FIELDS (SUBJECT)])")
        self.assertEqual(answer[0][1], b"Subject: Hello\r\n\r\n")

    def test_what_a_mail_client_appends_the_toy_and_the_others_hear(self):
        server = self.serve_both("--messages", "0")
        toy, other, client = (self.connect(server).idle(), self.log_in(),
                              self.log_in())
        other.select()
        other.idle()
        client.append("INBOX", None, None, b"Subject: Flat\r\n\r\nIn the 11e.")
        self.assertEqual(toy.line(), "* new 1")
        self.assertEqual(other.line(), "* 1 EXISTS")

    def test_a_mail_client_that_does_not_read_costs_a_bounded_amount(self):
        server = self.serve_both("--messages", "0")
        client = self.log_in()
        message = b"Subject: Flat\r\n\r\n" + b"x" * OCTETS
        for _ in range(MESSAGES):
            client.append("INBOX", None, None, message)
        client.select()
        before = server.memory()
        deaf = self.log_in()
        deaf.select()
        deaf.send(b"f FETCH 1:* BODY.PEEK[]\r\n" * 3)
        self.check_served(self.others(server))
        self.check_memory(server, before, MEMORY)
        self.assertEqual(client.noop()[0], "OK")
        ended = 0
        while ended < 3:
            ended += deaf.line() == "f OK FETCH completed"

    def test_when_the_server_stops_it_says_bye(self):
        server = self.serve_both()
        client = self.log_in()
        client.select()
        client.idle()
        self.assertEqual(server.stop(), 0)
        self.assertEqual(client.line(), "* BYE server is stopping")


if __name__ == "__main__":
    main()
