"""Wrong: who says `quit` leaves twice: once then, and once when the connection
closes."""

import asyncio
import sys

connected = 0


async def converse(reader, writer):
    global connected

    def say(line):
        writer.write(line.encode() + b"\r\n")

    connected += 1
    say("* hello toy/1 0 messages")
    try:
        while line := await reader.readline():
            line = line.rstrip(b"\r\n").decode(errors="replace")
            if line == "who":
                say(f"ok {connected}")
            elif line == "noop":
                say("ok")
            elif line == "quit":
                say("* bye")
                say("ok quit")
                connected -= 1
                break
            else:
                say("bad unknown command " + line)
            await writer.drain()
    except OSError:
        pass  # the client hung up
    finally:
        connected -= 1
        writer.close()


async def serve(port):
    server = await asyncio.start_server(converse, "127.0.0.1", port)
    await server.serve_forever()


asyncio.run(serve(int(sys.argv[1])))
