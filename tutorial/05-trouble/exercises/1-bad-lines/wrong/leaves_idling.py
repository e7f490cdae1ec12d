# Wrong: a line that it does not expect ends idling.

import socket
import sys
import threading

MAX_LINE = 1000
messages = ["Studio in the 5e", "Flat in the 11e", "Two rooms, no lift"]


class Session:
    def __init__(self, say):
        self.say = say
        self.line = b""
        self.too_long = False
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
            if not self.too_long:
                self.answer(self.line.removesuffix(b"\r"))
            self.line = b""
            self.too_long = False
        elif not self.too_long:
            self.line += octet
            end = 1 if self.line.endswith(b"\r") else 0
            if len(self.line) > MAX_LINE + end:
                self.say("bad line longer than 1000 octets")
                self.too_long = True

    def answer(self, line):
        if self.idling and line != b"done":
            self.idling = False
            return self.say("bad expected done")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            return self.say("bad octets that are no UTF-8")
        if any(ord(c) < 32 or 127 <= ord(c) < 160 for c in text):
            return self.say("bad control character")
        if text == "count":
            self.say(f"ok {len(messages)}")
        elif text.startswith("post ") and len(text) > 5:
            messages.append(text[5:])
            self.say(f"ok {len(messages)}")
        elif text == "idle":
            self.idling = True
            self.say("+ idling")
        elif text == "done" and self.idling:
            self.idling = False
            self.say("ok done")
        elif text == "quit":
            self.say("* bye")
            self.say("ok quit")
            self.finished = True
        else:
            self.say("bad command or argument")


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
