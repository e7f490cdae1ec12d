"""Exercise 8.0: which command has ended? See TASK.md."""

import socket
import sys

peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
commands = 0
in_flight = {}  # tags, and their commands


def ask(command):
    global commands
    commands += 1
    tag = f"a{commands}"
    in_flight[tag] = command
    peer.sendall(f"{tag} {command}\r\n".encode())


def ended(command, ok):
    """The command is in flight no more."""
    if command == "LOGOUT":
        sys.exit(0)
    if ok and command.startswith("LOGIN"):
        for mailbox in ("Flats", "Roofs", "Lofts"):
            ask("CREATE " + mailbox)
    if ok and command.startswith("CREATE"):
        ask("SUBSCRIBE " + command.split()[1])
    if not in_flight:
        ask("LOGOUT")


def take_completion(tag, ok):
    # TODO: find the command that has this tag, take it out of in_flight, and
    # call ended.
    pass


def take(line):
    if commands == 0:
        ask("LOGIN anna secret")  # it was the greeting
    elif not line.startswith(("*", "+")):
        tag, outcome, *_ = line.split()
        take_completion(tag, outcome == "OK")


for octets in peer.makefile("rb"):
    if octets.endswith(b"\n"):
        take(octets.decode(errors="replace").rstrip("\r\n"))
