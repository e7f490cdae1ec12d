"""An IMAP client that only looks for the end of an answer, so that it costs the
same with every server."""

import itertools
import socket
import time

PATIENCE = 300  # seconds for one answer
PORTION = 256 * 1024
LAST_LINE = 4096  # octets of an answer's end in which its last line stands


class ImapClient:
    """with ImapClient(port) as client: ..."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.tags = itertools.count(1)
        self.read_to(b"* OK")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def log_in(self, user, password):
        self.ask(f"LOGIN {user} {password}")
        return self

    def ask(self, command):
        """Seconds from the command to the end of its OK."""
        return self.send_and_wait([command.encode()])

    def append(self, mailbox, message, times=1):
        """Seconds until all were acknowledged; sent in one go (RFC 7888)."""
        head = f"APPEND {mailbox} {{{len(message)}+}}\r\n".encode()
        return self.send_and_wait([head + message] * times)

    def send_and_wait(self, commands):
        tags = [b"a%d" % next(self.tags) for _ in commands]
        text = b"".join(b"%s %s\r\n" % one for one in zip(tags, commands))
        begin = time.perf_counter()
        self.socket.sendall(text)
        self.read_to(tags[-1] + b" OK")
        return time.perf_counter() - begin

    def read_to(self, last):
        """Until the last line that came begins with `last`."""
        end = b""
        while True:
            got = self.socket.recv(PORTION)
            if not got:
                raise RuntimeError("the server closed the connection")
            end = (end + got)[-LAST_LINE:]
            line = end[:-1].rpartition(b"\n")[2]
            if end.endswith(b"\n") and line.startswith(last):
                return
            if end.endswith(b"\n") and line.startswith(
                    (last.split()[0] + b" NO", last.split()[0] + b" BAD")):
                raise RuntimeError(line.decode(errors="replace"))
