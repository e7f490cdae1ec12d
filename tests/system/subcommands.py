"""proto_server users and proto_server certificate."""

import os
import pty
import re
import signal
import ssl
import stat
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

PATIENCE = 30  # seconds
CONTROL_C = "\x03"


class Subcommands(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def run_server(self, *words, text=None, stdin=None):
        return subprocess.run(
            [os.environ["PROTO_SERVER"], *words], cwd=self.folder, text=True,
            input=text, stdin=stdin, capture_output=True, timeout=PATIENCE)

    def succeed(self, *words, **more):
        result = self.run_server(*words, **more)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        return result.stdout

    def fail_with(self, sentence, *words, **more):
        result = self.run_server(*words, **more)
        self.assertGreater(result.returncode, 0)
        self.assertEqual(result.stdout, "")
        self.assertIn(sentence, result.stderr)
        self.assertNotIn("terminate called", result.stderr)

    def type_passwords(self, *passwords):
        """Runs `users add anne` and types passwords at a terminal. Returns the
        exit code and what was shown."""
        ours, theirs = pty.openpty()
        self.addCleanup(os.close, ours)
        process = subprocess.Popen(
            [os.environ["PROTO_SERVER"], "users", "add", "anne"],
            cwd=self.folder, stdin=theirs, stdout=theirs, stderr=theirs)
        os.close(theirs)
        # If it is too slow, this kills it, and the reads below end.
        late = threading.Timer(PATIENCE, process.kill)
        late.start()
        self.addCleanup(late.cancel)
        shown = b""
        for prompt, password in zip((b"Password: ", b"Again: "), passwords):
            while not shown.endswith(prompt):
                shown += os.read(ours, 1000)
            if password == CONTROL_C:
                process.send_signal(signal.SIGINT)
                break
            os.write(ours, password.encode() + b"\n")
        try:
            while more := os.read(ours, 1000):
                shown += more
        except OSError:
            pass  # the other end was closed
        return process.wait(PATIENCE), shown.decode()

    def test_users_come_change_and_go(self):
        add = ("users", "add", "--password-stdin")
        self.assertEqual(self.succeed(*add, "anne", text="sesame\n"),
                         "added anne in users\n")
        self.assertEqual(self.succeed(*add, "bob", text="x"),
                         "added bob in users\n")
        before = (self.folder / "users").read_text()
        self.assertEqual(self.succeed(*add, "anne", text="open\n"),
                         "changed the password of anne in users\n")
        after = (self.folder / "users").read_text()
        self.assertNotEqual(before, after)
        self.assertTrue(after.startswith("anne:{CRYPT}$y$"), after)
        self.assertEqual(self.succeed("users", "list"), "anne\nbob\n")
        self.succeed("users", "remove", "anne")
        self.assertEqual(self.succeed("users", "list"), "bob\n")

    def make_token(self, *options):
        """The token, and its line in the file."""
        before = time.time()
        result = self.run_server("users", "token", *options)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertRegex(result.stdout, "^[0-9a-f]{64}\n$")
        line = (self.folder / "tokens").read_text().splitlines()[-1]
        self.assertNotIn(result.stdout.strip(), line + result.stderr)
        if found := re.search(r"::::::expires=(\d+)$", line):
            # It is at least the lifetime: time has passed since `before`.
            return result.stdout, line, int(found[1]) - int(before)
        return result.stdout, line, None

    def test_a_token_is_printed_once_and_its_hash_is_kept(self):
        first, line, good_for = self.make_token("anne")
        self.assertTrue(line.startswith("anne:{CRYPT}$y$"), line)
        self.assertGreaterEqual(good_for, 3600)
        second, other, good_for = self.make_token("anne", "--lifetime", "7200")
        self.assertNotEqual((first, line), (second, other))
        self.assertGreaterEqual(good_for, 7200)
        self.assertEqual(self.succeed("users", "list", "--file", "tokens"),
                         "anne\n")
        self.assertIsNone(self.make_token("bob", "--lifetime", "0")[2])
        self.succeed("users", "remove", "anne", "--file", "tokens")
        mode = stat.S_IMODE((self.folder / "tokens").stat().st_mode)
        self.assertEqual(mode, 0o600)
        self.fail_with("begins with a dot", "users", "token", "../x")
        self.fail_with("--lifetime", "users", "token", "x", "--lifetime", "-1")

    def test_who_is_removed_and_has_a_token_still_comes_in(self):
        self.succeed("users", "add", "--password-stdin", "anne", text="x\n")
        self.make_token("anne")
        result = self.run_server("users", "remove", "anne")
        self.assertEqual(result.returncode, 0)
        self.assertIn("users remove anne --file tokens", result.stderr)
        self.succeed("users", "remove", "anne", "--file", "tokens")

    def test_a_password_is_asked_for_twice_and_not_shown(self):
        code, shown = self.type_passwords("sesame", "sesame")
        self.assertEqual(code, 0, shown)
        self.assertNotIn("sesame", shown)
        self.assertIn("added anne in users", shown)

    def test_two_passwords_that_differ_change_nothing(self):
        code, shown = self.type_passwords("sesame", "sesami")
        self.assertEqual(code, 1, shown)
        self.assertIn("the two differ", shown)
        self.assertFalse((self.folder / "users").exists())

    def test_control_c_at_the_question_changes_nothing(self):
        code, shown = self.type_passwords(CONTROL_C)
        self.assertEqual(code, 1, shown)
        self.assertIn("interrupted", shown)
        self.assertFalse((self.folder / "users").exists())

    def test_mistakes_are_explained(self):
        stdin = "--password-stdin"
        nothing = subprocess.DEVNULL
        self.fail_with(stdin, "users", "add", "anne", stdin=nothing)
        self.fail_with("no password", "users", "add", "anne", stdin,
                       stdin=nothing)
        self.fail_with("empty", "users", "add", "anne", stdin, text="\n")
        self.fail_with("too long", "users", "add", "anne", stdin,
                       text="x" * 5000)
        self.fail_with("begins with a dot", "users", "add", "../x", stdin,
                       text="x")
        self.fail_with("cannot read users", "users", "list")
        self.fail_with("subcommand is required", "users")
        (self.folder / "users").write_text("anne:secret\n")
        self.fail_with("users, line 1: anne has no hash", "users", "list")
        self.fail_with("line 1", "users", "add", "bob", stdin, text="x")
        self.assertEqual((self.folder / "users").read_text(), "anne:secret\n")

    def test_a_client_can_trust_what_certificate_makes(self):
        said = self.succeed("certificate", "--host", "localhost",
                            "--host", "192.0.2.1", "tls")
        self.assertIn("localhost 192.0.2.1", said)
        made = {name: self.folder / "tls" / name
                for name in ("ca.pem", "server.pem", "server.key")}
        mode = stat.S_IMODE(made["server.key"].stat().st_mode)
        self.assertEqual(mode, 0o600)
        self.shake_hands(made)

    def shake_hands(self, made):
        """Python's TLS, which is not ours, trusts the server."""
        server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        server.load_cert_chain(made["server.pem"], made["server.key"])
        client = ssl.create_default_context(cafile=made["ca.pem"])
        for host in ("localhost", "192.0.2.1"):
            up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
            ends = [client.wrap_bio(down, up, server_hostname=host),
                    server.wrap_bio(up, down, server_side=True)]
            waiting = list(ends)
            for _ in range(10):
                for end in list(waiting):
                    try:
                        end.do_handshake()
                        waiting.remove(end)
                    except ssl.SSLWantReadError:
                        pass
            self.assertEqual(waiting, [])

    def test_nothing_is_overwritten(self):
        self.succeed("certificate", "tls")
        key = (self.folder / "tls/server.key").read_text()
        self.fail_with("is there already", "certificate", "tls")
        self.assertEqual((self.folder / "tls/server.key").read_text(), key)
        self.fail_with("--host", "certificate", "other", "--host", "a,b")
        self.assertFalse((self.folder / "other").exists())


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
