"""Exercise 8.2: this server does every command for everybody. Make it know in
which state each client is. See TASK.md."""

import argparse
import asyncio
import re

# TODO: in which states is each command allowed?

# How many arguments a command takes.
TAKES = {"CAPABILITY": 0, "NOOP": 0, "LOGOUT": 0, "LOGIN": 2, "SELECT": 1,
         "EXAMINE": 1, "STATUS": 2, "FETCH": 2, "CLOSE": 0}


def words_of(line):
    """`a1 STATUS "INBOX" (MESSAGES)` as `a1`, `STATUS`, `INBOX`, `(MESSAGES)`."""
    return [quoted or plain
            for quoted, plain in re.findall(r'"([^"]*)"|([^ "]+)', line)]


class Session:
    def __init__(self, writer, messages):
        self.writer = writer
        self.mailboxes = {"INBOX": messages, "FLATS": 1}  # how many there are
        # TODO: what must a session remember?
        self.mailbox = "INBOX"  # the one that was selected last
        self.finished = False
        self.say("* OK ready")

    def say(self, line):
        self.writer.write(line.encode() + b"\r\n")

    def answer(self, line):
        words = words_of(line)
        if not words:
            return self.say("* BAD no tag")
        tag, *rest = words
        command, arguments = (rest[0].upper(), rest[1:]) if rest else ("", [])
        self.say(f"{tag} {self.do_command(command, arguments)}")

    def do_command(self, command, arguments):
        """Does a command, says its data, and returns how it ended."""
        if TAKES.get(command) != len(arguments):
            return "BAD unknown command, or wrong arguments"
        # TODO: what the state does not allow is BAD.
        if command == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1")
        if command == "LOGOUT":
            self.say("* BYE good bye")
            self.finished = True
        if command == "LOGIN":
            return self.login(*arguments)
        if command in ("SELECT", "EXAMINE"):
            return self.select(command, *arguments)
        if command == "STATUS":
            return self.status(*arguments)
        if command == "FETCH":
            return self.fetch(*arguments)
        return f"OK {command} completed"

    def login(self, user, password):
        if (user, password) != ("anna", "secret"):
            return "NO wrong name or password"
        return "OK logged in"

    def select(self, command, mailbox):
        self.mailbox = mailbox.upper()
        messages = self.mailboxes.get(self.mailbox)
        if messages is None:
            return "NO there is no such mailbox"
        self.say(r"* FLAGS (\Seen \Deleted)")
        self.say(f"* {messages} EXISTS")
        self.say("* 0 RECENT")
        self.say("* OK [UIDVALIDITY 1] UIDs are valid")
        self.say(f"* OK [UIDNEXT {messages + 1}] the next UID")
        mode = "READ-WRITE" if command == "SELECT" else "READ-ONLY"
        return f"OK [{mode}] {command} completed"

    def status(self, mailbox, items):
        if items.upper() != "(MESSAGES)":
            return "BAD only MESSAGES is known"
        messages = self.mailboxes.get(mailbox.upper())
        if messages is None:
            return "NO there is no such mailbox"
        self.say(f"* STATUS {mailbox} (MESSAGES {messages})")
        return "OK STATUS completed"

    def fetch(self, number, items):
        if items.upper() != "UID":
            return "BAD only UID is known"
        messages = self.mailboxes.get(self.mailbox, 0)
        if not number.isdecimal() or not 1 <= int(number) <= messages:
            return "BAD there is no such message"
        self.say(f"* {int(number)} FETCH (UID {int(number)})")
        return "OK FETCH completed"


async def converse(reader, writer, messages):
    session = Session(writer, messages)
    try:
        while not session.finished:
            line = await reader.readline()
            if not line.endswith(b"\n"):
                break
            line = line[:-1].removesuffix(b"\r")
            session.answer(line.decode(errors="replace"))
            await writer.drain()
    except OSError:
        pass  # the client hung up
    finally:
        writer.close()


async def serve():
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("--messages", type=int, default=3)
    options = parser.parse_args()
    server = await asyncio.start_server(
        lambda reader, writer: converse(reader, writer, options.messages),
        "127.0.0.1", options.port)
    await server.serve_forever()


asyncio.run(serve())
