"""Exercise 4.2: the program calls a function for each line that comes. Write
these functions. See TASK.md."""

import socket
import sys

peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
known = 0  # messages there are
read = 0  # of them, old or printed

# What was said last, and what is awaited:
# "entering": `idle` is said, `+` has not come; "idling"; "leaving": `done` is
# said, its `ok` has not come; "reading": `read` is said, the text has not come.
phase = "entering"


def ask(command, then):
    global phase
    phase = then
    peer.sendall(command.encode() + b"\r\n")


def go_on():
    """Nothing is awaited: reads what is not yet read; otherwise idles."""
    # TODO 7: the other half
    ask("idle", "entering")


# `words` of the event `* new 5` are "new" and "5"; of `* bye`, "bye" alone.


def on_hello(words):
    global known, read
    known = read = int(words[1].split()[1])
    go_on()


def on_new(words):
    pass  # TODO 1: remember it. Does it make you say something now?


def on_go_ahead():
    pass  # TODO 2: now you idle. What if there is something to read already?


def on_reply(text):
    pass  # TODO 3: to which command? `phase` knows.


def on_still_here(words):
    pass  # TODO 4: what is to be done with `* ok still here`?


def on_other_event(words):
    pass  # TODO 5: and with an event that this program does not know?


def on_bye(words):
    pass  # TODO 6: sys.exit() ends the program.


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
