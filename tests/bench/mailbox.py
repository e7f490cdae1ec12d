#!/usr/bin/env python3
"""How fast are SELECT, FETCH and APPEND on a Maildir, beside Dovecot?

Both servers get the same messages, in the same file system, and are asked in
turn, so what else the machine does falls on both. Files are in the system's
cache. Both have their defaults: what APPEND acknowledges is on the disk.

- "first" is without what a server keeps for itself: its index, its cache, and
  what a process that runs has in memory;
- "again" is with it, by a new connection, when the client before has left; so
  are "second" and "third". Dovecot does not always find all in its cache then, and
  is several times faster when it does: mind the range, and the faster of both;
- "open" is while another client has the mailbox selected."""

import argparse
import os
import sys
from collections import defaultdict
from pathlib import Path

import mails
import servers
from imap_client import ImapClient
from report import (median_and_range, print_machine, print_table, progress,
                    ratio)
from servers import private_dovecot

# As mutt 2.2 asks when it opens a mailbox.
MUTT = ("(UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS (DATE FROM"
        " SENDER SUBJECT TO CC MESSAGE-ID REFERENCES CONTENT-TYPE"
        " CONTENT-DESCRIPTION IN-REPLY-TO REPLY-TO LINES LIST-POST X-LABEL)])")
FETCHES = {"mutt's headers": MUTT, "ENVELOPE": "(UID ENVELOPE)"}


def fill(given):
    """What makes a server's Maildir: folders with many messages, and with
    headers to fetch, and one to append to."""
    def make(maildir):
        progress(f"making {given.messages + given.headers} messages")
        mails.fill(maildir, 0, 1)
        mails.fill(maildir / ".Many", given.messages, 5)
        mails.fill(maildir / ".Headers", given.headers, 200)
        mails.fill(maildir / ".Appended", 0, 1)
        os.sync()
    return make


def connect(server):
    return ImapClient(server.port).log_in(servers.USER, servers.PASSWORD)


def time_command(server, client, command, what, add):
    before = server.cpu_seconds()
    took = client.ask(command)
    add(what, "ms", took * 1000)
    add(what, "CPU ms", (server.cpu_seconds() - before) * 1000)


def time_select(server, add):
    server.forget(".Many")
    with connect(server) as client:
        time_command(server, client, "SELECT Many", "SELECT, first", add)
        client.ask("LOGOUT")
    with connect(server) as client, connect(server) as other:
        time_command(server, client, "SELECT Many", "SELECT, again", add)
        time_command(server, other, "SELECT Many", "SELECT, open", add)


def time_fetch(server, add):
    for what, items in FETCHES.items():
        server.forget(".Headers")
        for when in ("first", "second", "third"):
            with connect(server) as client:
                client.ask("SELECT Headers")
                time_command(server, client, f"FETCH 1:* {items}",
                             f"FETCH {what}, {when}", add)
                client.ask("LOGOUT")


def time_append(server, add, count):
    message = mails.message(1, 50).replace("\n", "\r\n").encode()
    with connect(server) as client:
        took = sum(client.append("Appended", message) for _ in range(count))
        add("APPEND, one by one", "/s", count / took)
        took = client.append("Appended", message, count)
        add("APPEND, pipelined", "/s", count / took)


def measure(both, given):
    """By what was done and its unit, then by server: the figures."""
    figures = defaultdict(lambda: defaultdict(list))
    for run in range(1, given.runs + 1):
        for server in both:
            progress(f"run {run} of {given.runs}: {server.name}")

            def add(what, unit, figure):
                figures[what, unit][server.name].append(figure)

            time_select(server, add)
            time_fetch(server, add)
            time_append(server, add, given.appends)
    return figures


def print_figures(figures, given):
    ours, dovecots = servers.OurServer.name, servers.Dovecot.name
    print(f"SELECT of {given.messages} messages, FETCH of {given.headers}, "
          f"{given.appends} times APPEND; {given.runs} runs of each, "
          "alternating: median and range\n")
    rows = [["", "unit", ours, dovecots, "ratio to Dovecot"]]
    for (what, unit), by in figures.items():
        rows.append([what, unit, median_and_range(by[ours], "{:.1f}"),
                     median_and_range(by[dovecots], "{:.1f}"),
                     ratio(by[ours], by[dovecots])])
    print_table(rows)
    print("ms, to the client; CPU ms, of the server: less is better. "
          "/s: more is better")


def options():
    parser = argparse.ArgumentParser(
        description=__doc__, epilog="example: mailbox.py build",
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path, help="the build folder")
    add = parser.add_argument
    add("--messages", type=int, default=100_000, metavar="N",
        help="in the mailbox to SELECT (default: 100000)")
    add("--headers", type=int, default=10_000, metavar="N",
        help="in the mailbox to FETCH from (default: 10000)")
    add("--appends", type=int, default=200, metavar="N",
        help="messages to APPEND in a run (default: 200)")
    add("--runs", type=int, default=5, metavar="N",
        help="runs of each, alternating (default: 5)")
    add("--no-dovecot", action="store_true", help="measure ours alone")
    return parser.parse_args()


def main():
    given = options()
    program = given.build.resolve() / "proto_server" / "proto_server"
    reason = "as asked" if given.no_dovecot else private_dovecot.why_not()
    print_machine(program)
    with servers.OurServer(program, fill(given), users=[servers.USER]) as ours:
        if reason:
            progress(f"without Dovecot: {reason}")
            figures = measure([ours], given)
        else:
            with servers.Dovecot(fill(given)) as dovecot:
                figures = measure([dovecot, ours], given)
    print_figures(figures, given)


if __name__ == "__main__":
    try:
        main()
    except (RuntimeError, OSError) as error:
        sys.exit(f"mailbox.py: {error}")
    except KeyboardInterrupt:
        sys.exit("mailbox.py: stopped")
