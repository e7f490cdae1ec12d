"""Exercise 11.0, solved: DONE is said once, and not before `+`."""

import socket
import sys

peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
commands = 0
command = ""  # the one in flight
state = "off"  # of IDLE: off, starting, idling or stopping
done_wanted = False  # since IDLE was said
news = None  # the number of a message that was not fetched yet


def say(line):
    peer.sendall(line.encode() + b"\r\n")


def ask(text):
    global commands, command
    commands += 1
    command = text
    say(f"a{commands} {text}")


def go_ahead():
    """The server has said `+`."""
    global state
    if state == "starting":
        state = "idling"
        if done_wanted:
            make_room()


def make_room():
    """Something else is to be said: IDLE must end soon."""
    global state, done_wanted
    done_wanted = True
    if state == "idling":
        state = "stopping"
        say("DONE")


def take_data(words):
    """IDLE asks for nothing: what comes while it lives is told at once."""
    global news
    if words[2:] == ["EXISTS"] and command != "SELECT INBOX":
        news = words[1]
        make_room()


def ended():
    """The command is in flight no more."""
    global state, done_wanted, news
    state = "off"
    if command == "LOGIN anna secret":
        ask("SELECT INBOX")
    elif news:
        number, news = news, None
        ask(f"FETCH {number} UID")
    else:
        state, done_wanted = "starting", False
        ask("IDLE")


def take(line):
    words = line.split()
    if commands == 0:
        ask("LOGIN anna secret")  # it was the greeting
    elif words[0] == "+":
        go_ahead()
    elif words[0] == "*":
        take_data(words)
    elif words[0] == f"a{commands}":
        ended()


for octets in peer.makefile("rb"):
    if octets.endswith(b"\n"):
        take(octets.decode(errors="replace").rstrip("\r\n"))
