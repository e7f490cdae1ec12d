"""Exercise 4.0, solved: the first character tells what a line is."""

import socket
import sys

peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
asked = ""  # the last command


def ask(command):
    global asked
    asked = command
    peer.sendall(command.encode() + b"\r\n")


def take_event(line):
    print("event:", line, flush=True)
    if line.startswith("* hello "):
        ask("read 1")


def take_go_ahead():
    ask("done")


def take_reply(line):
    print("reply:", line, flush=True)
    if asked == "read 1":
        ask("idle")
    elif asked == "done":
        ask("quit")
    else:
        sys.exit(0)  # the reply to quit


def take(line):
    if line.startswith("*"):
        take_event(line)
    elif line.startswith("+"):
        take_go_ahead()
    else:
        take_reply(line)


for octets in peer.makefile("rb"):
    if octets.endswith(b"\n"):
        take(octets.decode(errors="replace").rstrip("\r\n"))
