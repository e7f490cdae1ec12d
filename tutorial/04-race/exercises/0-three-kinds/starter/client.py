"""Exercise 4.0: the first character tells what a line is. See TASK.md."""

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
    # TODO: an event, a go-ahead, or a reply? Look at the first character.
    take_reply(line)


for octets in peer.makefile("rb"):
    if octets.endswith(b"\n"):
        take(octets.decode(errors="replace").rstrip("\r\n"))
