"""Peers that disappear without a FIN: a cable is cut, a laptop sleeps."""

import ctypes
import os
import socket
import unittest

from server import LIBC, ServerTest, main
from two_machines import TwoMachines

PIDFD_GETFD = 438  # the number of the system call
SILENT_PEER = 120  # seconds, common/net/connection.hpp


class Vanished(TwoMachines):
    def others(self, server):
        near = server.addresses[1]
        return (self.connect_from(self.here, near).idle(),
                self.connect_from(self.here, near))

    def test_an_idling_peer_that_vanished_is_given_up(self):
        server = self.serve_here("--autologout", "3", "--keepalive", "1")
        self.connect_from(self.there, server.address).idle()
        self.cut()
        self.check_served(self.others(server))
        server.wait_for_line("^# 1 left")
        self.check_served(self.others(server))

    def test_a_peer_that_vanished_with_replies_unread_is_given_up(self):
        server = self.serve_here("--autologout", "3", "--messages", "1")
        gone = self.connect_from(self.there, server.address,
                                 receive_buffer=4096)
        gone.send("read 1\r\n" * 10_000)
        self.cut()
        self.check_served(self.others(server))
        server.wait_for_line("^# 1 left")

    def test_a_peer_that_vanished_does_not_hold_a_stopping_server(self):
        server = self.serve_here()
        self.connect_from(self.there, server.address).idle()
        self.cut()
        self.assertEqual(server.stop(), 0)


class Kernel(ServerTest):
    def test_it_is_told_to_find_out_silent_peers(self):
        """Two minutes are too long for a test; that they were asked for is
        read from the server's own socket."""
        server = self.serve()
        client = self.connect(server)
        watched = self.socket_of(server, client.socket.getsockname())

        def option(level, name):
            return watched.getsockopt(level, name)
        tcp = socket.IPPROTO_TCP
        self.assertEqual(option(tcp, socket.TCP_USER_TIMEOUT),
                         SILENT_PEER * 1000)
        self.assertEqual(option(socket.SOL_SOCKET, socket.SO_KEEPALIVE), 1)
        self.assertEqual(
            option(tcp, socket.TCP_KEEPIDLE) +
            option(tcp, socket.TCP_KEEPCNT) * option(tcp,
                                                     socket.TCP_KEEPINTVL),
            SILENT_PEER)

    def socket_of(self, server, peer):
        """A copy of the server's socket that is connected to `peer`."""
        process = os.pidfd_open(server.pid)
        self.addCleanup(os.close, process)
        for name in os.listdir(f"/proc/{server.pid}/fd"):
            if not os.readlink(f"/proc/{server.pid}/fd/{name}").startswith(
                    "socket:"):
                continue
            file = LIBC.syscall(PIDFD_GETFD, process, int(name), 0)
            if file < 0:
                why = os.strerror(ctypes.get_errno())
                raise unittest.SkipTest(f"may not look into it: {why}")
            copy = socket.socket(fileno=file)
            self.addCleanup(copy.close)
            try:
                if copy.getpeername() == peer:
                    return copy
            except OSError:
                pass  # a listening socket
        self.fail(f"no socket is connected to {peer}")


if __name__ == "__main__":
    main()
