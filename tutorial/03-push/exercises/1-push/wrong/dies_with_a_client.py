"""Wrong: a thread for each client; one that hung up breaks the poster's.

Task: 7
"""

import socket
import sys
import threading

messages = ["Studio to let in the 5e", "Flat to rent in the 11e",
            "Two rooms under the roof"]
idling = []


class Client:
    def __init__(self, peer):
        self.peer = peer
        self.told = len(messages)

    def say(self, line):
        self.peer.sendall(line.encode() + b"\r\n")

    def tell_news(self):
        if self.told < len(messages):
            self.told = len(messages)
            self.say(f"* new {self.told}")

    def answer(self, line):
        verb, _, argument = line.partition(" ")
        if verb == "post":
            messages.append(argument)
            for client in list(idling):
                client.tell_news()
        if verb in ("count", "post"):
            self.told = len(messages)
            self.say(f"ok {self.told}")
        elif verb == "read":
            self.say(f"ok {messages[int(argument) - 1]}")
        elif verb == "idle":
            idling.append(self)
            self.say("+ idling")
            self.tell_news()
        elif verb == "done":
            self.tell_news()
            idling.remove(self)
            self.say("ok done")
        elif verb == "noop":
            self.tell_news()
            self.say("ok")


def converse(peer):
    client = Client(peer)
    client.say(f"* hello toy/1 {len(messages)} messages")
    try:
        for line in peer.makefile("rb"):
            if not line.endswith(b"\n"):
                break
            client.answer(line.decode().rstrip("\r\n"))
    except OSError:
        peer.close()


server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    peer, _ = server.accept()
    threading.Thread(target=converse, args=(peer,), daemon=True).start()
