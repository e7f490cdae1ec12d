"""Exercise 3.1: the server that speaks first."""

import asyncio
import sys

messages = ["Studio to let in the 5e", "Flat to rent in the 11e",
            "Two rooms under the roof"]
idling = []  # the clients that wait for news, in no special order


class Client:
    def __init__(self, writer):
        self.writer = writer
        self.told = len(messages)

    def say(self, line):
        self.writer.write(line.encode() + b"\r\n")

    def tell_news(self):
        if self.told < len(messages):
            self.told = len(messages)
            self.say(f"* new {self.told}")

    def say_ok_count(self):
        self.told = len(messages)
        self.say(f"ok {self.told}")

    def answer(self, line):
        verb, _, argument = line.partition(" ")
        if line == "count":
            self.say_ok_count()
        elif verb == "read":
            number = int(argument) if argument.isdigit() else 0
            known = 1 <= number <= len(messages)
            self.say(f"ok {messages[number - 1]}" if known
                     else "no such message")
        elif verb == "post" and argument:
            messages.append(argument)
            self.say_ok_count()
            for client in idling:
                client.tell_news()
        elif line == "idle":
            idling.append(self)
            self.say("+ idling")
            self.tell_news()
        elif line == "done" and self in idling:
            self.tell_news()
            idling.remove(self)
            self.say("ok done")
        elif line == "noop":
            self.tell_news()
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
        if client in idling:
            idling.remove(client)
        writer.close()


async def serve(port):
    server = await asyncio.start_server(converse, "127.0.0.1", port)
    await server.serve_forever()


asyncio.run(serve(int(sys.argv[1])))
