"""Exercise 2.2: this server does not know who is there. See TASK.md."""

import asyncio
import sys

connected = 0  # clients


async def converse(reader, writer):
    """One client's conversation, from the hello to its end."""
    global connected

    def say(line):
        writer.write(line.encode() + b"\r\n")

    # TODO 1: one more is connected.
    say("* hello toy/1 0 messages")
    # TODO 2: `await reader.readline()` returns the next line and its end; when
    # the client has hung up, the piece that is left, or b"". It throws an
    # OSError when the client was reset. Answer each line: `who`, `noop`,
    # `quit`, and `bad ...` for all else. What follows `quit` is not read.
    await reader.readline()
    say("bad unknown command")
    await writer.drain()
    # TODO 3: one less. Where, so that nobody is forgotten?
    writer.close()


async def serve(port):
    server = await asyncio.start_server(converse, "127.0.0.1", port)
    await server.serve_forever()


asyncio.run(serve(int(sys.argv[1])))
