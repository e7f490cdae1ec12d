"""Exercise 4.2, solved: a function is called for each line that comes."""

import socket
import sys

peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
known = 0  # messages there are
read = 0  # of them, old or printed
phase = "entering"  # or idling, leaving, reading: as in client.cpp


def ask(command, then):
    global phase
    phase = then
    peer.sendall(command.encode() + b"\r\n")


def leave_for_news():
    """While idling: news is read after `done`, so `done` is said once."""
    if phase == "idling" and read < known:
        ask("done", "leaving")


def go_on():
    """Nothing is awaited: reads what is not yet read; otherwise idles."""
    if read < known:
        ask(f"read {read + 1}", "reading")
    else:
        ask("idle", "entering")


def on_hello(words):
    global known, read
    known = read = int(words[1].split()[1])
    go_on()


def on_new(words):
    global known
    if words[1:] and words[1].isdecimal():
        known = max(known, int(words[1]))
        leave_for_news()


def on_still_here(words):
    pass


def on_bye(words):
    sys.exit(0)


def on_other_event(words):
    pass


def on_go_ahead():
    global phase
    phase = "idling"
    leave_for_news()


def on_reply(text):
    global read
    if phase == "reading":
        print(text, flush=True)
        read += 1
    go_on()


events = {"hello": on_hello, "new": on_new, "ok": on_still_here,
          "bye": on_bye}

for line in peer.makefile("rb"):
    if not line.endswith(b"\n"):
        break  # a piece without its end is no line: the server has gone
    line = line.decode().rstrip("\r\n")
    if line.startswith("* "):
        words = line[2:].split(" ", 1)
        events.get(words[0], on_other_event)(words)
    elif line.startswith("+"):
        on_go_ahead()
    elif not line.startswith("*"):  # `*moon` is an event, too
        on_reply(line[3:])
