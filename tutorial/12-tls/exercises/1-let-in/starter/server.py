"""Exercise 12.1: this server lets everybody in. See TASK.md."""

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
           # TODO: AUTHENTICATE
           "SELECT": (LOGGED_IN, SELECTED),
           "UNSELECT": (SELECTED,)}

# How many arguments a command takes: one of these numbers.
TAKES = {"CAPABILITY": (0,), "NOOP": (0,), "LOGOUT": (0,), "STARTTLS": (0,),
         "LOGIN": (2,), "SELECT": (1,), "UNSELECT": (0,)}  # TODO: AUTHENTICATE

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
        # TODO: what must be remembered between AUTHENTICATE and its answer?
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
        # TODO: the line that goes on with AUTHENTICATE is no command.
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
        # TODO: they depend on TLS and on the state.
        return "CAPABILITY IMAP4rev1"

    def do_command(self, command, arguments):
        """Does a command, says its data, and returns how it ended."""
        if len(arguments) not in TAKES.get(command, ()):
            return "BAD unknown command, or wrong arguments"
        if self.state not in ALLOWED[command]:
            return "BAD not in this state"
        # TODO: who may log in now?
        if command == "CAPABILITY":
            self.say("* " + self.capabilities())
        if command == "LOGOUT":
            self.say("* BYE good bye")
            self.finished = True
        if command == "STARTTLS":
            return self.start_tls()
        if command == "LOGIN":
            return self.login(*arguments)
        # TODO: AUTHENTICATE
        if command == "SELECT":
            return self.select(*arguments)
        if command == "UNSELECT":
            self.state = LOGGED_IN
        return f"OK {command} completed"

    def start_tls(self):
        """A true server does the handshake behind its OK."""
        # TODO: when is it allowed, and what must be thrown away?
        self.tls_on = True
        return "OK begin TLS now"

    def login(self, user, password):
        # TODO: who is not let in, and what is said to who is?
        self.user = user if user in USERS else "anna"
        self.state = LOGGED_IN
        return "OK logged in"

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
