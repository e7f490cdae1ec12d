# Exercise 6.0, solved: a client that says nothing is given up.

import argparse
import selectors
import socket
import time


class Session:
    def __init__(self, now, autologout):
        self.autologout = autologout  # in seconds
        self.output = b""
        self.line = b""
        self.idling = False
        self.finished = False
        self.last_heard = now  # a whole line came from the client
        self.say("* hello toy/1 3 messages")

    def receive(self, octets, now):
        self.line += octets
        while b"\n" in self.line and not self.finished:
            line, self.line = self.line.split(b"\n", 1)
            self.last_heard = now
            self.answer(line.decode("utf-8", "replace").removesuffix("\r"))

    def tick(self, now):
        if now - self.last_heard >= self.autologout:
            self.say("* bye heard nothing for a long time")
            self.finished = True

    def answer(self, line):
        if self.idling and line != "done":
            self.say("bad expected done")
        elif line == "count":
            self.say("ok 3")
        elif line == "idle":
            self.idling = True
            self.say("+ idling")
        elif line == "done" and self.idling:
            self.idling = False
            self.say("ok done")
        elif line == "noop":
            self.say("ok")
        elif line == "quit":
            self.say("* bye")
            self.say("ok quit")
            self.finished = True
        else:
            self.say("bad command")

    def say(self, line):
        self.output += line.encode() + b"\r\n"


sessions = {}
selector = selectors.DefaultSelector()


def read(client):
    try:
        octets = client.recv(65536)
    except OSError:
        octets = b""
    if not octets:
        return drop(client)
    sessions[client].receive(octets, time.monotonic())


def flush():
    for client, session in list(sessions.items()):
        try:
            client.sendall(session.output)
        except OSError:
            drop(client)
            continue
        session.output = b""
        if session.finished:
            drop(client)


def drop(client):
    selector.unregister(client)
    sessions.pop(client, None)
    client.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("--autologout", type=int, default=30 * 60)
    parser.add_argument("--keepalive")  # a matter of exercise 6.1
    options = parser.parse_args()

    def accept(listener):
        client, _ = listener.accept()
        sessions[client] = Session(time.monotonic(), options.autologout)
        selector.register(client, selectors.EVENT_READ, read)

    listener = socket.create_server(("127.0.0.1", options.port))
    selector.register(listener, selectors.EVENT_READ, accept)
    print("listening on port", options.port, flush=True)
    while True:
        for key, _ in selector.select(timeout=0.1):
            key.data(key.fileobj)
        for session in sessions.values():
            session.tick(time.monotonic())
        flush()


main()
