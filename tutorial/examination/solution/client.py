"""The examination: a client of IMAP that tells of each new message."""

import re
import socket
import sys
import time

POLL_PAUSE = 1  # seconds between two NOOP
LONGEST_IDLE = 9 * 60  # seconds; then IDLE is said anew


class Memory:
    """What outlives a connection."""

    last = None  # the highest UID that was told


class Watch:
    def __init__(self, peer, memory):
        self.peer = peer
        self.memory = memory
        self.greeted = False
        self.commands = 0
        self.command = ""  # the one in flight
        self.found = {}  # subjects, by their UIDs
        self.may_be_new = False  # since UID FETCH was said
        self.may_idle = True
        self.poll_at = None
        self.state = "off"  # of IDLE: off, starting, idling or stopping
        self.done_wanted = False  # since IDLE was said
        self.rearm_at = None
        self.leaving = False  # the server has said bye

    def say(self, line):
        self.peer.sendall(line.encode() + b"\r\n")

    def ask(self, command):
        self.commands += 1
        self.command = command
        self.say(f"a{self.commands} {command}")

    def take(self, response):
        """A whole response, as text, with its literals in it."""
        words = response.split()
        if not self.greeted:
            self.greeted = True
            self.ask("LOGIN anna secret")
        elif words[:1] == ["+"]:
            self.go_ahead()
        elif words[:1] == ["*"]:
            self.take_data(words, response)
        elif self.command and words[:1] == [f"a{self.commands}"]:
            command, self.command = self.command, ""
            self.ended(command, words[1:2] == ["OK"])

    def take_data(self, words, response):
        if words[1:2] == ["BYE"]:
            self.leaving = True
        if words[2:3] == ["[UIDNEXT"] and self.memory.last is None:
            self.memory.last = int(words[3].rstrip("]")) - 1
        if words[2:3] == ["FETCH"]:
            uid = re.search(r"\bUID (\d+)", response)
            subject = re.search(r"^Subject: .*", response, re.MULTILINE)
            if uid and subject and int(uid[1]) > (self.memory.last or 0):
                self.found[int(uid[1])] = subject[0].rstrip()
        if words[2:3] == ["EXISTS"]:
            self.may_be_new = True
            self.make_room()

    def go_ahead(self):
        """The server has said `+`."""
        if self.state == "starting":
            self.state = "idling"
            self.rearm_at = time.monotonic() + LONGEST_IDLE
            if self.done_wanted:
                self.make_room()

    def ended(self, command, ok):
        """The command is in flight no more."""
        self.state = "off"
        if self.leaving:
            return
        if command == "IDLE" and not ok:
            self.may_idle = False
        if command.startswith("LOGIN"):
            if not ok:
                sys.exit("the server does not let us in")
            self.ask("SELECT INBOX")
        else:
            self.tell()
            self.say_next()

    def tell(self):
        for uid, subject in sorted(self.found.items()):
            print(f"{uid}: {subject}", flush=True)
            self.memory.last = uid
        self.found = {}

    def say_next(self):
        """Nothing is in flight: asks what is new, or waits."""
        if self.may_be_new:
            self.may_be_new = False
            self.ask(f"UID FETCH {(self.memory.last or 0) + 1}:* "
                     "(UID BODY.PEEK[HEADER.FIELDS (SUBJECT)])")
        elif self.may_idle:
            self.state, self.done_wanted = "starting", False
            self.ask("IDLE")
        else:
            self.poll_at = time.monotonic() + POLL_PAUSE

    def make_room(self):
        """IDLE must end soon, if there is one."""
        self.done_wanted = True
        if self.state == "idling" and not self.leaving:
            self.state = "stopping"
            self.say("DONE")

    def tick(self, now):
        """Is called about ten times a second."""
        if self.poll_at is not None and now >= self.poll_at:
            self.poll_at = None
            self.ask("NOOP")
        if self.state == "idling" and now >= self.rearm_at:
            self.make_room()


def cut_response(octets):
    """The first whole response of `octets`, and the rest; or None."""
    end = 0
    while (line_end := octets.find(b"\n", end)) >= 0:
        line = octets[end:line_end].removesuffix(b"\r")
        end = line_end + 1
        mark = re.search(rb"\{(\d+)\}$", line)
        if not mark or not octets.startswith(b"* ") or re.match(
                rb"\* (OK|NO|BAD|BYE|PREAUTH)\b", octets):
            return octets[:end].decode(errors="replace"), octets[end:]
        end += int(mark[1])
    return None


def converse(port, memory):
    """Until the connection has ended."""
    peer = socket.create_connection(("127.0.0.1", port))
    peer.settimeout(0.1)
    watch = Watch(peer, memory)
    rest = b""
    while True:
        try:
            octets = peer.recv(8192)
            if not octets:
                return
            rest += octets
            while cut := cut_response(rest):
                response, rest = cut
                watch.take(response)
        except TimeoutError:
            pass
        watch.tick(time.monotonic())


def main():
    memory = Memory()
    pause = 0.2
    while True:
        begin = time.monotonic()
        try:
            converse(int(sys.argv[1]), memory)
        except OSError:
            pass  # the connection was broken off, or nobody listens
        # A connection that has lived makes the waits short again.
        pause = 0.2 if time.monotonic() - begin > 60 else min(2 * pause, 10)
        time.sleep(pause)


main()
