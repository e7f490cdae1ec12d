"""Wrong: serves one client after the other, so nobody can post meanwhile.

Task: 3
"""

import socket
import sys

messages = ["Studio to let in the 5e", "Flat to rent in the 11e",
            "Two rooms under the roof"]

server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    peer, _ = server.accept()

    def say(line):
        peer.sendall(line.encode() + b"\r\n")

    say(f"* hello toy/1 {len(messages)} messages")
    for line in peer.makefile("rb"):
        if not line.endswith(b"\n"):
            break
        verb, _, argument = line.decode().rstrip("\r\n").partition(" ")
        if verb == "post":
            messages.append(argument)
        if verb in ("count", "post"):
            say(f"ok {len(messages)}")
        elif verb == "read":
            say(f"ok {messages[int(argument) - 1]}")
        elif verb == "idle":
            say("+ idling")
        elif verb == "done":
            say("ok done")
        elif verb == "noop":
            say("ok")
