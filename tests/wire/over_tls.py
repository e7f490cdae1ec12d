"""Plays transcripts over TLS: each piece of a line is a record of its own.

    over_tls.py KIT PROTO_SERVER WHEN CUT FILE...
    over_tls.py KIT PROTO_SERVER --own WHEN CUT FILE...

WHEN is --tls, --starttls, or !tls: where the files themselves say so. All are
played against one server that takes any password; or each against one of its
own, with the options that it asks for and one user.
"""

import re
import subprocess
import sys
import tempfile

USER, PASSWORD = "anna", "secret"


def play(kit, when, cut, *more, cwd):
    options = [] if when == "!tls" else [when]
    return subprocess.run(
        [kit, "play", *more, *options, "--ca", "tls/ca.pem", "--cut", cut,
         "--set", f"user={USER}", "--set", f"password={PASSWORD}"],
        cwd=cwd).returncode


def against_one(folder, kit, proto_server, when, cut, *files):
    server = subprocess.Popen(
        [proto_server, "--quiet", "--listen", "127.0.0.1:0",
         "--imap", "127.0.0.1:0", "--imaps", "127.0.0.1:0"],
        cwd=folder, stdout=subprocess.PIPE, text=True)
    with server:
        try:
            ports = [re.search(r":(\d+)$", server.stdout.readline())[1]
                     for _ in ("the toy's", "--starttls", "--tls")]
            port = ports[2] if when == "--tls" else ports[1]
            return play(kit, when, cut, *files,
                        "--connect", f"127.0.0.1:{port}", cwd=folder)
        finally:
            server.terminate()


def against_its_own(folder, kit, proto_server, when, cut, *files):
    subprocess.run([proto_server, "users", "add", USER, "--password-stdin"],
                   cwd=folder, input=PASSWORD + "\n", text=True,
                   stdout=subprocess.DEVNULL, check=True)
    listen = "--imaps" if when == "--tls" else "--imap"
    return play(kit, when, cut, *files, "--server",
                f'"{proto_server}" --quiet --users users {listen} '
                "127.0.0.1:{port} --certificate tls/server.pem{options}",
                cwd=folder)


def main(kit, proto_server, *rest):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([proto_server, "certificate", "tls"], cwd=folder,
                       stdout=subprocess.DEVNULL, check=True)
        if rest[0] == "--own":
            return against_its_own(folder, kit, proto_server, *rest[1:])
        return against_one(folder, kit, proto_server, *rest)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
