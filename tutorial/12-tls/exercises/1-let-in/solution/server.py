"""Exercise 12.1, solved: a server that lets the right ones in."""

import argparse
import asyncio
import base64
import re

BEFORE_LOGIN, LOGGED_IN, SELECTED = range(3)

# The states in which a command is allowed.
ALLOWED = {"CAPABILITY": (BEFORE_LOGIN, LOGGED_IN, SELECTED),
           "NOOP": (BEFORE_LOGIN, LOGGED_IN, SELECTED),
           "LOGOUT": (BEFORE_LOGIN, LOGGED_IN, SELECTED),
           "STARTTLS": (BEFORE_LOGIN,),
           "LOGIN": (BEFORE_LOGIN,),
           "AUTHENTICATE": (BEFORE_LOGIN,),
           "SELECT": (LOGGED_IN, SELECTED),
           "UNSELECT": (SELECTED,)}

# How many arguments a command takes: one of these numbers.
TAKES = {"CAPABILITY": (0,), "NOOP": (0,), "LOGOUT": (0,), "STARTTLS": (0,),
         "LOGIN": (2,), "AUTHENTICATE": (1, 2), "SELECT": (1,),
         "UNSELECT": (0,)}

# The password of each user, and how many messages are in the INBOX. (A true
# server keeps hashes of passwords.)
USERS = {"anna": ("secret", 3), "ben": ("two rooms", 5)}


def words_of(line):
    """`a1 LOGIN "anna" secret` as `a1`, `LOGIN`, `anna`, `secret`."""
    return [quoted or plain
            for quoted, plain in re.findall(r'"([^"]*)"|([^ "]+)', line)]


def octets_of(text):
    """Returns what is written in base64, or None if it is no base64."""
    try:
        return base64.b64decode(text, validate=True).decode()
    except ValueError:
        return None


class Session:
    def __init__(self, writer):
        self.writer = writer
        self.state = BEFORE_LOGIN
        self.tls_on = False
        self.unread = b""  # what has come and was not looked at yet
        self.user = None
        self.tag = ""  # of the command that is being answered
        self.entry_tag = None  # of the AUTHENTICATE that waits for a line
        self.finished = False
        self.say("* OK ready")

    def say(self, line):
        self.writer.write(line.encode() + b"\r\n")

    def receive(self, octets):
        self.unread += octets
        while b"\n" in self.unread and not self.finished:
            line, self.unread = self.unread.split(b"\n", 1)
            self.answer(line.removesuffix(b"\r").decode(errors="replace"))

    def answer(self, line):
        if self.entry_tag is not None:
            self.tag, self.entry_tag = self.entry_tag, None
            return self.end(self.take_answer(line))
        words = words_of(line)
        if not words:
            return self.say("* BAD no tag")
        self.tag, *rest = words
        command, arguments = (rest[0].upper(), rest[1:]) if rest else ("", [])
        self.end(self.do_command(command, arguments))

    def end(self, completion):
        """Says how the command ended; nothing if that comes later."""
        if completion is not None:
            self.say(f"{self.tag} {completion}")

    def capabilities(self):
        if self.state != BEFORE_LOGIN:
            return "CAPABILITY IMAP4rev1 UNSELECT"
        if self.tls_on:
            return "CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN"
        return "CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED"

    def do_command(self, command, arguments):
        """Does a command, says its data, and returns how it ended."""
        if len(arguments) not in TAKES.get(command, ()):
            return "BAD unknown command, or wrong arguments"
        if self.state not in ALLOWED[command]:
            return "BAD not in this state"
        if command in ("LOGIN", "AUTHENTICATE") and not self.tls_on:
            return "NO [PRIVACYREQUIRED] others can hear this"
        if command == "CAPABILITY":
            self.say("* " + self.capabilities())
        if command == "LOGOUT":
            self.say("* BYE good bye")
            self.finished = True
        if command == "STARTTLS":
            return self.start_tls()
        if command == "LOGIN":
            return self.login(*arguments)
        if command == "AUTHENTICATE":
            return self.authenticate(*arguments)
        if command == "SELECT":
            return self.select(*arguments)
        if command == "UNSELECT":
            self.state = LOGGED_IN
        return f"OK {command} completed"

    def start_tls(self):
        """A true server does the handshake behind its OK."""
        if self.tls_on:
            return "BAD TLS is on already"
        self.tls_on = True
        self.unread = b""
        return "OK begin TLS now"

    def login(self, user, password):
        if user not in USERS or USERS[user][0] != password:
            return "NO [AUTHENTICATIONFAILED] wrong name or password"
        self.user = user
        self.state = LOGGED_IN
        return f"OK [{self.capabilities()}] logged in"

    def authenticate(self, mechanism, initial=None):
        if mechanism.upper() != "PLAIN":
            return "NO there is no such mechanism"
        if initial is not None:
            return self.take_answer("" if initial == "=" else initial)
        self.entry_tag = self.tag
        self.say("+ ")
        return None

    def take_answer(self, line):
        """The client has said who it is, or has cancelled."""
        octets = octets_of(line)
        if octets is None or octets.count("\0") != 2:
            return "BAD expected two NULs, in base64"
        wanted, user, password = octets.split("\0")
        if wanted not in ("", user):
            return "NO [AUTHORIZATIONFAILED] nobody may act for another"
        return self.login(user, password)

    def select(self, mailbox):
        self.state = LOGGED_IN
        if mailbox.upper() != "INBOX":
            return "NO there is no such mailbox"
        self.state = SELECTED
        self.say(r"* FLAGS (\Seen \Deleted)")
        self.say(f"* {USERS[self.user][1]} EXISTS")
        self.say("* 0 RECENT")
        self.say("* OK [UIDVALIDITY 1] UIDs are valid")
        return "OK [READ-WRITE] SELECT completed"


async def converse(reader, writer):
    session = Session(writer)
    try:
        while not session.finished:
            octets = await reader.read(4096)
            if not octets:
                break
            session.receive(octets)
            await writer.drain()
    except OSError:
        pass  # the client hung up
    finally:
        writer.close()


async def serve():
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    options = parser.parse_args()
    server = await asyncio.start_server(converse, "127.0.0.1", options.port)
    await server.serve_forever()


asyncio.run(serve())
