"""Asks a server about messages that lie in its INBOX, and prints what it says
as the expectations do."""

import re
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "system"), str(TESTS / "interop")]
from imap_client import ImapClient

ESCAPES = {"\r": r"\r", "\n": r"\n", "\t": r"\t", '"': r"\"", "\\": r"\\"}


def deliver(maildir, messages):
    """Puts the messages, octet for octet, into a Maildir."""
    for part in ("new", "cur", "tmp"):
        (maildir / part).mkdir(parents=True, exist_ok=True)
    for number, octets in enumerate(messages, 1):
        (maildir / "new" / f"{number}.M0P0.example").write_bytes(octets)


def quoted(octets):
    """One line of ASCII for a string."""
    text = "".join(ESCAPES.get(c, c if " " <= c <= "~" else f"\\x{ord(c):02X}")
                   for c in octets.decode("latin-1"))
    return f'"{text}"'


class Answer:
    """The octets of a response, read from left to right."""

    STRING = re.compile(rb'"((?:\\.|[^"\\])*)"', re.S)
    LITERAL = re.compile(rb"~?\{(\d+)\}\r\n")
    ATOM = re.compile(rb'[^\s()"]+')

    def __init__(self, octets):
        self.octets = octets
        self.at = 0

    def printed(self):
        """The next value, printed in the one way that expectations have."""
        here = self.octets[self.at:]
        if match := self.STRING.match(here):
            self.at += match.end()
            return quoted(re.sub(rb"\\(.)", rb"\1", match[1], flags=re.S))
        if match := self.LITERAL.match(here):
            start = self.at + match.end()
            self.at = start + int(match[1])
            return quoted(self.octets[start:self.at])
        if here.startswith(b"("):
            return self.printed_list()
        match = self.ATOM.match(here)
        self.at += match.end()
        return match[0].decode()

    def printed_list(self):
        self.at += 1
        values = []
        while not self.octets.startswith(b")", self.at):
            if self.octets.startswith(b" ", self.at):
                self.at += 1
            else:
                values.append(self.printed())
        self.at += 1
        return "(" + " ".join(values) + ")"


class Asker(ImapClient):
    """A client that asks about one message after the other."""

    def uids(self):
        """Each message of the INBOX, and its UID."""
        self.select()
        found = {}
        for part in self.uid("FETCH", "1:*", "(BODY.PEEK[])")[1]:
            if isinstance(part, tuple):
                uid = re.search(rb"UID (\d+)", part[0])
                found[part[1]] = uid[1].decode()
        return found

    def ask(self, uid, question):
        """What the server answers, as an expectation says it."""
        if question.startswith("SEARCH "):
            return self.search_for(uid, question.removeprefix("SEARCH "))
        item = question.replace("BODY[", "BODY.PEEK[").replace(
            "BINARY[", "BINARY.PEEK[")
        said = self.said(f"UID FETCH {uid} ({item})".encode())
        match = re.search(rb"FETCH \((?:UID \d+ )?" +
                          re.escape(question.encode()) + b" ", said)
        if not match:
            return said.decode("latin-1").strip()
        answer = Answer(said)
        answer.at = match.end()
        return answer.printed()

    def search_for(self, uid, key):
        name, text = re.match(r'(.*) "(.*)"$', key).groups()
        octets = text.encode()
        said = self.said(b"UID SEARCH CHARSET UTF-8 UID %s %s {%d+}\r\n%s" % (
            uid.encode(), name.encode(), len(octets), octets))
        if not re.search(rb"(?m)^\S+ OK ", said):
            return said.decode("latin-1").strip()
        return re.search(rb"(?m)^\* SEARCH(.*)\r$",
                         said)[1].split() == [uid.encode()]

    def said(self, command):
        """Everything up to the tagged response."""
        tag = self._new_tag()
        self.send(tag + b" " + command + b"\r\n")
        said = b""
        while True:
            line = self.readline()
            said += line
            if not line:
                raise AssertionError(f"it hung up after {said}")
            if match := re.search(rb"\{(\d+)\}\r\n$", line):
                said += self.read(int(match[1]))
            elif line.startswith(tag + b" "):
                return said
