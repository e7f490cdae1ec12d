"""A server of IMAP and the toy, and clients of it."""

from imap_client import ImapClient
from server import ServerTest


class ImapTest(ServerTest):
    """Serves IMAP and the toy on one mailbox, without passwords."""

    def serve_both(self, *options, **more):
        server = self.serve("--imap", "127.0.0.1:0", *options, **more)
        line = server.wait_for_line("listening on ", 1)
        self.port = int(line.rsplit(":", 1)[1])
        return server

    def log_in(self):
        client = ImapClient(("127.0.0.1", self.port))
        self.addCleanup(client.sock.close)
        return client
