"""The examination: a server of IMAP that tells who idles."""

import argparse
import asyncio
import re

BEFORE_LOGIN, LOGGED_IN, SELECTED = range(3)

# The state in which a command is allowed, and in those behind it.
NEEDED = {"CAPABILITY": BEFORE_LOGIN, "NOOP": BEFORE_LOGIN,
          "LOGOUT": BEFORE_LOGIN, "LOGIN": BEFORE_LOGIN, "SELECT": LOGGED_IN,
          "IDLE": LOGGED_IN, "FETCH": SELECTED, "STORE": SELECTED,
          "COPY": SELECTED, "EXPUNGE": SELECTED}
# How many arguments a command takes.
TAKES = {"CAPABILITY": 0, "NOOP": 0, "LOGOUT": 0, "LOGIN": 2, "SELECT": 1,
         "IDLE": 0, "FETCH": 2, "STORE": 3, "COPY": 2, "EXPUNGE": 0}
# The news of these have no EXPUNGE.
WITH_NUMBERS = ("FETCH", "STORE")


class Inbox:
    """All clients share it."""

    def __init__(self, messages):
        self.uids = list(range(1, messages + 1))
        self.next = messages + 1
        self.deleted = set()  # the UIDs of those that are marked

    def add(self):
        self.uids.append(self.next)
        self.next += 1


class Session:
    def __init__(self, writer, inbox):
        self.writer = writer
        self.inbox = inbox
        self.state = BEFORE_LOGIN
        self.view = []  # the UIDs that this client knows
        self.idle_tag = None  # of the IDLE that has not ended
        self.finished = False
        self.say("* OK ready")

    def say(self, line):
        self.writer.write(line.encode() + b"\r\n")

    def take(self, words, line):
        """A whole request, or the line that ends an IDLE."""
        if self.idle_tag is not None:
            return self.end_idling(line)
        if len(words) < 2:
            return self.say(f"{words[0] if words else '*'} BAD no command")
        tag, command, *arguments = words
        command = command.upper()
        if TAKES.get(command) != len(arguments):
            return self.say(f"{tag} BAD unknown command, or wrong arguments")
        if self.state < NEEDED[command]:
            return self.say(f"{tag} BAD not in this state")
        if command == "IDLE":
            self.idle_tag = tag
            self.say("+ idling")
            return self.tell_news(True)
        end = self.act(command, arguments)
        self.tell_news(command not in WITH_NUMBERS)
        self.say(f"{tag} {end}")

    def end_idling(self, line):
        self.tell_news(True)
        tag, self.idle_tag = self.idle_tag, None
        done = line.upper() == "DONE"
        self.say(f"{tag} OK IDLE ended" if done else f"{tag} BAD expected DONE")

    def mailbox_changed(self):
        if self.idle_tag is not None:
            self.tell_news(True)

    def tell_news(self, may_expunge):
        """Says what this client was not told yet, if anything."""
        if self.state != SELECTED:
            return
        for number in range(len(self.view) if may_expunge else 0, 0, -1):
            if self.view[number - 1] not in self.inbox.uids:
                del self.view[number - 1]
                self.say(f"* {number} EXPUNGE")
        last = self.view[-1] if self.view else 0
        new = [uid for uid in self.inbox.uids if uid > last]
        self.view += new
        if new:
            self.say(f"* {len(self.view)} EXISTS")

    def act(self, command, arguments):
        """Does a command, says its data, and returns how it ends."""
        if command == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1 IDLE")
        if command == "LOGOUT":
            self.say("* BYE good bye")
            self.finished = True
        if command == "LOGIN":
            return self.login(*arguments)
        if command == "SELECT":
            return self.select(arguments[0])
        if command in ("FETCH", "STORE", "COPY"):
            return self.act_on_set(command, *arguments)
        if command == "EXPUNGE":
            self.inbox.uids = [uid for uid in self.inbox.uids
                               if uid not in self.inbox.deleted]
        return f"OK {command} completed"

    def login(self, user, password):
        if self.state != BEFORE_LOGIN:
            return "BAD you are logged in"
        if (user, password) != ("anna", "secret"):
            return "NO wrong name or password"
        self.state = LOGGED_IN
        return "OK logged in"

    def select(self, mailbox):
        self.state = LOGGED_IN
        if mailbox.upper() != "INBOX":
            return "NO there is none"
        self.state = SELECTED
        self.view = list(self.inbox.uids)
        self.say(r"* FLAGS (\Deleted)")
        self.say(f"* {len(self.view)} EXISTS")
        self.say("* 0 RECENT")
        self.say("* OK [UIDVALIDITY 1] UIDs are valid")
        self.say(f"* OK [UIDNEXT {self.inbox.next}] the next UID")
        return "OK [READ-WRITE] SELECT completed"

    def act_on_set(self, command, numbers, what, flags=""):
        first, _, last = numbers.partition(":")
        chosen = range(int(first), int(last or first) + 1)
        if not 1 <= chosen[0] <= chosen[-1] <= len(self.view):
            return "BAD there is no such message"
        if command == "COPY" and what.upper() != "INBOX":
            return "NO there is none"
        for number in chosen:
            uid = self.view[number - 1]
            if command == "FETCH":
                self.say(f"* {number} FETCH (UID {uid})")
            elif command == "COPY":
                self.inbox.add()
            elif what.upper().startswith("+FLAGS") and "\\Deleted" in flags:
                self.inbox.deleted.add(uid)
        return f"OK {command} completed"


def words_of(line):
    r"""`a1 LOGIN "anna" secret` as `a1`, `LOGIN`, `anna`, `secret`."""
    return [quoted or plain for quoted, plain in
            re.findall(r'"([^"]*)"|(\([^)]*\)|[^ "]+)', line)]


async def read_request(reader, session):
    """The words of a whole request, with its literals, and its last line."""
    words = []
    while True:
        octets = await reader.readline()
        if not octets.endswith(b"\n"):
            return None, None
        line = octets[:-1].removesuffix(b"\r").decode(errors="replace")
        mark = re.search(r"\{(\d+)\}$", line)
        if session.idle_tag is not None or not mark:
            return words + words_of(line), line
        words += words_of(line[:mark.start()])
        session.say("+ go ahead")
        literal = await reader.readexactly(int(mark[1]))
        words.append(literal.decode(errors="replace"))


async def converse(reader, writer, inbox, sessions):
    session = Session(writer, inbox)
    sessions.add(session)
    try:
        while not session.finished:
            words, line = await read_request(reader, session)
            if words is None:
                break
            session.take(words, line)
            for other in sessions:
                other.mailbox_changed()
            await writer.drain()
    except (OSError, asyncio.IncompleteReadError):
        pass  # the client hung up
    finally:
        sessions.discard(session)
        writer.close()


async def serve():
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("--messages", type=int, default=3)
    options = parser.parse_args()
    inbox, sessions = Inbox(options.messages), set()
    server = await asyncio.start_server(
        lambda reader, writer: converse(reader, writer, inbox, sessions),
        "127.0.0.1", options.port)
    await server.serve_forever()


asyncio.run(serve())
