"""A client that idles and reads nothing, while much is posted."""

from server import ServerTest, main

POSTS = 100_000  # as many as a mailbox takes
ONE_BY_ONE = 8_000  # more lines than the kernel holds for a peer
MESSAGES_MEMORY = 48 * 1024  # KiB; POSTS mails of some 200 octets, and a record


class SlowReader(ServerTest):
    def test_it_ends_on_the_newest_number_and_cost_next_to_nothing(self):
        server = self.serve("--messages", "0")
        idler, poster = self.others(server)
        slow = self.connect(server, receive_buffer=4096).idle()
        before = server.memory()

        for number in range(1, ONE_BY_ONE + 1):
            self.assertEqual(poster.ask("post x"), f"ok {number}")
        at_a_time = 1000
        for first in range(ONE_BY_ONE, POSTS, at_a_time):
            poster.send("post x\r\n" * at_a_time)
            for number in range(first + 1, first + at_a_time + 1):
                self.assertEqual(poster.line(), f"ok {number}")
        while idler.line() != f"* new {POSTS}":
            pass
        self.check_memory(server, before, MESSAGES_MEMORY)

        told = [0]
        while told[-1] < POSTS:
            told.append(int(slow.line().removeprefix("* new ")))
            self.assertGreater(told[-1], told[-2])
        self.assertLess(len(told), POSTS / 10)
        slow.send("done\r\n")
        self.assertEqual(slow.line(), "ok done")
        self.assertEqual(poster.ask("post x"), "no mailbox is full")

    def test_it_is_given_up_when_it_does_not_even_take_the_goodbye(self):
        server = self.serve("--autologout", "1")
        self.connect_deaf(server)
        server.wait_for_line("^# 1 left: the peer did not read")
        self.check_served(self.others(server))


if __name__ == "__main__":
    main()
