"""Valid command lines, and the messages about mistakes in others."""

import os
import socket
import subprocess
import unittest

from client import PATIENCE
from server import ServerTest, main

MISTAKES = [
    (["--nonsense"], "--nonsense"),
    (["extra"], "extra"),
    (["--listen"], "--listen"),
    (["--listen", "127.0.0.1:99999"], "write HOST:PORT"),
    (["--listen", "127.0.0.1:http"], "write HOST:PORT"),
    (["--listen", "[::1:1430"], "write HOST:PORT"),
    (["--listen", ""], "--listen"),
    (["--listen", "203.0.113.1:0"], "cannot listen on 203.0.113.1:0: "),
    (["--autologout", "0"], "--autologout"),
    (["--autologout", "soon"], "--autologout"),
    (["--autologout", "99999999999999999999"], "--autologout"),
    (["--keepalive", "-1"], "--keepalive"),
    (["--max-clients", "0"], "--max-clients"),
    (["--max-clients", "-1"], "--max-clients"),
    (["--max-per-user", "0"], "--max-per-user"),
    (["--max-per-address", "0"], "--max-per-address"),
    (["--messages", "1000000"], "--messages"),
    (["--users", __file__], "say where, as in --imap"),
    (["--users", ""], "--users"),
    (["--users", "no/where"], "no/where"),
    (["--tokens", __file__], "--users"),
    (["--quiet", "--wire"], "--quiet"),
]


def run(*options):
    return subprocess.run([os.environ["PROTO_SERVER"], *options], text=True,
                          capture_output=True, timeout=PATIENCE)


class CommandLine(ServerTest):
    def test_a_mistake_ends_it_with_a_sentence(self):
        for options, word in MISTAKES:
            with self.subTest(options=options):
                result = run(*options)
                self.assertGreater(result.returncode, 0)
                self.assertEqual(result.stdout, "")
                self.assertIn(word, result.stderr)
                self.assertNotIn("terminate called", result.stderr)

    def test_help_teaches(self):
        result = run("--help")
        self.assertEqual(result.returncode, 0)
        self.assertIn("proto_client watch", result.stdout)

    def test_the_version(self):
        result = run("--version")
        self.assertRegex(result.stdout, r"^proto_server \d+\.\d+\.\d+\n$")
        self.assertEqual(result.returncode, 0)

    def test_a_port_in_use_is_explained(self):
        port = self.serve().address[1]
        result = run("--listen", f"127.0.0.1:{port}")
        self.assertEqual(result.returncode, 1)
        self.assertIn(f"cannot listen on 127.0.0.1:{port}: the port is in use",
                      result.stderr)
        self.assertIn(f"--listen 127.0.0.1:{port + 1}", result.stderr)

    def test_ipv6_and_ipv4_serve_one_mailbox(self):
        try:
            with socket.socket(socket.AF_INET6) as probe:
                probe.bind(("::1", 0))
        except OSError as error:
            raise unittest.SkipTest(f"no IPv6 here: {error}")
        server = self.serve(listen=["[::1]:0", "127.0.0.1:0"])
        idler = self.connect(server).idle()
        self.assertEqual(idler.socket.family, socket.AF_INET6)
        server.addresses.reverse()
        self.check_served((idler, self.connect(server)))

    def test_quiet_says_where_it_listens_and_no_more(self):
        server = self.serve("--quiet")
        self.check_served(self.others(server))
        self.assertEqual(server.stop(), 0)
        server.reader.join()
        self.assertRegex(server.output(), r"^listening on \S+$")


if __name__ == "__main__":
    main()
