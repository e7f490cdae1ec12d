"""Exercise 7.2: a small IMAP server, with one mailbox that never changes."""

import argparse
import asyncio
import re


def words_of(line):
    """`a1 LOGIN "anna" secret` as `a1`, `LOGIN`, `anna`, `secret`."""
    return [quoted or plain
            for quoted, plain in re.findall(r'"([^"]*)"|([^ "]+)', line)]


class Session:
    def __init__(self, writer, messages):
        self.writer = writer
        self.messages = messages  # how many there are
        self.logged_in = False
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
        self.say(f"{tag} {self.done(command, arguments)}")

    def done(self, command, arguments):
        """Does a command, says its data, and returns how it ended."""
        takes = {"CAPABILITY": 0, "NOOP": 0, "LOGOUT": 0, "LOGIN": 2,
                 "SELECT": 1, "EXAMINE": 1}
        if takes.get(command) != len(arguments):
            return "BAD unknown command, or wrong arguments"
        if command == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1")
        if command == "LOGOUT":
            self.say("* BYE good bye")
            self.finished = True
        if command == "LOGIN":
            return self.login(*arguments)
        if command in ("SELECT", "EXAMINE"):
            return self.select(command, *arguments)
        return f"OK {command} completed"

    def login(self, user, password):
        if self.logged_in:
            return "BAD you have logged in"
        if (user, password) != ("anna", "secret"):
            return "NO wrong name or password"
        self.logged_in = True
        return "OK logged in"

    def select(self, command, mailbox):
        if not self.logged_in:
            return "BAD log in first"
        if mailbox.upper() != "INBOX":
            return "NO there is no such mailbox"
        self.say(r"* FLAGS (\Seen \Deleted)")
        self.say(f"* {self.messages} EXISTS")
        self.say("* 0 RECENT")
        self.say("* OK [UIDVALIDITY 1] UIDs are valid")
        self.say(f"* OK [UIDNEXT {self.messages + 1}] the next UID")
        mode = "READ-WRITE" if command == "SELECT" else "READ-ONLY"
        return f"OK [{mode}] {command} completed"


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
