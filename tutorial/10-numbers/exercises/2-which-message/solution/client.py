"""Exercise 10.2: the client that knows which message has which number."""

import socket
import sys

peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
commands = 0  # how many we have said
in_flight = ""  # the last one
messages = []  # messages[0] is message 1
leaving = False  # the server has said bye


class Message:
    uid = None  # until it is told
    flagged = False
    copied = False


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
    if len(words) < 3 or not words[1].isdecimal():
        return
    number = int(words[1])
    if words[2] == "EXISTS":
        while len(messages) < number:
            messages.append(Message())
    if not 1 <= number <= len(messages):
        return
    if words[2] == "EXPUNGE":
        del messages[number - 1]
    if words[2] == "FETCH":
        learn(messages[number - 1], words[3:])


def learn(message, words):
    """Takes what the server tells of a message."""
    if "UID" in words:
        message.uid = words[words.index("UID") + 1]
    if "FLAGS" in words:
        message.flagged = r"\Flagged" in words


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
    unknown = [number for number, message in enumerate(messages, 1)
               if message.uid is None]
    wanted = [message for message in messages
              if message.uid and message.flagged and not message.copied]
    if unknown and not in_flight.startswith("FETCH"):
        ask(f"FETCH {unknown[0]}:* (UID FLAGS)")
    elif wanted:
        wanted[0].copied = True
        ask(f"UID COPY {wanted[0].uid} Liked")
    elif in_flight != "NOOP":
        ask("NOOP")
    else:
        ask("LOGOUT")


for octets in peer.makefile("rb"):
    if octets.endswith(b"\n"):
        take(octets.decode(errors="replace").rstrip("\r\n"))
