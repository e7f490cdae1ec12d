"""Exercise 5.0: a mistake costs a client one reply. See TASK.md."""

import socket
import sys
import threading

messages = 3


class Session:
    def __init__(self, client):
        self.client = client
        self.idling = False
        self.finished = False
        self.say(f"* hello toy/1 {messages} messages")

    def say(self, line):
        self.client.sendall(line.encode() + b"\r\n")

    def answer(self, line):
        global messages
        # TODO: while the client idles, only `done` is a command.
        if line == b"count":
            self.say(f"ok {messages}")
        elif line.startswith(b"post ") and len(line) > 5:
            messages += 1
            self.say(f"ok {messages}")
        elif line == b"idle":
            self.idling = True
            self.say("+ idling")
        elif line == b"done" and self.idling:
            self.idling = False
            self.say("ok done")
        elif line == b"quit":
            self.say("* bye")
            self.say("ok quit")
            self.finished = True
        else:
            self.finished = True  # TODO: a mistake costs one reply.


def serve(client):
    with client:
        try:
            session = Session(client)
            lines = client.makefile("rb")
            while not session.finished:
                line = lines.readline()
                if not line.endswith(b"\n"):
                    return  # the client hung up
                session.answer(line[:-1].removesuffix(b"\r"))
        except OSError:
            pass  # the client hung up


def main():
    listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
    while True:
        client, _ = listener.accept()
        threading.Thread(target=serve, args=[client], daemon=True).start()


main()
