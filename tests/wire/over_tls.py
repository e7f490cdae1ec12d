"""Plays transcripts over TLS against a server that runs: each piece of a line
is a record of its own.

    over_tls.py KIT PROTO_SERVER --tls|--starttls|!tls CUT FILE...

With !tls the files themselves say where TLS begins.
"""

import re
import subprocess
import sys
import tempfile


def main(kit, proto_server, option, cut, *files):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([proto_server, "certificate", "tls"], cwd=folder,
                       stdout=subprocess.DEVNULL, check=True)
        server = subprocess.Popen(
            [proto_server, "--quiet", "--listen", "127.0.0.1:0",
             "--imap", "127.0.0.1:0", "--imaps", "127.0.0.1:0"],
            cwd=folder, stdout=subprocess.PIPE, text=True)
        with server:
            try:
                ports = [re.search(r":(\d+)$", server.stdout.readline())[1]
                         for _ in ("the toy's", "--starttls", "--tls")]
                port = ports[2] if option == "--tls" else ports[1]
                when = [] if option == "!tls" else [option]
                return subprocess.run(
                    [kit, "play", *files, "--connect", f"127.0.0.1:{port}",
                     *when, "--ca", f"{folder}/tls/ca.pem", "--cut", cut,
                     "--set", "user=anna",
                     "--set", "password=secret"]).returncode
            finally:
                server.terminate()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
