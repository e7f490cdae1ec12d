"""What one idling IMAP client costs the server: its proportional set size,
what the kernel holds not counted. In plain text, over TLS, and by STARTTLS.

    python3 tests/bench/idle_memory.py build/proto_server/proto_server [N]
"""

import re
import socket
import ssl
import subprocess
import sys
import tempfile


def memory(process):
    with open(f"/proc/{process.pid}/smaps_rollup") as file:
        return int(re.search(r"^Pss:\s*(\d+) kB", file.read(), re.M)[1])


def ask(connection, tag, command):
    connection.sendall(f"{tag} {command}\r\n".encode())
    read_to(connection, "+ " if command == "IDLE" else f"{tag} OK")


def read_to(connection, begin):
    heard = b""
    while not re.search(rf"^{re.escape(begin)}.*\r\n".encode(), heard, re.M):
        heard += connection.recv(4096)


def idle(port, context, starttls):
    connection = socket.create_connection(("127.0.0.1", port))
    if starttls:
        read_to(connection, "* OK")
        ask(connection, "s", "STARTTLS")
    if context:
        connection = context.wrap_socket(connection,
                                         server_hostname="127.0.0.1")
    if not starttls:
        read_to(connection, "* OK")
    for tag, command in enumerate(("LOGIN you any", "SELECT INBOX", "IDLE")):
        ask(connection, f"a{tag}", command)
    return connection


def measure(server, ports, count, which, *how):
    how = (ports[which], *how)
    clients = [idle(*how) for _ in range(count // 10)]  # what is made once
    before = memory(server)
    clients += [idle(*how) for _ in range(count)]
    with socket.create_connection(("127.0.0.1", ports[0])) as poster:
        poster.sendall(b"post Hello\r\n")
        for client in clients:
            read_to(client, "* ")
    return (memory(server) - before) / count


def with_server(program, folder, count, *how):
    server = subprocess.Popen(
        [program, "--quiet", "--listen", "127.0.0.1:0",
         "--imap", "127.0.0.1:0", "--imaps", "127.0.0.1:0",
         "--certificate", f"{folder}/tls/server.pem"],
        stdout=subprocess.PIPE, text=True)
    with server:
        try:
            ports = [int(server.stdout.readline().rsplit(":", 1)[1])
                     for _ in range(3)]
            return measure(server, ports, count, *how)
        finally:
            server.kill()


def main(program, count="2000"):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "certificate", f"{folder}/tls"], check=True,
                       stdout=subprocess.DEVNULL)
        context = ssl.create_default_context(cafile=f"{folder}/tls/ca.pem")
        for name, *how in (("plain text", 1, None, False),
                           ("TLS", 2, context, False),
                           ("STARTTLS", 1, context, True)):
            each = with_server(program, folder, int(count), *how)
            print(f"{name:12}{each:6.2f} KiB for each idling client")


if __name__ == "__main__":
    main(*sys.argv[1:])
