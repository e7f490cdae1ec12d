"""Runs a solution in an odd manner that is right all the same:

    odd.py MANNER SOLUTION PORT
"""

import os
import runpy
import signal
import socket
import struct
import sys
import threading
import time

manner, solution, port = sys.argv[1:]
sys.argv = [solution, port]
sendall = socket.socket.sendall


def octet_by_octet(self, octets, *flags):
    self.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for at in range(len(octets)):
        sendall(self, octets[at:at + 1], *flags)


def make_noise():
    while True:
        print("noise " * 1000, flush=True)
        time.sleep(0.01)


if manner == "slow-start":  # as `go run` or `mvn` may be
    time.sleep(8)
elif manner == "octet-by-octet":
    socket.socket.sendall = octet_by_octet
elif manner == "noise":  # 2 MB of it
    print("x" * 2_000_000, file=sys.stderr)
    threading.Thread(target=make_noise, daemon=True).start()
elif manner == "ignores-sigterm":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
elif manner == "forks":  # the parent only waits
    if child := os.fork():
        os.waitpid(child, 0)
        os._exit(0)
elif manner in ("half-close", "reset"):  # a client says goodbye in its own way
    connect = socket.create_connection

    def connected(*arguments):
        peer = connect(*arguments)
        if manner == "reset":
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                            struct.pack("ii", 1, 0))
        return peer

    def say_and_end(self, octets, *flags):
        sendall(self, octets, *flags)
        if manner == "half-close" and octets == b"quit\r\n":
            self.shutdown(socket.SHUT_WR)

    socket.create_connection = connected
    socket.socket.sendall = say_and_end
else:
    sys.exit("unknown manner " + manner)
runpy.run_path(solution, run_name="__main__")
