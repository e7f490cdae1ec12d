"""Exercise 7.2: this server greets. Make it answer commands. See TASK.md."""

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
        # TODO: what must a session remember?
        self.finished = False  # True: the connection is closed
        self.say("* OK ready")

    def say(self, line):
        self.writer.write(line.encode() + b"\r\n")

    def answer(self, line):
        words = words_of(line)
        if not words:
            return self.say("* BAD no tag")
        # TODO: the first word is the tag, the second the command, and the rest
        # are its arguments. Say the data of the command, and then the line
        # that ends it: with the tag, and OK, NO or BAD.
        self.say("a1 BAD not yet")


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
