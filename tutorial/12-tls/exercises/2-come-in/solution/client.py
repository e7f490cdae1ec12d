"""Exercise 12.2, solved: a client that takes the best way in."""

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
        self.mechanism = ""  # of the AUTHENTICATE in flight
        self.answered = False
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
        if kind == "PREAUTH":
            self.ask("LOGOUT")
        elif kind == "OK":
            self.go_on()

    def go_ahead(self):
        """The server has said `+`."""
        if not self.command.startswith("AUTHENTICATE"):
            return
        if self.answered:
            self.say(TO_REFUSAL[self.mechanism])
        else:
            self.answered = True
            self.say(ANSWERS[self.mechanism])

    def ended(self, command, ok):
        """The command is in flight no more."""
        if command == "LOGOUT":
            return
        if not ok:
            self.ask("LOGOUT")
        elif command == "SELECT INBOX":
            self.ask("IDLE" if self.offers("IDLE") else "NOOP")
        elif command == "STARTTLS":
            self.tls_begins()
        elif command.startswith(("LOGIN", "AUTHENTICATE")):
            self.logged_in = True
            self.go_on()
        elif command == "CAPABILITY":
            self.go_on()

    def tls_begins(self):
        """A true client does the handshake here."""
        if self.unread:
            self.finished = True
        else:
            self.capabilities = None
            self.go_on()

    def go_on(self):
        """Nothing is in flight: what comes next?"""
        if self.capabilities is None:
            self.ask("CAPABILITY")
        elif self.logged_in:
            self.ask("SELECT INBOX")
        elif self.offers("STARTTLS"):
            self.ask("STARTTLS")
        else:
            self.log_in()

    def log_in(self):
        for mechanism in ANSWERS:
            if self.offers(f"AUTH={mechanism}"):
                return self.authenticate(mechanism)
        if self.offers("LOGINDISABLED"):
            return self.ask("LOGOUT")
        self.capabilities = None
        self.ask(f"LOGIN anna {PASSWORD}")

    def authenticate(self, mechanism):
        self.mechanism = mechanism
        self.answered = self.offers("SASL-IR")
        self.capabilities = None
        answer = f" {ANSWERS[mechanism]}" if self.answered else ""
        self.ask(f"AUTHENTICATE {mechanism}{answer}")

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
