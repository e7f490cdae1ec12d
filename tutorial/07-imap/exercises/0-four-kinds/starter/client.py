"""Exercise 7.0: what kind of line is it? See TASK.md."""

import socket
import sys

peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
commands = 0
asked = ""  # the last command
tag = ""  # its tag


def ask(command):
    global commands, asked, tag
    commands += 1
    asked = command
    tag = f"a{commands}"
    peer.sendall(f"{tag} {command}\r\n".encode())


def take_completion(line):
    print("completion:", line, flush=True)
    ok = line.startswith(tag + " OK")
    if asked == "LOGOUT":
        sys.exit(0)
    elif asked == "CAPABILITY" and ok:
        ask("LOGIN {4}")
    else:
        ask("LOGOUT")


def take_continuation():
    peer.sendall(b"anna secret\r\n")


def take_data(line):
    print("data:", line, flush=True)
    if not tag:
        ask("CAPABILITY")  # it was the greeting


def take(line):
    # TODO: is the line a completion, a continuation, or data? Look at how it
    # begins.
    pass


for octets in peer.makefile("rb"):
    if octets.endswith(b"\n"):
        take(octets.decode(errors="replace").rstrip("\r\n"))
