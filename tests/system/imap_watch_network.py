"""`proto_client watch` and a network that is not there, or that goes away and
does not say so."""

import subprocess

from two_machines import HERE, TwoMachines, ip
from watcher import WatchTest, main


class Network(TwoMachines, WatchTest):
    def setUp(self):
        TwoMachines.setUp(self)
        WatchTest.setUp(self)
        self.run_server("certificate", "--host", HERE, str(self.state / "tls"))
        self.server = self.serve_here(
            "--imaps", f"{HERE}:0", "--messages", "0", "--certificate",
            str(self.state / "tls" / "server.pem"))
        port = self.server.wait_for_line("listening on ", 2).rpartition(":")[2]
        self.address = f"imaps://anne@{HERE}:{port}/INBOX"

    def watch_there(self, *options):
        return self.watch(self.address, "--ca",
                          str(self.state / "tls" / "ca.pem"), *options,
                          first=("--wire",),
                          prefix=["ip", "netns", "exec", self.there])

    def post(self, text):
        poster = self.connect_from(self.here, self.server.addresses[1])
        self.assertRegex(poster.ask(f"post {text}"), "^ok ")

    def sockets_there(self):
        """The TCP and UDP sockets of the other machine (proc(5))."""
        tables = [f"/proc/net/{kind}" for kind in ("tcp", "tcp6", "udp",
                                                   "udp6")]
        said = subprocess.run(
            ["ip", "netns", "exec", self.there, "cat", *tables], text=True,
            capture_output=True, check=True).stdout
        return [line for line in said.splitlines() if "address" not in line]

    def check_told(self, watcher, *texts):
        self.post("fence")
        watcher.wait_for_message("fence")
        self.assertEqual(watcher.told(), [*texts, "fence"])

    def test_it_starts_without_a_network(self):
        ip("-n", self.there, "link", "set", "cable", "down")
        watcher = self.watch_there()
        self.assertIn("unreachable", watcher.wait_for("disconnected")["why"])
        ip("-n", self.there, "link", "set", "cable", "up")
        watcher.wait_until_it_idles()
        self.assertEqual(len(self.sockets_there()), 1)  # to the server
        self.check_told(watcher)
        self.assertEqual(watcher.stop(), 0)

    def test_a_half_open_connection_is_found(self):
        watcher = self.watch_there("--rearm", "2")
        watcher.wait_until_it_idles()
        self.cut()
        self.post("meanwhile")
        watcher.wait_for("disconnected")
        self.mend()
        watcher.wait_for("connected", 1)
        self.check_told(watcher, "meanwhile")
        self.assertEqual(watcher.stop(), 0)


if __name__ == "__main__":
    main()
