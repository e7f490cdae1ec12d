"""Exercise 2.0: this server says hello and hangs up. Make it listen. See
TASK.md."""

import asyncio
import sys

messages = 3


def answer(line):
    """The reply to one line, which is given without its end."""
    global messages
    if line.startswith(b"post "):
        messages += 1
    if line == b"count" or line.startswith(b"post "):
        return f"ok {messages}\r\n".encode()
    return b"bad unknown command\r\n"


class Framer:
    """Keeps what one client has said and not ended."""

    def __init__(self):
        self.pending = b""

    def replies_to(self, portion):
        """Takes a portion; the replies to the lines that are whole."""
        *lines, self.pending = (self.pending + portion).split(b"\n")
        return b"".join(answer(line.removesuffix(b"\r")) for line in lines)


async def serve(reader, writer):
    framer = Framer()
    try:
        writer.write(f"* hello toy/1 {messages} messages\r\n".encode())
        await writer.drain()
        # TODO: read a portion, and write framer.replies_to(...) it, again and
        # again, until the client has closed.
    except OSError:
        pass  # the client hung up
    finally:
        writer.close()


async def listen(port):
    server = await asyncio.start_server(serve, "127.0.0.1", port)
    await server.serve_forever()


asyncio.run(listen(int(sys.argv[1])))
