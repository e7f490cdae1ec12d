"""Timeouts on real sockets: seconds in place of half an hour."""

from server import ServerTest, main


class Silence(ServerTest):
    def test_a_silent_client_is_told_bye_and_the_connection_closed(self):
        server = self.serve("--autologout", "1")
        client = self.connect(server)
        self.assertEqual(client.rest(),
                         ["* bye heard nothing for 1 seconds"])

    def test_a_silent_client_that_idles_too(self):
        server = self.serve("--autologout", "2", "--keepalive", "1")
        lines = self.connect(server).idle().rest()
        self.assertEqual(lines[-1], "* bye heard nothing for 2 seconds")
        self.assertLessEqual(set(lines[:-1]), {"* ok still here"})

    def test_octets_without_the_end_of_a_line_do_not_count(self):
        server = self.serve("--autologout", "2")
        slow = self.connect(server)
        slow.send("coun")
        self.assertEqual(slow.rest(), ["* bye heard nothing for 2 seconds"])

    def test_a_client_that_does_not_close_its_side_is_closed(self):
        server = self.serve("--autologout", "1")
        client = self.connect(server)
        files = server.open_files()
        client.rest()
        # Our side is still open.
        server.wait_for_line("^# 1 left: the peer did not close")
        self.assertEqual(server.open_files(), files - 1)

    def test_an_idling_client_hears_that_the_server_is_there(self):
        server = self.serve("--keepalive", "1")
        client = self.connect(server).idle()
        for _ in range(2):
            self.assertEqual(client.line(), "* ok still here")
        self.assertEqual(client.ask("done"), "ok done")


if __name__ == "__main__":
    main()
