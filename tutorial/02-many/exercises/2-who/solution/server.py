"""Exercise 2.2, solved: who is there is counted where conversations begin and
end."""

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
        # A piece without its end is no line: the client has hung up.
        while (line := await reader.readline()).endswith(b"\n"):
            line = line[:-1].removesuffix(b"\r").decode(errors="replace")
            if line == "who":
                say(f"ok {connected}")
            elif line == "noop":
                say("ok")
            elif line == "quit":
                say("* bye")
                say("ok quit")
                break
            else:
                say("bad unknown command " + line)
            await writer.drain()
    except OSError:
        pass  # the client was reset
    finally:
        connected -= 1
        writer.close()


async def serve(port):
    server = await asyncio.start_server(converse, "127.0.0.1", port)
    await server.serve_forever()


asyncio.run(serve(int(sys.argv[1])))
