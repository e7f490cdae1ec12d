"""Wrong: it waits for all clients at once, but when one says something it waits
for the end of that line.

Task: 2
"""

import selectors
import socket
import sys

messages = ["Studio to let in the 5e", "Flat to rent in the 11e",
            "Two rooms under the roof"]
ready = selectors.DefaultSelector()


def answer(line):
    """The reply to one line, which is given without its end."""
    verb, _, argument = line.partition(" ")
    if line == "count":
        return f"ok {len(messages)}"
    if line == "noop":
        return "ok"
    if verb == "post" and argument:
        messages.append(argument)
        return f"ok {len(messages)}"
    if verb == "read":
        for number, text in enumerate(messages, 1):
            if str(number) == argument:
                return "ok " + text
    return "bad unknown command, or no such message"


def say(client, line):
    client.sendall(line.encode() + b"\r\n")


def welcome(door):
    client, _ = door.accept()
    say(client, f"* hello toy/1 {len(messages)} messages")
    ready.register(client, selectors.EVENT_READ, hear)


def hear(client):
    line = b""
    while not line.endswith(b"\n"):
        octet = client.recv(1)
        if not octet:
            ready.unregister(client)
            client.close()
            return
        line += octet
    line = line.rstrip(b"\r\n").decode(errors="replace")
    say(client, answer(line))


def serve(port):
    door = socket.create_server(("127.0.0.1", port))
    ready.register(door, selectors.EVENT_READ, welcome)
    while True:
        # The youngest first, so that it goes wrong in the same way each time.
        for key, _ in sorted(ready.select(), key=lambda one: -one[0].fd):
            key.data(key.fileobj)


serve(int(sys.argv[1]))
