#!/usr/bin/env python3
"""How long does it take until everybody is back?

Many clients of many users connect at once and log in with the right password,
as after a restart. Then the same again, while guessers at the same address try
wrong passwords: of the first user, and of names that nobody has. Nobody who has
the right password may hear NO, and the guessers may cost little time.

The server is new for each run, so that it remembers no password."""

import argparse
import asyncio
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from report import percentile, print_machine, print_table, progress

PASSWORD = "sesame"
AIM = 120        # seconds until all are in
DELAY_AIM = 5    # seconds more with guessers


class Server:
    """A proto_server with users who have the same password."""

    def __init__(self, program, users):
        self.folder = tempfile.TemporaryDirectory()
        file = Path(self.folder.name) / "users"
        subprocess.run([program, "users", "add", "x", "--password-stdin"],
                       cwd=self.folder.name, input=PASSWORD, text=True,
                       check=True, stdout=subprocess.DEVNULL)
        hashed = file.read_text().split(":", 1)[1]
        file.write_text("".join(f"user{n}:{hashed}" for n in range(users)))
        self.process = subprocess.Popen(
            [program, "--imap", "127.0.0.1:0", "--plain-login", "--users",
             str(file), "--quiet"], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        self.port = int(line.rsplit(":", 1)[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()


async def log_in(reader, writer, user, password):
    """What LOGIN is answered."""
    await reader.readline()
    writer.write(f"a LOGIN {user} {password}\r\n".encode())
    return (await reader.readline()).decode()


async def come_back(port, user, begin, results):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answer = await log_in(reader, writer, user, PASSWORD)
    results.append((time.perf_counter() - begin, answer))
    return writer


async def guess(port, name_of):
    """One guess after the other, each on a connection of its own: so the delay
    of a failed login does not hold it up."""
    number = 0
    while True:
        number += 1
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            await asyncio.wait_for(
                log_in(reader, writer, name_of(number), f"wrong{number}"), 1)
        except (asyncio.TimeoutError, OSError):
            pass
        finally:
            writer.close()


async def everybody(port, given, guessers):
    names = [lambda _: "user0", lambda n: f"nobody{os.urandom(4).hex()}{n}"]
    guesses = [asyncio.create_task(guess(port, names[n % 2]))
               for n in range(guessers)]
    await asyncio.sleep(given.ahead if guessers else 0)
    results, begin = [], time.perf_counter()
    writers = await asyncio.gather(*[
        come_back(port, f"user{n % given.users}", begin, results)
        for n in range(given.clients)])
    for task in guesses:
        task.cancel()
    await asyncio.gather(*guesses, return_exceptions=True)
    for writer in writers:
        writer.close()
    return results


def run(program, given, guessers):
    progress(f"{given.clients} clients of {given.users} users, {guessers} "
             "guessers")
    with Server(program, given.users) as server:
        return asyncio.run(everybody(server.port, given, guessers))


def options():
    parser = argparse.ArgumentParser(
        description=__doc__, epilog="example: logins.py build",
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path, help="the build folder")
    add = parser.add_argument
    add("--clients", type=int, default=1000, metavar="N",
        help="that come back at once (default: 1000)")
    add("--users", type=int, default=200, metavar="N",
        help="that they are of (default: 200)")
    add("--guessers", type=int, default=20, metavar="N",
        help="at the same address (default: 20)")
    add("--ahead", type=float, default=3, metavar="SECONDS",
        help="that the guessers begin earlier (default: 3)")
    return parser.parse_args()


def main():
    given = options()
    program = given.build.resolve() / "proto_server" / "proto_server"
    print_machine(program)
    table = [["guessers", "heard OK", "heard NO", "half, s", "99 %, s",
              "all, s"]]
    ends, refused = [], 0
    for guessers in (0, given.guessers):
        results = run(program, given, guessers)
        times = [seconds for seconds, _ in results]
        right = sum(bool(re.match("a OK", answer)) for _, answer in results)
        refused += len(results) - right
        ends.append(max(times))
        table.append([guessers, right, len(results) - right,
                      *(f"{percentile(times, n):.1f}" for n in (50, 99)),
                      f"{ends[-1]:.1f}"])
    print_table(table)
    print(f"The aim: all are in within {AIM} s, at most {DELAY_AIM} s later "
          "with guessers, and nobody hears NO")
    if refused:
        sys.exit("logins.py: somebody with the right password heard NO")


if __name__ == "__main__":
    try:
        main()
    except (RuntimeError, OSError) as error:
        sys.exit(f"logins.py: {error}")
    except KeyboardInterrupt:
        sys.exit("logins.py: stopped")
