"""Exercise 1.1: this server takes what one read brings for one line. Make
it find the lines. See TASK.md."""

import socket
import sys

messages = ["Studio to let in the 5e", "Flat to rent in the 11e",
            "Two rooms under the roof"]


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
        return "no such message"
    return "bad unknown command"


def say(client, line):
    client.sendall(line.encode() + b"\r\n")


def converse(client):
    say(client, f"* hello toy/1 {len(messages)} messages")
    # TODO: what is kept between two reads stands here.
    while portion := client.recv(4096):
        # What has come may be a piece of a line, or a line, or many lines and
        # a piece.
        # TODO: keep what has no line end yet, and answer each line that is
        # whole, without its end.
        say(client, answer(portion.decode(errors="replace")))


def serve(port):
    door = socket.create_server(("127.0.0.1", port))
    while True:
        client, _ = door.accept()
        with client:
            try:
                converse(client)
            except OSError:
                pass  # the client hung up


serve(int(sys.argv[1]))
