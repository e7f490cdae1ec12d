"""Wrong: each client has messages of its own."""

import socket
import sys
import threading

messages = ["Studio to let in the 5e", "Flat to rent in the 11e",
            "Two rooms under the roof"]


def answer(line, messages):
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


def converse(client):
    say(client, f"* hello toy/1 {len(messages)} messages")
    mine = list(messages)
    pending = b""  # came, and has no line end yet
    while portion := client.recv(4096):
        pending += portion
        *lines, pending = pending.split(b"\n")
        for line in lines:
            line = line.removesuffix(b"\r").decode(errors="replace")
            say(client, answer(line, mine))


def meet(client):
    with client:
        try:
            converse(client)
        except OSError:
            pass  # the client hung up


def serve(port):
    door = socket.create_server(("127.0.0.1", port))
    while True:
        client, _ = door.accept()
        threading.Thread(target=meet, args=[client], daemon=True).start()


serve(int(sys.argv[1]))
