"""Very many clients, very slow clients, and one client too many."""

from client import Client
from server import ServerTest, main

CLIENTS = 500
MEMORY = 4096  # KiB for all of them, each with 999 octets of a line


class ManyClients(ServerTest):
    def test_lines_that_come_octet_by_octet_are_answered(self):
        server = self.serve()
        good = self.others(server)
        self.check_served(good)
        before = server.memory()
        clients = [self.connect(server) for _ in range(CLIENTS)]
        for client in clients:
            client.send("x" * 999)
        for octet in "\r\nread 1\r\n":
            for client in clients:
                client.send(octet)
            self.check_served(good)
        for client in clients:
            self.assertRegex(client.line(), "^bad unknown command")
            self.assertRegex(client.reply(), "^ok ")
        for client in clients:
            client.send("x" * 999)
        for client in clients[:3]:
            client.send("\r\n")
            self.assertRegex(client.reply(), "^bad ")
        self.check_served(good)
        self.check_memory(server, before, MEMORY)

    def test_one_too_many_is_told_why_until_one_leaves(self):
        server = self.serve("--max-clients", "3")
        good = self.others(server)
        third = self.connect(server)
        for _ in range(100):
            refused = Client(server.address, greeted=False)
            self.assertEqual(refused.rest(),
                             ["* bye too many clients, at most 3"])
            refused.close()
        self.check_served(good)

        third.send("quit\r\n")
        self.assertEqual(third.rest()[-2:], ["* bye", "ok quit"])
        third.close()
        server.wait_for_line("^# 3 left")
        self.assertRegex(self.connect(server).hello, r"^\* hello toy/1 ")
        server.wait_for_line("^# refused a client: too many clients, at most 3")

    def test_one_too_many_that_talks_at_once_is_told_why_too(self):
        server = self.serve("--max-clients", "1")
        self.connect(server)
        for _ in range(100):
            refused = Client(server.address, greeted=False)
            refused.send("idle\r\n")
            self.assertEqual(refused.line(),
                             "* bye too many clients, at most 1")
            refused.close()


if __name__ == "__main__":
    main()
