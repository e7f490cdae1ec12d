# Exercise 5.2: state, not a queue. See TASK.md.

import selectors
import socket
import sys

messages = ["Studio in the 5e", "Flat in the 11e", "Two rooms, no lift"]


class Session:
    def __init__(self):
        self.output = b""
        self.line = b""
        self.idling = False
        self.finished = False
        self.say(f"* hello toy/1 {self.know()} messages")

    def receive(self, octets):
        self.line += octets
        while b"\n" in self.line and not self.finished:
            line, self.line = self.line.split(b"\n", 1)
            self.answer(line.decode("utf-8", "replace").removesuffix("\r"))

    def mailbox_changed(self):
        if self.idling and not self.output:
            self.tell_news()

    def answer(self, line):
        if self.idling and line != "done":
            self.say("bad expected done")
        elif line == "count":
            self.say(f"ok {self.know()}")
        elif line.startswith("post "):
            messages.append(line[5:])
            self.say(f"ok {self.know()}")
        elif line == "idle":
            self.idling = True
            self.say("+ idling")
            self.tell_news()
        elif line == "done" and self.idling:
            self.tell_news()
            self.idling = False
            self.say("ok done")
        elif line == "noop":
            self.tell_news()
            self.say("ok")
        elif line == "quit":
            self.say("* bye")
            self.say("ok quit")
            self.finished = True
        else:
            self.say("bad command")

    def tell_news(self):
        if self.told != len(messages):
            self.say(f"* new {self.know()}")

    def know(self):
        """How many messages there are, which the client is told now."""
        self.told = len(messages)
        return self.told

    def say(self, line):
        self.output += line.encode() + b"\r\n"


sessions = {}
selector = selectors.DefaultSelector()


def accept(listener):
    client, _ = listener.accept()
    sessions[client] = Session()
    selector.register(client, selectors.EVENT_READ, read)


def read(client):
    try:
        octets = client.recv(65536)
    except OSError:
        octets = b""
    if not octets:
        return drop(client)
    sessions[client].receive(octets)
    for session in sessions.values():
        session.mailbox_changed()


def flush():
    for client, session in list(sessions.items()):
        try:
            while session.output:
                client.sendall(session.output)
                session.output = b""
                session.mailbox_changed()  # all is taken: what is due now?
        except OSError:
            drop(client)
            continue
        if session.finished:
            drop(client)


def drop(client):
    selector.unregister(client)
    sessions.pop(client, None)
    client.close()


def main():
    listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
    selector.register(listener, selectors.EVENT_READ, accept)
    print("listening on port", sys.argv[1], flush=True)
    while True:
        for key, _ in selector.select():
            key.data(key.fileobj)
        flush()


main()
