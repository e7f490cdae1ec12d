"""Bursts: many commands whose replies nobody reads yet, and many posts."""

import threading

from server import ServerTest, main

COMMANDS = 100_000
MESSAGES = 1000
MEMORY = 2048  # KiB more than before


class Burst(ServerTest):
    def test_every_reply_comes_in_order_though_nobody_read_them_at_first(self):
        server = self.serve("--messages", str(MESSAGES))
        good = self.others(server)
        client = self.connect(server)
        self.check_served(good)
        before = server.memory()

        numbers = [i % MESSAGES + 1 for i in range(COMMANDS)]
        burst = "".join(f"read {n}\r\n" for n in numbers)
        sender = threading.Thread(target=client.send, args=(burst,))
        sender.start()
        for _ in range(20):
            self.check_served(good)
        self.check_memory(server, before, MEMORY)
        for number in numbers:
            self.assertEqual(client.line(), f"ok message {number}")
        sender.join()
        self.check_memory(server, before, MEMORY)
        self.check_served(good)

    def test_a_burst_of_posts_reaches_idling_clients_in_far_fewer_lines(self):
        server = self.serve("--messages", "0")
        idlers = [self.connect(server).idle() for _ in range(10)]
        poster = self.connect(server)
        poster.send("post x\r\n" * 100)
        for number in range(1, 101):
            self.assertEqual(poster.line(), f"ok {number}")
        for idler in idlers:
            lines = [idler.line()]
            while lines[-1] != "* new 100":
                lines.append(idler.line())
            # One segment may arrive as a few; each is one turn of the loop.
            self.assertLess(len(lines), 20)


if __name__ == "__main__":
    main()
