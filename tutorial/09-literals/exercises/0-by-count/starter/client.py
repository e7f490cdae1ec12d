"""Exercise 9.0: which octets belong to the literal? See TASK.md."""

import re
import socket
import sys

peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
commands = 0
came = b""  # what has come and is not yet taken
left = 0  # octets of the literal that are still to come
literal = b""  # those that have come


def ask(command):
    global commands
    commands += 1
    peer.sendall(f"a{commands} ".encode() + command + b"\r\n")


def take_octets():
    global came, left, literal
    # TODO: move as many octets as are still to come, and no more, from the
    # front of came to the end of literal. This takes all, and keeps nothing.
    came = b""


def take(line):
    global left, literal
    if commands == 0:
        return ask(b"LOGIN anna secret")  # it was the greeting
    if mark := re.search(rb"\{(\d+)\}$", line):
        left = int(mark[1])
        literal = b""
    if not line.startswith(f"a{commands} ".encode()):
        return
    if commands == 1:
        ask(b"SELECT INBOX")
    elif commands == 2:
        ask(b"FETCH 1 BODY.PEEK[]")
    elif commands == 3:
        ask(b"APPEND Kept {%d+}\r\n%s" % (len(literal), literal))
    elif commands == 4:
        ask(b"LOGOUT")
    else:
        sys.exit(0)


while portion := peer.recv(4096):
    came += portion
    while came:
        if left > 0:
            take_octets()
        elif b"\n" in came:
            line, came = came.split(b"\n", 1)
            take(line.removesuffix(b"\r"))
        else:
            break
