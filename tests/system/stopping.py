"""Ctrl-C: how the server stops, and what its clients are told."""

import signal

from server import ServerTest, main

BYE = "* bye server is stopping"


class Stopping(ServerTest):
    def check_stops(self, number):
        server = self.serve()
        clients = [self.connect(server) for _ in range(20)]
        for idler in clients[:10]:
            idler.idle()
        clients[-1].send("half a line")
        self.check_served((clients[0], clients[11]))
        self.assertEqual(server.process.poll(), None)
        server.process.send_signal(number)
        for client in clients:
            self.assertEqual(client.rest()[-1], BYE)
            client.close()
        self.assertEqual(server.process.wait(), 0)
        server.reader.join()
        self.assertEqual(server.output().splitlines()[-1], "bye")

    def test_every_client_hears_bye_at_ctrl_c(self):
        self.check_stops(signal.SIGINT)

    def test_every_client_hears_bye_at_sigterm(self):
        self.check_stops(signal.SIGTERM)

    def test_a_client_that_neither_reads_nor_closes_cannot_hold_it(self):
        server = self.serve()
        good = self.connect(server)
        self.connect_deaf(server)
        self.assertEqual(server.stop(), 0)
        self.assertEqual(good.rest(), [BYE])

    def test_without_clients_it_stops_at_once(self):
        server = self.serve()
        self.assertEqual(server.stop(signal.SIGINT), 0)

    def test_the_port_is_free_at_once(self):
        first = self.serve()
        self.connect(first).idle()
        self.assertEqual(first.stop(), 0)
        again = self.serve(listen=[f"127.0.0.1:{first.address[1]}"])
        self.assertEqual(again.address, first.address)


if __name__ == "__main__":
    main()
