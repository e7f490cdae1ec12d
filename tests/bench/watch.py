#!/usr/bin/env python3
"""What does it cost to have a mailbox watched by IMAP, and how soon is a message
told?

Memory is PSS while it idles. Processor time and wake-ups are those of some
seconds of idling, per hour. The time of a push runs from the rename into new/ to
the line that tells the message; fetchmail starts a program for each message,
which prints the line. The time of `--version` is that of the whole program, seen
from Python."""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import servers
from report import (median_and_range, percentile, print_machine, print_table,
                    progress)
from servers import (PASSWORD, USER, on_processor, pss, wake_ups,
                     with_descendants)
from telling_client import Fetchmail  # servers names its folder

SETTLED = 1  # second, for a client to idle again


class Watch:
    """A program that prints a line with the Subject of each new message."""

    def __init__(self, name, command, **options):
        self.name = name
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, **options)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()

    def wait_for(self, subject):
        for line in self.process.stdout:
            if subject in line:
                return
        raise RuntimeError(f"{self.name} ended")

    def processes(self):
        return with_descendants(self.process.pid)


def folders(count):
    return [f"list{number}" for number in range(count)]


def ours(program, state, port, count):
    """Our watch of the INBOX, or of so many other mailboxes by --config."""
    url = f"imap://{USER}@127.0.0.1:{port}"
    secret = f"echo {PASSWORD}"
    words = [url + "/INBOX", "--password-command", secret]
    if count > 1:
        config = state / "config.json"
        config.write_text(json.dumps({"accounts": [{
            "url": url, "mailboxes": folders(count),
            "password-command": secret}]}))
        words = ["--config", str(config)]
    return Watch(f"ours, {count} mailboxes" if count > 1 else "ours",
                 [program, "watch", *words, "--since", "2020-01-01"],
                 env={**os.environ, "XDG_STATE_HOME": str(state)})


def fetchmail(folder, port):
    client = Fetchmail(host="127.0.0.1", port=port, user=USER,
                       password=PASSWORD, folder=folder)
    return Watch("fetchmail", client.command(), **client.options())


def deliver(maildir, subject):
    """Returns the time of the rename."""
    name = f"{time.time_ns()}.bench"
    written = maildir / "tmp" / name
    written.write_text(f"From: Bo <bo@example.org>\nSubject: {subject}\n\nx\n")
    now = time.perf_counter()
    written.rename(maildir / "new" / name)
    return now


def measure(watch, maildirs, given, figures):
    of = figures.setdefault(watch.name, {"MiB": [], "cpu": [], "woken": [],
                                          "push": []})
    for maildir in maildirs:  # each is open when it tells of this
        deliver(maildir, "Flat first")
        watch.wait_for("Flat first")
    time.sleep(SETTLED)
    of["MiB"].append(sum(map(pss, watch.processes())) / 1024)
    counters = {"cpu": on_processor, "woken": wake_ups}
    before = {name: sum(map(count, watch.processes()))
              for name, count in counters.items()}
    time.sleep(given.seconds)
    for name, count in counters.items():
        used = sum(map(count, watch.processes())) - before[name]
        of[name].append(used / given.seconds * 3600)
    for number in range(given.rounds):
        begin = deliver(maildirs[0], f"Flat no. {number}.")
        watch.wait_for(f"Flat no. {number}.")
        of["push"].append(1000 * (time.perf_counter() - begin))
        time.sleep(given.pause)


def version_time(program, runs):
    """Milliseconds of each run."""
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        subprocess.run([program, "--version"], check=True,
                       stdout=subprocess.DEVNULL)
        times.append(1000 * (time.perf_counter() - begin))
    return times


def fill(maildir):
    """Makes the INBOX, and folders as Maildir++ has them."""
    servers.make_maildir(maildir)
    for name in folders(fill.folders):
        servers.make_maildir(maildir / f".{name}")
        (maildir / f".{name}" / "maildirfolder").touch()


def run_all(build, given, figures):
    program = build / "proto_server" / "proto_server"
    client = str(build / "proto_client" / "proto_client")
    fill.folders = given.mailboxes
    with servers.OurServer(program, fill=fill) as server, \
            tempfile.TemporaryDirectory(prefix="bench-") as folder:
        folder = Path(folder)
        folder.chmod(0o711)
        for name in ("one", "many", "fetchmail"):
            (folder / name).mkdir()
        with ours(client, folder / "one", server.port, 1) as watch:
            measure(watch, [server.maildir], given, figures)
        many = [server.maildir / f".{name}" for name in folders(given.mailboxes)]
        with ours(client, folder / "many", server.port, len(many)) as watch:
            measure(watch, many, given, figures)
    if given.no_fetchmail or not shutil.which("fetchmail"):
        progress("without fetchmail")
        return
    with servers.OurServer(program) as server, \
            tempfile.TemporaryDirectory(prefix="bench-") as folder:
        with fetchmail(folder, server.port) as watch:
            measure(watch, [server.maildir], given, figures)


def options():
    parser = argparse.ArgumentParser(
        description=__doc__, epilog="example: watch.py build",
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path, help="the build folder")
    parser.add_argument("--mailboxes", type=int, default=100, metavar="N",
                        help="in one process (default: 100)")
    parser.add_argument("--rounds", type=int, default=50, metavar="N",
                        help="messages in a run (default: 50)")
    parser.add_argument("--pause", type=float, default=0.2, metavar="SECONDS",
                        help="between two messages (default: 0.2)")
    parser.add_argument("--seconds", type=float, default=60, metavar="N",
                        help="of idling (default: 60)")
    parser.add_argument("--runs", type=int, default=3, metavar="N",
                        help="runs of each (default: 3)")
    parser.add_argument("--no-fetchmail", action="store_true")
    return parser.parse_args()


def main():
    given = options()
    build = given.build.resolve()
    print_machine(build / "proto_client" / "proto_client")
    figures = {}
    for run in range(1, given.runs + 1):
        progress(f"run {run} of {given.runs}")
        run_all(build, given, figures)
    rows = [["", "MiB (PSS)", "processor s an hour", "wake-ups an hour",
             "push ms: p50", "p99",
             "range"]]
    for name, of in figures.items():
        push = of["push"]
        rows.append([name, median_and_range(of["MiB"]),
                     median_and_range(of["cpu"], "{:.3f}"),
                     median_and_range(of["woken"], "{:.0f}"),
                     f"{statistics.median(push):.2f}",
                     f"{percentile(push, 99):.2f}",
                     f"{min(push):.2f} to {max(push):.2f}"])
    print_table(rows)
    times = version_time(str(build / "proto_client" / "proto_client"),
                      10 * given.runs)
    print(f"--version: {median_and_range(times, '{:.1f}')} ms")


if __name__ == "__main__":
    try:
        main()
    except (RuntimeError, OSError) as error:
        sys.exit(f"watch.py: {error}")
    except KeyboardInterrupt:
        sys.exit("watch.py: stopped")
