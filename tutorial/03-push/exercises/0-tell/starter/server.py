"""Exercise 3.0: who idles is told of each post. See TASK.md."""

import asyncio
import sys

messages = 3
idling = []  # the clients that wait for news


class Client:
    def __init__(self, writer):
        self.writer = writer

    def say(self, line):
        self.writer.write(line.encode() + b"\r\n")

    def answer(self, line):
        if line == "count":
            self.say(f"ok {messages}")
        elif line.startswith("post "):
            self.post()
        elif line == "idle":
            idling.append(self)
            self.say("+ idling")
        elif line == "done" and self in idling:
            idling.remove(self)
            self.say("ok done")
        elif line == "noop":
            self.say("ok")
        else:
            self.say("bad unknown command")

    def post(self):
        global messages
        messages += 1
        self.say(f"ok {messages}")
        # TODO: tell each client in `idling` how many messages there are.


async def converse(reader, writer):
    client = Client(writer)
    client.say(f"* hello toy/1 {messages} messages")
    try:
        # A piece without its end is no line: the client has hung up.
        while (line := await reader.readline()).endswith(b"\n"):
            line = line[:-1].removesuffix(b"\r")
            client.answer(line.decode(errors="replace"))
            await writer.drain()
    except OSError:
        pass  # the client hung up
    finally:
        if client in idling:
            idling.remove(client)
        writer.close()


async def serve(port):
    server = await asyncio.start_server(converse, "127.0.0.1", port)
    await server.serve_forever()


asyncio.run(serve(int(sys.argv[1])))
