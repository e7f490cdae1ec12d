"""A proto_server with users, and Python's own client for it."""

import imaplib
import os
import socket
import subprocess
import tempfile
from pathlib import Path

from client import PATIENCE
from server import ServerTest

PASSWORD = "sesame"


class Imap(imaplib.IMAP4):
    """Python's own client, and a way to leave rudely."""

    def ask_in(self, user="anne", password=PASSWORD):
        """What LOGIN is answered."""
        return self._simple_command("LOGIN", user, password)

    def close_socket(self):
        self.file.close()
        self.sock.close()

    def reset(self):
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                             b"\1\0\0\0\0\0\0\0")
        self.close_socket()


class UsersTest(ServerTest):
    """A test with the users anne and bob, who have the same password."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        for name in ("anne", "bob"):
            cls.run_server("users", "add", name, "--password-stdin",
                           text=PASSWORD)

    @classmethod
    def run_server(cls, *words, text=None):
        return subprocess.run(
            [os.environ["PROTO_SERVER"], *words], cwd=cls.folder, input=text,
            text=True, capture_output=True, timeout=PATIENCE, check=True).stdout

    def serve_users(self, *options, **more):
        server = self.serve("--imap", "127.0.0.1:0", "--plain-login",
                            "--users", self.folder / "users", *options,
                            **{"listen": (), **more})
        line = server.wait_for_line("listening on ",
                                    len(more.get("listen", ())))
        self.port = int(line.rsplit(":", 1)[1])
        return server

    def open(self):
        client = Imap("127.0.0.1", self.port, timeout=PATIENCE)
        self.addCleanup(client.close_socket)
        return client

    def log_in(self, user="anne"):
        client = self.open()
        client.login(user, PASSWORD)
        return client
