"""Exercise 9.1: this server takes each line for a whole command. Make it read
literals, and say no before one that is too large. See TASK.md."""

import asyncio
import re
import sys

LARGEST = 1000  # octets of a literal
ROOM = 2000  # octets of all messages of a client


def literal_mark(line):
    """What `{42}` or `{42+}` at the end of a line announces: the number of
    octets, and whether the client waits for `+`. Or None."""
    mark = re.search(rb"\{(\d+)(\+?)\}$", line)
    return (int(mark[1]), not mark[2]) if mark else None


def words_of(line):
    """`a1 LOGIN "anna" {6}` as `a1`, `LOGIN`, `anna`: without the mark."""
    line = re.sub(rb"\{\d+\+?\}$", b"", line)
    return [quoted or plain
            for quoted, plain in re.findall(rb'"([^"]*)"|([^ "]+)', line)]


class Session:
    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer
        self.messages = []  # of octets
        self.finished = False
        self.say(b"* OK ready")

    def say(self, text):
        self.writer.write(text + b"\r\n")

    def room(self):
        """How many octets there is room for."""
        return ROOM - sum(map(len, self.messages))

    async def read_line(self):
        line = await self.reader.readuntil(b"\n")
        return line[:-1].removesuffix(b"\r")

    async def read_command(self):
        """Reads a whole command, and returns its words."""
        # TODO: a literal is a word, too. `await self.reader.readexactly(n)`
        # returns the next n octets. Return no words if it was refused.
        return words_of(await self.read_line())

    def answer(self, words):
        tag, command, *arguments = words + [b""] * (2 - len(words))
        end = self.do_command(command.upper(), arguments)
        self.say(b"%s %s" % (tag or b"*", end))

    def do_command(self, command, arguments):
        """Does a command, says its data, and returns how it ended."""
        takes = {b"CAPABILITY": 0, b"NOOP": 0, b"LOGOUT": 0, b"LOGIN": 2,
                 b"APPEND": 2, b"FETCH": 2}
        if takes.get(command) != len(arguments):
            return b"BAD unknown command, or wrong arguments"
        if command == b"CAPABILITY":
            self.say(b"* CAPABILITY IMAP4rev1 LITERAL+")
        if command == b"LOGOUT":
            self.say(b"* BYE good bye")
            self.finished = True
        if command == b"LOGIN" and arguments != [b"anna", b"secret"]:
            return b"NO wrong name or password"
        if command == b"APPEND":
            return self.append(*arguments)
        if command == b"FETCH":
            return self.fetch(*arguments)
        return b"OK completed"

    def append(self, mailbox, message):
        if mailbox.upper() != b"INBOX":
            return b"NO [TRYCREATE] there is no such mailbox"
        self.messages.append(message)
        return b"OK APPEND completed"

    def fetch(self, number, item):
        if item.upper() != b"BODY[]":
            return b"BAD only BODY[] is known"
        if not number.isdigit() or not 0 < int(number) <= len(self.messages):
            return b"BAD there is no such message"
        message = self.messages[int(number) - 1]
        self.say(b"* %d FETCH (BODY[] {%d}\r\n%s)"
                 % (int(number), len(message), message))
        return b"OK FETCH completed"


async def converse(reader, writer):
    session = Session(reader, writer)
    try:
        while not session.finished:
            words = await session.read_command()
            if words:
                session.answer(words)
            await writer.drain()
    except (OSError, EOFError):
        pass  # the client hung up
    finally:
        writer.close()


async def serve():
    server = await asyncio.start_server(converse, "127.0.0.1",
                                        int(sys.argv[1]))
    await server.serve_forever()


asyncio.run(serve())
