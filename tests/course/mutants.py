"""Finds mutants of the exercises' solutions that `kit check` accepts.

    mutants.py KIT                    all of them; this takes hours
    mutants.py KIT 3.1 --python       those of one solution
    mutants.py KIT --draw 20 --seed 7 twenty, drawn from all in Python

A mutant that is accepted must stand in equivalent.tsv, with the reason why it
does what the solution does. Each line there is: exercise, file, change, reason.
"""

import argparse
import concurrent.futures
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mutate import mutants

HERE = Path(__file__).resolve().parent
TUTORIAL = HERE.parents[1] / "tutorial"
LONGEST = 600  # seconds, for one mutant


def solutions():
    """The number of each exercise, and its solution's files."""
    for folder in sorted(TUTORIAL.glob("[0-9]*/exercises/*")):
        number = (folder.parts[-3].split("-")[0].lstrip("0") + "."
                  + folder.name.split("-")[0])
        if number.endswith(".0"):
            continue  # a step: its checks look at a few lines only
        for file in sorted((folder / "solution").iterdir()):
            if file.suffix in (".py", ".cpp"):
                yield number, file


def equivalent():
    """The known ones: (exercise, file, change) and the reason."""
    known = {}
    for line in (HERE / "equivalent.tsv").read_text().splitlines():
        if line and not line.startswith("#"):
            exercise, file, change, reason = line.split("\t")
            known[exercise, file, change] = reason
    return known


def is_accepted(kit, number, name, text):
    """Checks one mutant, up to the first check that rejects it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_text(text)
        role = name.split(".")[0]
        command = [kit, "check", number, f"--{role}",
                   f"exec python3 '{file}' {{port}}", "--seed", "1"]
        if name.endswith(".cpp"):
            (Path(folder) / ".idle-hands.json").write_text(
                f'{{"version": 1, "exercise": "{number}"}}')
            command = [kit, "check", number, "--seed", "1"]
        run = subprocess.Popen(command, cwd=folder, text=True,
                               errors="replace", stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT,
                               env={**os.environ, "PYTHONDONTWRITEBYTECODE":
                                    "1"})
        until = time.monotonic() + LONGEST
        said = ""
        for line in run.stdout:
            said += line
            if line.startswith("FAIL") or time.monotonic() > until:
                run.send_signal(signal.SIGINT)
                break
        run.stdout.read()
        run.wait()
        if "FAIL" not in said and "Solved" not in said:
            raise RuntimeError(f"{number} {name} was not checked:\n{said}")
        return "FAIL" not in said


def chosen(options):
    found = []
    for number, file in solutions():
        if options.exercise and number != options.exercise:
            continue
        if (options.python or options.draw) and file.suffix != ".py":
            continue
        if options.cpp and file.suffix != ".cpp":
            continue
        found += [(number, file.name, mutant)
                  for mutant in mutants(file.name, file.read_text())]
    if options.draw:
        found = random.Random(options.seed).sample(
            found, min(options.draw, len(found)))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.
                                     RawDescriptionHelpFormatter)
    parser.add_argument("kit")
    parser.add_argument("exercise", nargs="?")
    parser.add_argument("--python", action="store_true")
    parser.add_argument("--cpp", action="store_true")
    parser.add_argument("--draw", type=int)
    parser.add_argument("--seed", type=int, default=random.randrange(100000))
    parser.add_argument("--jobs", type=int, default=4)
    options = parser.parse_args()
    options.kit = str(Path(options.kit).resolve())
    all_of_them = chosen(options)
    known = equivalent()
    print(f"{len(all_of_them)} mutants, seed {options.seed}", flush=True)
    accepted = rejected = same = 0

    def check(one):
        number, name, mutant = one
        if (number, name, mutant.change) in known:
            return None
        return is_accepted(options.kit, number, name, mutant.text)

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for one, passed in zip(all_of_them, pool.map(check, all_of_them)):
            if passed is None:
                same += 1
            elif passed:
                accepted += 1
                print(f"{one[0]}\t{one[1]}\t{one[2].change}", flush=True)
            else:
                rejected += 1
    print(f"{rejected} rejected, {same} equivalent, {accepted} accepted")
    return 1 if accepted else 0


if __name__ == "__main__":
    sys.exit(main())
