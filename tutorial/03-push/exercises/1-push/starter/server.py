"""Exercise 3.1: this server answers. Make it speak first. See TASK.md."""

import asyncio
import sys

messages = ["Studio to let in the 5e", "Flat to rent in the 11e",
            "Two rooms under the roof"]
# TODO 1: who idles?


class Client:
    def __init__(self, writer):
        self.writer = writer
        # TODO 2: how many messages has this client been told of?

    def say(self, line):
        self.writer.write(line.encode() + b"\r\n")

    # TODO 3: write tell_news(): says `* new N`, if the client does not know.

    def answer(self, line):
        verb, _, argument = line.partition(" ")
        if line == "count":
            self.say(f"ok {len(messages)}")
        elif verb == "read":
            number = int(argument) if argument.isdigit() else 0
            known = 1 <= number <= len(messages)
            self.say(f"ok {messages[number - 1]}" if known
                     else "no such message")
        elif verb == "post" and argument:
            messages.append(argument)
            self.say(f"ok {len(messages)}")
            # TODO 4: tell all who idle.
        # TODO 5: `idle`
        # TODO 6: `done`
        elif line == "noop":
            # TODO 7: what happened before `noop` is told before its `ok`.
            self.say("ok")
        else:
            self.say("bad unknown command " + verb)


async def converse(reader, writer):
    client = Client(writer)
    client.say(f"* hello toy/1 {len(messages)} messages")
    try:
        # A piece without its end is no line: the client has hung up.
        while (line := await reader.readline()).endswith(b"\n"):
            line = line[:-1].removesuffix(b"\r")
            client.answer(line.decode(errors="replace"))
            await writer.drain()
    except OSError:
        pass  # the client hung up
    finally:
        # TODO 8: who has hung up idles no more.
        writer.close()


async def serve(port):
    server = await asyncio.start_server(converse, "127.0.0.1", port)
    await server.serve_forever()


asyncio.run(serve(int(sys.argv[1])))
