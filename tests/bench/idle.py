#!/usr/bin/env python3
"""How soon are idling IMAP clients told of a message, and how much memory does
each of them take?

The time runs from APPEND's OK, or from the rename into new/, to the line that
tells the last client. Memory is that of all processes of the server (PSS), with
the clients less without them; memory of the kernel is not counted. Dovecot has a
process for each client, so there are few clients."""

import argparse
import subprocess
import sys
from pathlib import Path

import servers
from report import (median_and_range, percentile, print_machine, print_table,
                    progress, ratio)
from servers import private_dovecot

KINDS = {"append": "APPEND's OK", "rename": "rename into new/"}


def measure(server, crowd, clients, rounds, figures):
    """Adds to `figures`, by (server, clients): the milliseconds of each kind,
    and the octets for one client."""
    of = figures.setdefault((server.name, clients),
                            {"append": [], "rename": [], "octets": []})
    before = server.memory()
    with subprocess.Popen(
            [crowd, str(server.port), "--clients", str(clients), "--rounds",
             str(rounds), "--maildir", str(server.maildir),
             *(["--tls"] if server.tls else [])],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        if run.stdout.readline() != "idling\n":
            raise RuntimeError("the clients do not idle")
        of["octets"].append((server.memory() - before) / clients)
        run.stdin.write("go\n")
        run.stdin.flush()
        for line in run.stdout:
            kind, _, last = line.split()
            of[kind].append(float(last))
    if run.returncode != 0:
        raise RuntimeError("not every client was told")


def print_figures(figures):
    rows = [["server", "clients", "from", "messages", "p50 ms", "p99 ms",
             "range ms"]]
    for (name, clients), of in figures.items():
        for kind, words in KINDS.items():
            last = of[kind]
            rows.append([name, clients, words, len(last),
                         f"{percentile(last, 50):.2f}",
                         f"{percentile(last, 99):.2f}",
                         f"{min(last):.2f} to {max(last):.2f}"])
    print("Until the last client has heard:\n")
    print_table(rows)

    dovecots = [of["octets"] for (name, _), of in figures.items()
                if name == servers.Dovecot.name]
    rows = [["server", "clients", "KiB a client", "ratio to Dovecot"]]
    for (name, clients), of in figures.items():
        kib = [octets / 1024 for octets in of["octets"]]
        rows.append([name, clients, median_and_range(kib),
                     ratio(of["octets"], dovecots[0] if dovecots else [])])
    print("Memory for one idling client (PSS), median and range:\n")
    print_table(rows)


def options():
    parser = argparse.ArgumentParser(
        description=__doc__, epilog="example: idle.py build",
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path, help="the build folder")
    parser.add_argument("--clients", type=int, nargs="+",
                        default=[100, 1000, 10000], metavar="N",
                        help="crowds of ours (default: 100 1000 10000)")
    parser.add_argument("--dovecot-clients", type=int, default=100,
                        metavar="N", help="Dovecot's crowd (default: 100); "
                        "0 leaves it out")
    parser.add_argument("--rounds", type=int, default=20, metavar="N",
                        help="messages of each kind in a run (default: 20)")
    parser.add_argument("--runs", type=int, default=3, metavar="N",
                        help="runs of each, alternating (default: 3)")
    parser.add_argument("--tls", action="store_true",
                        help="ours over TLS, too (--imaps)")
    return parser.parse_args()


def main():
    given = options()
    program = given.build.resolve() / "proto_server" / "proto_server"
    crowd = str(given.build.resolve() / "tests" / "bench" / "idle_crowd")
    dovecot = given.dovecot_clients
    if dovecot and (reason := private_dovecot.why_not()):
        progress(f"without Dovecot: {reason}")
        dovecot = 0
    print_machine(program)
    figures = {}
    for run in range(1, given.runs + 1):
        if dovecot:
            progress(f"run {run} of {given.runs}: Dovecot, {dovecot} clients")
            with servers.Dovecot() as server:
                measure(server, crowd, dovecot, given.rounds, figures)
        for tls in [False, True] if given.tls else [False]:
            for clients in given.clients:
                with servers.OurServer(program, tls=tls) as server:
                    progress(f"run {run} of {given.runs}: {server.name}, "
                             f"{clients} clients")
                    measure(server, crowd, clients, given.rounds, figures)
    print_figures(figures)


if __name__ == "__main__":
    try:
        main()
    except (RuntimeError, OSError) as error:
        sys.exit(f"idle.py: {error}")
    except KeyboardInterrupt:
        sys.exit("idle.py: stopped")
