# Exercise 5.1: a session that goes on, whatever line comes. See TASK.md.

import socket
import sys
import threading

MAX_LINE = 1000
messages = ["Studio in the 5e", "Flat in the 11e", "Two rooms, no lift"]


class Session:
    def __init__(self, say):
        self.say = say
        self.line = b""
        self.idling = False
        self.finished = False
        self.say(f"* hello toy/1 {len(messages)} messages")

    def receive(self, octets):
        for octet in octets:
            if not self.finished:
                self.take(bytes([octet]))

    def take(self, octet):
        """One octet of a line, or its end."""
        if octet == b"\n":
            self.answer(self.line.removesuffix(b"\r"))
            self.line = b""
        else:
            # TODO: a line has at most MAX_LINE octets, its end not counted. A
            # longer one gets `bad line longer than 1000 octets` at once, and
            # is thrown away to its end. (A CR may be part of that end.)
            self.line += octet

    def answer(self, line):
        # TODO: while the client idles, only `done` is a command.
        # TODO: a line is UTF-8 without control characters (below U+0020, and
        # U+007F to U+009F).
        text = line.decode("utf-8")
        if text == "count":
            self.say(f"ok {len(messages)}")
        elif text.startswith("post "):
            messages.append(text[5:])
            self.say(f"ok {len(messages)}")
        elif text == "idle":
            self.idling = True
            self.say("+ idling")
        elif text == "done":
            self.idling = False
            self.say("ok done")
        elif text == "quit":
            self.say("* bye")
            self.say("ok quit")
            self.finished = True
        # TODO: anything else is not understood.


def serve(client):
    def say(line):
        client.sendall(line.encode() + b"\r\n")

    with client:
        try:
            session = Session(say)
            while not session.finished:
                octets = client.recv(4096)
                if not octets:
                    return
                session.receive(octets)
        except OSError:
            pass  # the client has gone


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: server.py PORT")
    listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
    print("listening on port", sys.argv[1], flush=True)
    while True:
        client, _ = listener.accept()
        threading.Thread(target=serve, args=[client], daemon=True).start()


main()
