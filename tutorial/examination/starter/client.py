"""The examination: make this a client that tells of each new message. See
TASK.md."""

import re
import socket
import sys
import time


class Memory:
    """What outlives a connection."""

    last = None  # the highest UID that was told


class Watch:
    def __init__(self, peer, memory):
        self.peer = peer
        self.memory = memory
        self.greeted = False
        self.commands = 0
        self.command = ""  # the one in flight
        self.leaving = False  # the server has said bye

    def say(self, line):
        self.peer.sendall(line.encode() + b"\r\n")

    def ask(self, command):
        self.commands += 1
        self.command = command
        self.say(f"a{self.commands} {command}")

    def take(self, response):
        """A whole response, as text, with its literals in it."""
        words = response.split()
        if not self.greeted:
            self.greeted = True
            self.ask("LOGIN anna secret")
        elif words[:1] == ["+"]:
            self.go_ahead()
        elif words[:1] == ["*"]:
            self.take_data(words, response)
        elif self.command and words[:1] == [f"a{self.commands}"]:
            command, self.command = self.command, ""
            self.ended(command, words[1:2] == ["OK"])

    def take_data(self, words, response):
        if words[1:2] == ["BYE"]:
            self.leaving = True
        if words[2:3] == ["[UIDNEXT"] and self.memory.last is None:
            self.memory.last = int(words[3].rstrip("]")) - 1
        # TODO: what do FETCH and EXISTS mean?

    def go_ahead(self):
        """TODO: the server has said `+`."""

    def ended(self, command, ok):
        """The command is in flight no more."""
        if self.leaving:
            return
        if command.startswith("LOGIN"):
            if not ok:
                sys.exit("the server does not let us in")
            self.ask("SELECT INBOX")
        # TODO: what comes next? Look for new messages, tell, idle.

    def tick(self, now):
        """TODO: is called about ten times a second."""


def cut_response(octets):
    """The first whole response of `octets`, and the rest; or None."""
    end = 0
    while (line_end := octets.find(b"\n", end)) >= 0:
        line = octets[end:line_end].removesuffix(b"\r")
        end = line_end + 1
        mark = re.search(rb"\{(\d+)\}$", line)
        if not mark or not octets.startswith(b"* ") or re.match(
                rb"\* (OK|NO|BAD|BYE|PREAUTH)\b", octets):
            return octets[:end].decode(errors="replace"), octets[end:]
        end += int(mark[1])
    return None


def converse(port, memory):
    """Until the connection has ended."""
    peer = socket.create_connection(("127.0.0.1", port))
    peer.settimeout(0.1)
    watch = Watch(peer, memory)
    rest = b""
    while True:
        try:
            octets = peer.recv(8192)
            if not octets:
                return
            rest += octets
            while cut := cut_response(rest):
                response, rest = cut
                watch.take(response)
        except TimeoutError:
            pass
        watch.tick(time.monotonic())


def main():
    # TODO: what if the connection ends?
    converse(int(sys.argv[1]), Memory())


main()
