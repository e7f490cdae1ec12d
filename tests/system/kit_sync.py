"""kit sync: the pages of a chapter show the files and outputs as they are."""

import os
import pathlib
import signal
import subprocess
import time
import unittest

from kit_course import PATIENCE, CourseTest, start_kit

SERVER = """
import socket
server = socket.create_server(("127.0.0.1", 1430))
while True:
    client, _ = server.accept()
    client.sendall(b"* hello\\n")
"""
CLIENT = """
import socket
print(socket.create_connection(("127.0.0.1", 1430)).recv(99).decode(), end="")
"""
PAGE = """# 1. Example

```python file=ask.py#get
old
```

```diff file=ask.py since=other.py
```

```console run
# The port is free, whoever has it outside.
$ python3 $CHAPTER/server.py &
$ python3 $CHAPTER/get.py
```
"""
ASK = "# [get]\nprint(1)\n# [/get]\nprint(2)\n"


class Sync(CourseTest):
    def setUp(self):
        super().setUp()
        self.course = self.here / "tutorial"
        self.page = self.course / "01-example" / "README.md"
        self.put("README.md", PAGE)
        self.put("ask.py", ASK)
        self.put("other.py", "print(1)\n")
        self.put("server.py", SERVER)
        self.put("get.py", CLIENT)

    def put(self, name, text):
        file = self.page.parent / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def test_blocks_are_renewed_in_place_and_then_are_not_stale(self):
        said = self.kit("sync", "--check", code=1)
        self.assertIn("README.md:3: this block is stale\n@@ -1 +1 @@\n-old\n"
                      "+print(1)\n", said)
        self.assertIn("1 page, 3 blocks, 3 stale, 0 wrong\n", said)
        self.assertEqual(self.page.read_text(), PAGE)

        said = self.kit("sync", code=0)
        self.assertIn("README.md, 3 blocks\n", said)
        text = self.page.read_text()
        self.assertIn("#get\nprint(1)\n```\n", text)
        self.assertIn("@@ -1 +2,2 @@\n print(1)\n+print(2)\n```\n", text)
        self.assertIn("get.py\n* hello\n```\n", text)
        self.assertIn("run\n# The port is free", text)

        when = self.page.stat().st_mtime_ns
        self.kit("sync", code=0)
        self.assertEqual(self.page.stat().st_mtime_ns, when)
        self.assertIn("0 stale", self.kit("sync", "--check", code=0))

    def test_what_is_wrong_is_said_with_its_line(self):
        self.put("README.md", "a\n```cpp\n```\n```console run\n$ nosuch\n```\n"
                 "```console run\n$ sleep 60\n```\n")
        said = self.kit("sync", "--patience", "1", "tutorial/01-example",
                        code=1)
        name = "tutorial/01-example/README.md"
        self.assertIn(f"{name}:2: this fence names no source", said)
        self.assertIn(f"{name}:5: there is no such program", said)
        self.assertIn(f"{name}:8: the command did not end within 1 s", said)
        self.put("README.md", "a\n\n```cpp free\n")
        self.assertIn(f"{name}:3: this fence is never closed",
                      self.kit("sync", name, code=1))

    def test_a_mistake_on_the_command_line_is_explained(self):
        self.assertIn("there is no such file",
                      self.kit("sync", "nosuch", code=3))
        self.assertIn("```console run", self.kit("sync", "--help", code=0))

    def test_what_a_console_started_ends_with_ctrl_c(self):
        mark = self.here / "pid"
        self.put("README.md", f"```console run\n$ echo $$ > {mark}\n"
                 "$ sleep 1000\n```\n")
        kit = start_kit(self, "sync")
        end = time.monotonic() + PATIENCE
        while not (mark.exists() and mark.read_text().strip()):
            self.assertLess(time.monotonic(), end)
            time.sleep(0.01)
        shell = pathlib.Path("/proc") / mark.read_text().strip() / "stat"
        kit.send_signal(signal.SIGINT)
        said, _ = kit.communicate(timeout=PATIENCE)
        self.assertEqual(kit.returncode, 130, said)
        self.assertIn("bye", said)
        while shell.exists() and ") Z" not in shell.read_text():
            self.assertLess(time.monotonic(), end)
            time.sleep(0.01)


if __name__ == "__main__":
    unittest.main()
