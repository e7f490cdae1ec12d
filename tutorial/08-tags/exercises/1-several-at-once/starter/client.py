"""Exercise 8.1: this client logs in and selects. Make it move messages, several
at once. See TASK.md."""

import socket
import sys

peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
commands = 0  # how many we have said


def words_of(line):
    r"""`* LIST (\Marked) "/" Flats` as `*`, `LIST`, `\Marked`, `/`, `Flats`."""
    for separator in '()"':
        line = line.replace(separator, " ")
    return line.split()


def ask(command):
    """Says a command with a new tag, and does not wait."""
    global commands
    commands += 1
    peer.sendall(f"a{commands} {command}\r\n".encode())


def take(line):
    # TODO: One tag is not enough when several commands are in flight. Write one
    # function for data and one for completions. A completion must find its
    # command: remember for each tag what was said with it.
    print(words_of(line), flush=True)
    if commands == 0:
        ask("LOGIN anna secret")
    elif commands == 1 and line.startswith("a1 OK"):
        ask("SELECT INBOX")


for octets in peer.makefile("rb"):
    if octets.endswith(b"\n"):
        take(octets.decode(errors="replace").rstrip("\r\n"))
