"""Exercise 8.1: the client that asks several things at once."""

import socket
import sys

peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
commands = 0  # how many we have said
in_flight = {}  # tags, and their commands as words
adverts = []  # their UIDs
has_flats = False
refused = False  # a command before the copies was
marked = False  # a message is
greeted = False
leaving = False  # the server has said bye


def words_of(line):
    r"""`* LIST (\Marked) "/" Flats` as `*`, `LIST`, `\Marked`, `/`, `Flats`."""
    for separator in '()"':
        line = line.replace(separator, " ")
    return line.split()


def ask(command):
    """Says a command with a new tag, and does not wait."""
    global commands
    commands += 1
    tag = f"a{commands}"
    in_flight[tag] = command.split()
    peer.sendall(f"{tag} {command}\r\n".encode())


def take(line):
    global greeted
    words = words_of(line)
    if not greeted:
        greeted = True
        if words[1] == "OK":
            ask("LOGIN anna secret")
    elif words[0] == "*":
        take_data(words)
    elif words[0] in in_flight:
        command = in_flight.pop(words[0])
        take_completion(command, words[1] == "OK")


def take_data(words):
    """The server may tell this at any time and in any order."""
    global adverts, has_flats, leaving
    if words[1] == "SEARCH":
        adverts += words[2:]
    if words[1] == "LIST" and words[-1] == "Flats":
        has_flats = True
    if words[1] == "BYE":
        leaving = True


def take_completion(command, ok):
    """The command is in flight no more."""
    global marked, refused
    if leaving or command[0] == "LOGOUT":
        return
    if not ok and command[1:2] not in (["COPY"], ["STORE"]):
        refused = True
    if ok and command[0] == "LOGIN":
        ask("SELECT INBOX")
    if ok and command[0] == "SELECT":
        ask("UID SEARCH SUBJECT duplex")
        ask('LIST "" Flats')
    if ok and command[1:2] == ["COPY"]:
        ask(rf"UID STORE {command[2]} +FLAGS.SILENT (\Deleted)")
    if ok and command[1:2] == ["STORE"]:
        marked = True
    if not in_flight:
        go_on(command)


def go_on(last):
    """Nothing is in flight."""
    searched = last[0] == "LIST" or last[1:2] == ["SEARCH"]
    if searched and has_flats and adverts and not refused:
        for uid in adverts:
            ask(f"UID COPY {uid} Flats")
    elif marked and last[0] != "EXPUNGE":
        ask("EXPUNGE")
    else:
        ask("LOGOUT")


for octets in peer.makefile("rb"):
    if octets.endswith(b"\n"):
        take(octets.decode(errors="replace").rstrip("\r\n"))
