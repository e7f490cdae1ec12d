"""Exercise 11.1: this server tells news to those who ask. Make it tell those
who idle. See TASK.md."""

import argparse
import asyncio
import re

BEFORE_LOGIN, LOGGED_IN, SELECTED = range(3)

# The states in which a command is allowed.
ALLOWED = {"CAPABILITY": (BEFORE_LOGIN, LOGGED_IN, SELECTED),
           "NOOP": (BEFORE_LOGIN, LOGGED_IN, SELECTED),
           "LOGOUT": (BEFORE_LOGIN, LOGGED_IN, SELECTED),
           "LOGIN": (BEFORE_LOGIN,),
           "SELECT": (LOGGED_IN, SELECTED),
           # TODO: IDLE
           "FETCH": (SELECTED,),
           "COPY": (SELECTED,),
           "MOVE": (SELECTED,)}

# How many arguments a command takes.
TAKES = {"CAPABILITY": 0, "NOOP": 0, "LOGOUT": 0, "LOGIN": 2, "SELECT": 1,
         "FETCH": 2, "COPY": 2, "MOVE": 2}  # TODO: IDLE

# The INBOX, which all clients share: the UIDs of its messages, in order.
inbox = []
next_uid = 1
sessions = set()


def words_of(line):
    """`a1 LOGIN "anna" secret` as `a1`, `LOGIN`, `anna`, `secret`."""
    return [quoted or plain
            for quoted, plain in re.findall(r'"([^"]*)"|([^ "]+)', line)]


def add_message():
    global next_uid
    inbox.append(next_uid)
    next_uid += 1


class Session:
    def __init__(self, writer):
        self.writer = writer
        self.state = BEFORE_LOGIN
        self.view = []  # the UIDs of the messages that this client knows
        # TODO: what must be remembered until the IDLE ends?
        self.finished = False
        self.say("* OK ready")

    def say(self, line):
        self.writer.write(line.encode() + b"\r\n")

    def tell_news(self):
        """Says what this client was not told yet, if anything."""
        if self.state != SELECTED:
            return
        for number in range(len(self.view), 0, -1):
            if self.view[number - 1] not in inbox:
                del self.view[number - 1]
                self.say(f"* {number} EXPUNGE")
        if len(self.view) < len(inbox):
            self.view = list(inbox)
            self.say(f"* {len(inbox)} EXISTS")

    def mailbox_changed(self):
        """Somebody has said something, so there may be news."""
        # TODO: who is told now?

    def answer(self, line):
        # TODO: while the client idles, the line is no command.
        words = words_of(line)
        if not words:
            return self.say("* BAD no tag")
        tag, *rest = words
        command, arguments = (rest[0].upper(), rest[1:]) if rest else ("", [])
        # TODO: IDLE gets a `+` now, and its completion later.
        self.say(f"{tag} {self.do_command(command, arguments)}")

    def do_command(self, command, arguments):
        """Does a command, says its data, and returns how it ended."""
        if TAKES.get(command) != len(arguments):
            return "BAD unknown command, or wrong arguments"
        if self.state not in ALLOWED[command]:
            return "BAD not in this state"
        if command == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1")
        if command == "LOGOUT":
            self.say("* BYE good bye")
            self.finished = True
        if command == "LOGIN":
            return self.login(*arguments)
        if command == "SELECT":
            return self.select(*arguments)
        if command in ("FETCH", "COPY", "MOVE"):
            return self.do_with_message(command, *arguments)
        if command == "NOOP":
            self.tell_news()
        return f"OK {command} completed"

    def login(self, user, password):
        if (user, password) != ("anna", "secret"):
            return "NO wrong name or password"
        self.state = LOGGED_IN
        return "OK logged in"

    def select(self, mailbox):
        self.state = LOGGED_IN
        if mailbox.upper() != "INBOX":
            return "NO there is no such mailbox"
        self.state = SELECTED
        self.view = list(inbox)
        self.say(r"* FLAGS (\Seen \Deleted)")
        self.say(f"* {len(inbox)} EXISTS")
        self.say("* 0 RECENT")
        self.say("* OK [UIDVALIDITY 1] UIDs are valid")
        self.say(f"* OK [UIDNEXT {next_uid}] the next UID")
        return "OK [READ-WRITE] SELECT completed"

    def do_with_message(self, command, number, where):
        """`FETCH 3 UID`, `COPY 3 INBOX`, or `MOVE 3 Flats`."""
        known = {"FETCH": "UID", "COPY": "INBOX", "MOVE": "FLATS"}
        if not number.isdecimal() or where.upper() != known[command]:
            return "BAD wrong arguments"
        if not 1 <= int(number) <= len(self.view):
            return "BAD there is no such message"
        uid = self.view[int(number) - 1]
        if command == "FETCH":  # no news here: its numbers must not move
            self.say(f"* {int(number)} FETCH (UID {uid})")
            return "OK FETCH completed"
        if uid not in inbox:
            return "NO it is gone"
        if command == "COPY":
            add_message()
        else:
            inbox.remove(uid)
        self.tell_news()
        return f"OK {command} completed"


async def converse(reader, writer):
    session = Session(writer)
    sessions.add(session)
    try:
        while not session.finished:
            line = await reader.readline()
            if not line.endswith(b"\n"):
                break
            line = line[:-1].removesuffix(b"\r")
            session.answer(line.decode(errors="replace"))
            for one in sessions:
                one.mailbox_changed()
            await writer.drain()
    except OSError:
        pass  # the client hung up
    finally:
        sessions.discard(session)
        writer.close()


async def serve():
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("--messages", type=int, default=3)
    options = parser.parse_args()
    for _ in range(options.messages):
        add_message()
    server = await asyncio.start_server(converse, "127.0.0.1", options.port)
    await server.serve_forever()


asyncio.run(serve())
