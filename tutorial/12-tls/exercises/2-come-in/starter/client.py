"""Exercise 12.2: this client says its password to anybody. See TASK.md."""

import base64
import re
import socket
import sys

PASSWORD = "secret"
TOKEN = "token1"


def base64_of(text):
    return base64.b64encode(text.encode()).decode()


# What each mechanism wants to hear, in base64; and which line it wants behind
# a `+` that refuses.
ANSWERS = {"OAUTHBEARER": base64_of(f"n,a=anna,\1auth=Bearer {TOKEN}\1\1"),
           "XOAUTH2": base64_of(f"user=anna\1auth=Bearer {TOKEN}\1\1"),
           "PLAIN": base64_of(f"\0anna\0{PASSWORD}")}
TO_REFUSAL = {"OAUTHBEARER": "AQ==", "XOAUTH2": "", "PLAIN": "*"}


def capabilities_of(line):
    """Returns what the server says that it can do, or None."""
    found = re.search(r"^\* CAPABILITY ([^\]]*)|\[CAPABILITY ([^\]]*)\]", line,
                      re.IGNORECASE)
    return found and set((found[1] or found[2]).upper().split())


class Client:
    def __init__(self, peer):
        self.peer = peer
        self.unread = b""  # what has come and was not looked at yet
        self.greeted = False
        self.commands = 0
        self.command = None  # the one in flight
        self.capabilities = None  # None: not told, or they hold no longer
        self.logged_in = False
        # TODO: what must be remembered of an AUTHENTICATE in flight?
        self.finished = False

    def say(self, line):
        self.peer.sendall(line.encode() + b"\r\n")

    def ask(self, command):
        self.commands += 1
        self.command = command
        self.say(f"a{self.commands} {command}")

    def receive(self, octets):
        self.unread += octets
        while b"\n" in self.unread and not self.finished:
            line, self.unread = self.unread.split(b"\n", 1)
            self.take(line.removesuffix(b"\r").decode(errors="replace"))

    def take(self, line):
        told = capabilities_of(line)
        if told is not None:
            self.capabilities = told
        words = (line + " ? ?").split()
        if not self.greeted:
            self.greeted = True
            self.greet(words[1])
        elif words[0] == "+":
            self.go_ahead()
        elif words[0] == f"a{self.commands}" and self.command:
            command, self.command = self.command, None
            self.ended(command, words[1] == "OK")

    def greet(self, kind):
        # TODO: what if the server says PREAUTH?
        if kind == "OK":
            self.go_on()

    def go_ahead(self):
        """The server has said `+`."""
        # TODO: step 12.0

    def ended(self, command, ok):
        """The command is in flight no more."""
        if command == "LOGOUT":
            return
        if not ok:
            self.ask("LOGOUT")
        elif command == "SELECT INBOX":
            self.ask("IDLE" if self.offers("IDLE") else "NOOP")
        elif command.startswith("LOGIN"):
            self.logged_in = True
            self.go_on()
        # TODO: STARTTLS, AUTHENTICATE, CAPABILITY

    def go_on(self):
        """Nothing is in flight: what comes next?"""
        # TODO: what must be known before, and what comes before the login?
        if self.logged_in:
            self.ask("SELECT INBOX")
        else:
            self.log_in()

    def log_in(self):
        # TODO: the best way in
        self.ask(f"LOGIN anna {PASSWORD}")

    def offers(self, capability):
        return self.capabilities is not None and capability in self.capabilities


def main():
    with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as peer:
        client = Client(peer)
        while not client.finished:
            octets = peer.recv(4096)
            if not octets:
                break
            client.receive(octets)


main()
