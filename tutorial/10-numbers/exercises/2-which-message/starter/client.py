"""Exercise 10.2: this client logs in and selects. Make it know which message
has which number. See TASK.md."""

import socket
import sys

peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
commands = 0  # how many we have said
in_flight = ""  # the last one
leaving = False  # the server has said bye
# TODO: what is known of each message?


def words_of(line):
    """`* 2 FETCH (UID 12)` as `*`, `2`, `FETCH`, `UID`, `12`."""
    for separator in '()"':
        line = line.replace(separator, " ")
    return line.split()


def ask(command):
    """Says a command with a new tag."""
    global commands, in_flight
    commands += 1
    in_flight = command
    peer.sendall(f"a{commands} {command}\r\n".encode())


def take(line):
    words = words_of(line)
    if commands == 0:
        if words[1] == "OK":
            ask("LOGIN anna secret")
    elif words[0] == "*":
        take_data(words)
    elif words[0] == f"a{commands}":
        take_completion(words[1] == "OK")


def take_data(words):
    global leaving
    if words[1] == "BYE":
        leaving = True
    # TODO: EXISTS, EXPUNGE and FETCH tell what has become of the messages.
    print(words, flush=True)


def take_completion(ok):
    """Nothing is in flight."""
    if leaving or in_flight == "LOGOUT":
        return
    if not ok and in_flight.startswith(("LOGIN", "SELECT")):
        ask("LOGOUT")
    elif in_flight.startswith("LOGIN"):
        ask("SELECT INBOX")
    else:
        go_on()


def go_on():
    # TODO: what comes next?
    ask("LOGOUT")


for octets in peer.makefile("rb"):
    if octets.endswith(b"\n"):
        take(octets.decode(errors="replace").rstrip("\r\n"))
