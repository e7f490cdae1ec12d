"""Tables of figures, with the machine and how sure the figures are."""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from servers import private_dovecot


def progress(text):
    print(text, file=sys.stderr, flush=True)


def percentile(values, hundredths):
    ordered = sorted(values)
    return ordered[min(len(ordered) * hundredths // 100, len(ordered) - 1)]


def median_and_range(values, form="{:.2f}"):
    """Returns text as 1.23 (1.20 to 1.31)."""
    if not values:
        return "-"
    low, middle, high = (form.format(f(values))
                         for f in (min, statistics.median, max))
    return f"{middle} ({low} to {high})"


def ratio(ours, dovecots):
    """Returns the ratio of the medians, ours to Dovecot's."""
    if not ours or not dovecots:
        return "-"
    return f"{statistics.median(ours) / statistics.median(dovecots):.3g}"


def print_table(rows):
    """Prints rows; the first has the heads. Columns of words are aligned left."""
    rows = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows)]
    for row in rows:
        cells = [row[0].ljust(widths[0])] + [
            cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        print("  ".join(cells).rstrip())
    print(flush=True)


def file_system(folder):
    """Returns the kind of file system that the folder is on, as ext4."""
    folder = os.path.realpath(folder)
    found = ("", "unknown")
    for line in Path("/proc/mounts").read_text().splitlines():
        point, kind = line.split()[1:3]
        inside = os.path.commonpath([folder, point]) == point
        if inside and len(point) >= len(found[0]):
            found = (point, kind)
    return found[1]


def print_machine(program):
    version = subprocess.run(["git", "describe", "--always", "--dirty"],
                             cwd=Path(__file__).parent, text=True,
                             capture_output=True).stdout.strip()
    dovecot = "none"
    if private_dovecot.program():
        dovecot = subprocess.run([private_dovecot.program(), "--version"],
                                 text=True, capture_output=True,
                                 check=True).stdout.split()[0]
    folder = tempfile.gettempdir()
    print(f"{os.cpu_count()} cores, {platform.system()} {platform.release()}, "
          f"Maildirs in {folder} ({file_system(folder)})\n"
          f"{program}, this checkout is {version or 'unknown'}\n"
          f"Dovecot {dovecot}; load {os.getloadavg()[0]:.1f}\n", flush=True)
