"""A client of IMAP that does one thing wrong, for kit_fault.py:

    wrong_client.py twice|deaf|strict HOST PORT

It prints the Subject of each new message."""

import re
import sys

from imap_client import ImapClient


def main(how, host, port):
    client = ImapClient((host, int(port)), "anna", "secret")
    client.select()
    told = 0
    while True:
        plus = client.idle()
        if how == "strict" and not plus.startswith("+ "):
            sys.exit("there is no blank")
        while not (line := client.line()).endswith("EXISTS"):
            pass
        if how == "deaf":
            continue
        client.done()
        count = int(line.split()[1])
        _, answer = client.fetch(f"{told + 1}:{count}", "(BODY[HEADER])")
        for part in answer:
            for subject in re.findall(rb"Subject: (.*)\r", part[0] + part[-1]):
                for _ in range(2 if how == "twice" else 1):
                    print(subject.decode(), flush=True)
        told = count


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except SystemExit as ended:
        print(ended.code, file=sys.stderr)
        sys.exit(3)
