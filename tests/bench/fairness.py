#!/usr/bin/env python3
"""How long does a client wait while another one asks for much?

A bystander sends NOOP every few milliseconds. Its waits are measured while
nothing else happens, and then while another client gives one command, row by
row. Compare the rows with "nothing": it is of the same run. A command whose
own time is short tells little about waiting. The second table has a disk that
takes 15 ms for each sync.

The figures need a quiet machine: what other programs take of the processor,
the bystander waits for, too."""

import argparse
import socket
import sys
import threading
import time
from pathlib import Path

import mails
import servers
import slow_disk
from imap_client import ImapClient
from report import percentile, print_machine, print_table, progress

INTERVAL = 0.005  # seconds between two NOOPs
LIMIT_MS = 25     # the aim: 99 of 100 NOOPs wait no longer


class Bystander:
    """with Bystander(server) as bystander: ... bystander.waits"""

    def __init__(self, server):
        self.client = connect(server)
        self.waits, self.over = [], threading.Event()
        self.thread = threading.Thread(target=self.run)

    def __enter__(self):
        self.thread.start()
        return self

    def run(self):
        while not self.over.is_set():
            self.waits.append(self.client.ask("NOOP") * 1000)
            time.sleep(INTERVAL)

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()
        self.client.socket.close()


def connect(server):
    return ImapClient(server.port).log_in(servers.USER, servers.PASSWORD)


def selected(server, folder):
    client = connect(server)
    client.ask(f"SELECT {folder}")
    return client


def commands(*lines):
    """Returns a function that sends these commands together and waits for the
    answers."""
    return lambda client: client.send_and_wait([one.encode() for one in lines])


def rows(server):
    """Returns the rows: a name, a function that prepares a client, and a
    function that is measured."""
    def with_selected(folder):
        return lambda: selected(server, folder)

    def logged_in():
        return connect(server)

    many, few = with_selected("Many"), with_selected("Few")
    large, fold = with_selected("Large"), with_selected("Header")
    words = "*a" * 30_000
    return [
        ("nothing", logged_in, lambda client: time.sleep(1)),
        ("first SELECT", logged_in, commands("SELECT Many")),
        ("SEARCH TEXT", many, commands("SEARCH TEXT nowhere")),
        ("60 pipelined SEARCH TEXT", few,
         commands(*["SEARCH TEXT nowhere"] * 60)),
        ("SEARCH of 500 times UNSEEN", many,
         commands("SEARCH" + " UNSEEN" * 500)),
        ("240 HEADER keys, a header of 1 MB", fold,
         commands("SEARCH" + " HEADER x y" * 240)),
        ("FETCH FLAGS", many, commands("FETCH 1:* FLAGS")),
        ("FETCH ENVELOPE", many, commands("FETCH 1:* ENVELOPE")),
        ("FETCH BODY.PEEK[]", many, commands("FETCH 1:* BODY.PEEK[]")),
        ("20 partial FETCHes of a large message", large,
         commands(*[f"FETCH 1 BODY.PEEK[]<{n}.1000>" for n in range(20)])),
        ("20 times HEADER.FIELDS, a header of 1 MB", fold,
         commands("FETCH 1 (" + " ".join(
             ["BODY.PEEK[HEADER.FIELDS (SUBJECT)]<0.10>"] * 20) + ")")),
        ("BODYSTRUCTURE of a large message", large,
         commands("FETCH 1 BODYSTRUCTURE")),
        ("SEARCH BODY in a large message", large,
         commands("SEARCH BODY nowhere")),
        ("STORE", many, commands("STORE 1:* +FLAGS (\\Flagged)")),
        ("COPY", many, commands("COPY 1:* Target")),
        ("MOVE", with_selected("Target"), commands("MOVE 1:* Doomed")),
        ("EXPUNGE", lambda: with_deleted(server, "Many"), commands("EXPUNGE")),
        ("STATUS (SIZE)", logged_in, commands("STATUS Doomed (SIZE)")),
        ("DELETE", logged_in, commands("DELETE Doomed")),
        ("LIST RETURN (STATUS)", logged_in,
         commands('LIST "" * RETURN (STATUS (MESSAGES UNSEEN SIZE))')),
        ("LIST with a pattern of 60 KB", logged_in,
         commands(f'LIST "" {{{len(words)}+}}\r\n{words}')),
    ]


def with_deleted(server, folder):
    client = selected(server, folder)
    client.ask("STORE 1:* +FLAGS.SILENT (\\Deleted)")
    return client


def fill(given):
    def make(maildir):
        progress(f"making {given.messages} messages")
        mails.fill(maildir, 0, 1)
        mails.fill(maildir / ".Many", given.messages, 5)
        mails.fill(maildir / ".Few", max(1, given.messages // 10), 5)
        for name in ("Large", "Header", "Target", "Doomed"):
            mails.fill(maildir / f".{name}", 0, 1)
        for number in range(given.folders):
            mails.fill(maildir / f".Folder{number}", 0, 1)
        text = mails.message(1, 1)
        line = "x" * 70 + "\n"
        (maildir / ".Large" / "new" / "1.large").write_text(
            text + line * (given.large // len(line)))
        (maildir / ".Header" / "new" / "1.header").write_text(
            "a: b\n" * (min(given.large, 1_000_000) // 5) + text)
    return make


def measure(server, measured):
    for name, before, command in measured:
        progress(name)
        client = before()
        with Bystander(server) as bystander:
            time.sleep(INTERVAL * 4)
            bystander.waits.clear()
            begin = time.perf_counter()
            command(client)
            took = (time.perf_counter() - begin) * 1000
            time.sleep(INTERVAL * 4)
        client.socket.close()
        yield name, took, bystander.waits


def print_figures(what, measured):
    table = [["", "took, ms", "NOOPs", "99 %, ms", "worst, ms", "over the aim"]]
    idle = None
    for name, took, waits in measured:
        p99, worst = percentile(waits, 99), max(waits)
        idle = idle or worst
        over = p99 > LIMIT_MS or worst > 10 * max(idle, 1)
        table.append([name, f"{took:.0f}", len(waits), f"{p99:.1f}",
                      f"{worst:.1f}", "yes" if over else ""])
    print(f"What a bystander waits for the answer to NOOP; {what}\n")
    print_table(table)
    print(f"The aim: 99 % within {LIMIT_MS} ms, and the worst within ten times "
          "the worst of \"nothing\" (of 1 ms at least)")


def options():
    parser = argparse.ArgumentParser(
        description=__doc__, epilog="example: fairness.py build",
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path, help="the build folder")
    add = parser.add_argument
    add("--messages", type=int, default=20_000, metavar="N",
        help="in the large mailbox (default: 20000)")
    add("--folders", type=int, default=900, metavar="N",
        help="in the account (default: 900)")
    add("--large", type=int, default=45_000_000, metavar="OCTETS",
        help="of the large message (default: 45000000)")
    return parser.parse_args()


def main():
    given = options()
    program = given.build.resolve() / "proto_server" / "proto_server"
    print_machine(program)
    with servers.OurServer(program, fill(given),
                           users=[servers.USER]) as server:
        print_figures(f"{given.messages} messages, {given.folders} folders, "
                      f"a message of {given.large // 1_000_000} MB",
                      list(measure(server, rows(server))))
    print()
    with slow_disk.server(given.build, program) as server:
        print_figures("15 ms for each sync",
                      list(measure(server, slow_disk.rows(server))))


if __name__ == "__main__":
    try:
        main()
    except (RuntimeError, OSError) as error:
        sys.exit(f"fairness.py: {error}")
    except KeyboardInterrupt:
        sys.exit("fairness.py: stopped")
