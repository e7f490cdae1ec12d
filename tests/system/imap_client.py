"""Python's imaplib, with IDLE added."""

import imaplib
import re
import socket

from client import PATIENCE

RECENT = re.compile(rb"\* \d+ RECENT\r\n")


class Idling:
    """What a client of imaplib has besides."""

    def idle(self):
        """Returns what the server says to that."""
        self.idle_tag = self._new_tag()
        self.send(self.idle_tag + b" IDLE\r\n")
        return self.line()

    def line(self):
        """The next line but RECENT, which stands behind an EXISTS."""
        while RECENT.fullmatch(line := self.readline()):
            pass
        return line.decode().rstrip("\r\n")

    def done(self):
        """Returns the answer, with "tag" for its tag."""
        self.send(b"DONE\r\n")
        return self.line().replace(self.idle_tag.decode(), "tag")


class Imap(Idling, imaplib.IMAP4):
    """Not logged in."""


class ImapClient(Imap):
    def __init__(self, address, user="anyone", password="anything"):
        super().__init__(*address, timeout=PATIENCE)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.login(user, password)
