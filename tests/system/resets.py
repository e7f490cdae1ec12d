"""Clients that leave without a goodbye, at the worst moment."""

from client import Client
from server import ServerTest, main

TIMES = 200
AT_ONCE = 10  # at most, in the eyes of the server; each may hold 48 KiB
MEMORY = 2048  # KiB more than before


class Resets(ServerTest):
    def setUp(self):
        self.server = self.serve()
        self.good = self.others(self.server)
        self.check_served(self.good)
        self.files = self.server.open_files()
        self.left = 0
        self.before = self.server.memory()

    def tearDown(self):
        self.check_served(self.good)
        self.wait_until_closed()
        self.check_memory(self.server, self.before, MEMORY)

    def wait_until_closed(self):
        self.eventually(lambda: self.server.open_files() == self.files,
                        "all sockets are closed")

    def leave(self, client):
        client.reset()
        self.left += 1
        if self.left % AT_ONCE == 0:
            self.wait_until_closed()

    def test_in_the_middle_of_a_line(self):
        for _ in range(TIMES):
            client = Client(self.server.address)
            client.send("post half a l")
            self.leave(client)

    def test_before_the_greeting_was_read(self):
        for _ in range(TIMES):
            self.leave(Client(self.server.address, greeted=False))

    def test_while_idling(self):
        for _ in range(TIMES):
            self.leave(Client(self.server.address).idle())
            self.check_served(self.good)

    def test_with_replies_unread_and_commands_unanswered(self):
        for _ in range(TIMES):
            client = Client(self.server.address)
            client.send("read 1\r\n" * 10_000)
            self.leave(client)

    def test_with_only_its_own_side_closed(self):
        # TCP lets a client close its side and read on. The toy's server takes
        # that as the end of the connection, and closes, too.
        for _ in range(TIMES):
            client = Client(self.server.address)
            client.send("count\r\n")
            client.socket.shutdown(1)
            self.assertRegex(client.rest()[-1], "^ok ")
            client.close()


if __name__ == "__main__":
    main()
