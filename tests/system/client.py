"""A toy client, for tests."""

import socket

# Nothing takes so long; a test that hangs fails after this time.
PATIENCE = 60  # seconds


class Client:
    """A toy client that does only what it is told."""

    def __init__(self, address, receive_buffer=None, greeted=True):
        family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.socket = socket.socket(family)
        self.socket.settimeout(PATIENCE)
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF,
                                   receive_buffer)
        self.socket.connect(address)
        self.input = self.socket.makefile("rb")
        self.hello = self.line() if greeted else None

    def send(self, data):
        self.socket.sendall(data.encode() if isinstance(data, str) else data)

    def line(self):
        """The next line without its end; "" when the server has closed."""
        line = self.input.readline()
        if line and not line.endswith(b"\r\n"):
            raise AssertionError(f"a line without CRLF: {line!r}")
        return line.decode().removesuffix("\r\n")

    def reply(self):
        """The next line that is no event."""
        while True:
            line = self.line()
            if not line.startswith("* ") or line.startswith("* bye"):
                return line

    def ask(self, command):
        self.send(command + "\r\n")
        return self.reply()

    def idle(self):
        self.send("idle\r\n")
        while self.line() != "+ idling":
            pass
        return self

    def rest(self):
        """All lines until the server closes."""
        return list(iter(self.line, ""))

    def reset(self):
        """Leaves without a goodbye: the server gets a RST."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                               b"\1\0\0\0\0\0\0\0")
        self.close()

    def close(self):
        self.input.close()
        self.socket.close()
