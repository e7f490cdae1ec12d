"""kit start and kit check, with programs of every kind."""

import json
import os
import re
import signal
import subprocess
import time
import unittest

from kit_course import COURSE, EXERCISES, SERVER, CourseTest


class Start(CourseTest):
    def test_it_copies_and_says_what_to_do(self):
        said = self.kit("start", "1.1", code=0)
        self.assertIn("kit check 1.1", said)
        names = {file.name for file in
                 (self.here / "idle-hands/1.1-echo").iterdir()}
        self.assertEqual(names, {"TASK.md", "server.cpp", "server.py",
                                 ".idle-hands.json"})

    def test_it_never_overwrites(self):
        work = self.start()
        (work / "server.py").write_text("mine")
        self.assertIn("server.py  is yours already", self.kit("start", "1.1"))
        self.assertEqual((work / "server.py").read_text(), "mine")

    def test_a_chapter_is_all_its_exercises(self):
        self.kit("start", "1", "work", code=0)
        self.assertTrue((self.here / "work/1.1-echo").is_dir())
        self.assertTrue((self.here / "work/1.2-ask").is_dir())

    def test_it_does_not_begin_in_the_project(self):
        chapter = COURSE.parents[2] / "tutorial" / "01-line"
        self.assertIn("type cd, and then again: kit start 1.1\n",
                      self.kit("start", "1.1", folder=chapter, code=3))
        self.assertFalse((chapter / "idle-hands").exists())

    def test_an_unknown_exercise_is_explained(self):
        self.assertIn("there is no exercise 7.1; there are 1.1, 1.2",
                      self.kit("start", "7.1", code=3))


class Check(CourseTest):
    def test_without_a_folder_it_says_how_to_begin(self):
        self.assertIn("kit start 1.1", self.kit("check", "1.1", code=3))
        self.assertIn("which exercise?", self.kit("check", code=3))

    def test_a_solution_passes(self):
        work = self.start()
        self.solve(work)
        self.assertEqual(self.kit("check", "--seed", "7", folder=work, code=0),
                         "1.1 Say it again (seed 7)\n"
                         "ok   hello   1 point\n"
                         "ok   pieces  2 points\n"
                         "ok   quit    1 point\n"
                         "1.1: 4 of 4 points. Solved; compare: "
                         "kit solution 1.1\n")

    def test_a_client_is_checked_too_and_gets_its_arguments(self):
        work = self.start("1.2")
        self.assertIn("FAIL ask  cut whole",
                      self.kit("check", "1.2", code=1))
        (work / "client.py").write_text(
            (EXERCISES / "2-ask/solution/client.py").read_text())
        self.assertIn("2 of 2 points", self.kit("check", "1.2", code=0))

    def test_the_first_failure_is_explained_the_others_get_a_line(self):
        work = self.start()
        self.write(work, (EXERCISES / "1-echo/wrong/one_read.py").read_text())
        said = self.kit("check", "1.1", code=1)
        for part in ["01-example/exercises/1-echo/checks/pieces.wire:",
                     "So far:\n", "Sent: ", "Expected: ", "Came: ", "Why: ",
                     "Again:    kit check 1.1 --only pieces --cut ",
                     "? expected\n", "✗ came\n",
                     "Your program printed at last:\n  heard b'o",
                     "Rule: A line may arrive in pieces",
                     "Read: course/01-example/README.md#lines\n",
                     "Hint: kit hint 1.1\n",
                     "1.1: 1 of 4 points; begin with pieces\n"]:
            self.assertIn(part, said)
        self.assertEqual(said.count("So far:"), 1)
        self.assertRegex(said, r"\nFAIL quit    cut bytes  the line ")

    def test_the_same_program_gets_the_same_text(self):
        """But what it prints until it is stopped."""
        work = self.start()
        self.write(work, (EXERCISES / "1-echo/wrong/one_read.py").read_text())
        said = {re.sub(r"\nYour program printed at last:\n( .*\n)*", "",
                       self.kit("check", "1.1", "--only", "pieces",
                                "--seed", "1"))
                for _ in range(5)}
        self.assertEqual(len(said), 1, said)

    def test_the_command_under_again_repeats_just_this(self):
        work = self.start()
        self.write(work, (EXERCISES / "1-echo/wrong/one_read.py").read_text())
        again = re.search(r"Again:    kit (.*)",
                          self.kit("check", "1.1"))[1].split()
        said = self.kit(*again, code=1)
        self.assertNotIn("hello  ", said)
        self.assertIn("FAIL pieces", said)
        self.assertIn("it has hello, pieces, quit",
                      self.kit("check", "1.1", "--only", "none", code=3))

    def test_json_is_for_programs(self):
        work = self.start()
        self.write(work, (EXERCISES / "1-echo/wrong/one_read.py").read_text())
        said = json.loads(self.kit("check", "1.1", "--json", "--seed", "9",
                                   code=1))
        self.assertEqual(said["version"], 1)
        self.assertEqual(said["exercise"], "1.1")
        self.assertEqual((said["status"], said["points"], said["of"]),
                         ("fail", 1, 4))
        self.assertEqual([c["status"] for c in said["checks"]],
                         ["pass", "fail", "fail"])
        self.assertEqual(said["seed"], 9)

    def test_any_command_may_be_the_server(self):
        solution = EXERCISES / "1-echo/solution/server.py"
        self.assertIn("4 of 4", self.kit("check", "1.1", "--server",
                                         f"exec python3 '{solution}' {{port}}",
                                         code=0))
        self.assertIn("{port}", self.kit("check", "1.1", "--server", "x",
                                         code=3))
        self.assertIn("use --server", self.kit("check", "1.1", "--client",
                                               "x {port}", code=3))

    def test_a_running_server_is_checked(self):
        solution = EXERCISES / "1-echo/solution/server.py"
        code = ("import socket, sys; l = socket.create_server(('127.0.0.1', 0));"
                "print(l.getsockname()[1], flush=True); sys.argv = ['', 0];"
                "socket.create_server = lambda _: l;"
                f"exec(open({str(solution)!r}).read())")
        with subprocess.Popen(["python3", "-c", code], text=True,
                              stdout=subprocess.PIPE) as server:
            try:
                port = server.stdout.readline().strip()
                said = self.kit("check", "1.1", "--connect", ":" + port)
                self.assertIn("4 of 4", said)
            finally:
                server.kill()

    def test_the_language_is_that_of_the_file_changed_last(self):
        work = self.start()
        later = time.time() + 5
        (work / "server.py").write_text("import sys; sys.exit('python here')")
        os.utime(work / "server.py", (later, later))
        self.assertIn("python here", self.kit("check", "1.1", code=1))

    def test_the_whole_chapter_is_checked(self):
        self.kit("start", "1", code=0)
        self.assertEqual(
            len(re.findall(r"^1\.[12]: 0 of", self.kit("check", "1", code=1),
                           re.M)), 1)


class Compiled(CourseTest):
    def test_a_program_is_compiled_once_for_each_content(self):
        work = self.start()
        (work / "server.py").unlink()
        self.assertIn("ok   hello", self.kit("check", "1.1", code=1))
        self.assertTrue((work / ".build" / "server").is_symlink())
        made = [path for path in (work / ".build").iterdir()
                if not path.is_symlink()]
        self.assertEqual(len(made), 1)
        before = made[0].stat().st_mtime_ns
        self.kit("check", "1.1", "--only", "hello", code=0)
        self.assertEqual(made[0].stat().st_mtime_ns, before)
        with open(work / "server.cpp", "a") as source:
            source.write("// changed\n")
        self.kit("check", "1.1", "--only", "hello", code=0)
        self.assertEqual(len(list((work / ".build").iterdir())), 2 + 1)

    def test_of_two_files_it_says_which_it_takes(self):
        work = self.start()
        (work / "server.cpp").write_text("// sooner\n")
        (work / "server.py").write_text("# later\n")
        os.utime(work / "server.cpp", (0, 0))
        said = self.kit("check", "1.1", "--only", "hello", code=1)
        self.assertTrue(said.startswith("server.py is checked: it was changed "
                                        "after server.cpp.\n"))
        (work / "server.cpp").unlink()
        said = self.kit("check", "1.1", "--only", "hello", code=1)
        self.assertNotIn("is checked", said)

    def test_it_says_of_starters_that_nobody_wrote_in_them(self):
        work = self.start()
        said = self.kit("check", "1.1", "--only", "hello", code=0)
        self.assertTrue(said.startswith("server.cpp and server.py are still "
                                        "as you were given them."), said)
        (work / "server.py").unlink()
        said = self.kit("check", "1.1", "--only", "hello", code=0)
        self.assertTrue(said.startswith("server.cpp is still as you were "
                                        "given it.\n"), said)

    def test_what_was_written_in_is_taken_whatever_the_clock_says(self):
        """A copy, as `git clone` makes it, may have lost the times."""
        work = self.start()
        (work / "server.py").write_text("import sys; sys.exit('python here')")
        os.utime(work / "server.py", (0, 0))
        said = self.kit("check", "1.1", code=1)
        self.assertTrue(said.startswith("1.1 Say it again (seed "), said)
        self.assertIn("python here", said)

    def test_a_program_may_use_all_of_the_libraries(self):
        work = self.start()
        self.write(work, '#include "proto_server/mailbox/advert.hpp"\n'
                         "int main() { mail::Mailbox mailbox;\n"
                         '  mail::post_advert(mailbox, "caf\\xC3\\xA9"); }\n',
                   "server.cpp")
        said = self.kit("check", "1.1", "--only", "hello", code=1)
        self.assertNotIn("does not compile", said)

    def test_a_compile_error_is_the_students(self):
        work = self.start()
        self.write(work, "int main() { retrun 0; }\n", "server.cpp")
        said = self.kit("check", "1.1", code=1)
        self.assertIn("your server.cpp does not compile", said)
        self.assertIn("\n  server.cpp:1:", said)
        self.assertNotIn(str(work), said)
        result = json.loads(self.kit("check", "1.1", "--json", code=1))
        self.assertEqual(result["status"], "fail")
        self.assertEqual({c["status"] for c in result["checks"]},
                         {"not checked"})

    def test_no_compiler_is_not_the_students_fault(self):
        work = self.start()
        (work / "server.py").unlink()
        os.environ["CXX"] = "no-such-compiler"
        self.addCleanup(os.environ.pop, "CXX")
        self.assertIn("there is no compiler 'no-such-compiler'",
                      self.kit("check", "1.1", code=3))


class Trouble(CourseTest):
    """Whatever the program does, the check ends and leaves nothing behind."""

    def check(self, text, *words):
        work = self.start()
        self.write(work, text)
        return self.kit("check", "1.1", *words, code=1)

    def test_a_program_that_ends_at_once(self):
        said = self.check("import sys; print('oh no'); sys.exit(4)")
        self.assertIn("the server ended with exit code 4 before it listened",
                      said)
        self.assertIn("  oh no\n", said)
        self.assertEqual(said.count("not checked: the program could not"), 2)

    def test_a_program_that_never_listens(self):
        said = self.check("import time\nwhile True: time.sleep(9)")
        self.assertIn("the server did not listen on its port within 10 s",
                      said)
        self.assertEqual(said.count("not checked"), 2)

    def test_a_program_that_crashes_in_between(self):
        said = self.check(
            SERVER + "c, _ = listener.accept()\n"
            "c.sendall(b'* hello\\r\\n')\nc.recv(9)\nsys.exit(7)\n",
            "--only", "pieces")
        self.assertIn("closed before the line came; your program ended with "
                      "exit code 7", said)

    def test_a_program_that_says_nothing(self):
        said = self.check(SERVER + "c, _ = listener.accept()\n"
                          "while True: c.recv(99)\n", "--only", "hello")
        self.assertIn("nothing came within 1 s", said)
        self.assertIn("( nothing came )", said)

    def test_a_program_that_floods_its_output_and_the_wire(self):
        said = self.check(
            SERVER + "import threading\n"
            "def flood():\n"
            "    while True: print('x' * 99999, flush=True)\n"
            "threading.Thread(target=flood).start()\n"
            "c, _ = listener.accept()\n"
            "while True: c.sendall(b'y' * 99999 + b'\\r\\n')\n",
            "--only", "hello")
        self.assertIn("FAIL hello", said)
        self.assertLess(len(said), 6000)

    def test_a_program_that_forks_and_ignores_signals(self):
        self.check(
            SERVER + "import os, signal, time\n"
            "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
            "os.fork()\n"
            f"open({str(self.here / 'pids')!r}, 'a')"
            ".write(str(os.getpid()) + '\\n')\n"
            "listener.accept()\nwhile True: time.sleep(9)\n",
            "--only", "hello")
        pids = (self.here / "pids").read_text().split()
        self.assertEqual(len(pids), 2)
        for pid in map(int, pids):
            self.assertTrue(is_gone(pid), pid)

    def test_what_it_prints_cannot_command_the_terminal(self):
        said = self.check("import sys; sys.exit('\\033[2J')")
        self.assertIn("[2J", said)
        self.assertNotIn("\033", said)

    def test_ctrl_c_says_goodbye_and_ends_the_program(self):
        work = self.start()
        pid_file = self.here / "pid"
        self.write(work, SERVER + "import os\n"
                   f"open({str(pid_file)!r}, 'w').write(f'{{os.getpid()}} ')\n"
                   "listener.accept()\nlistener.accept()\n")
        with subprocess.Popen([os.environ["KIT"], "check", "1.1"],
                              cwd=self.here, env=self.environment(),
                              stdout=subprocess.PIPE, text=True) as kit:
            until = time.monotonic() + 60
            while (not pid_file.exists()
                   or not pid_file.read_text().endswith(" ")):
                self.assertLess(time.monotonic(), until)
                time.sleep(0.01)
            kit.send_signal(signal.SIGINT)
            self.assertTrue(kit.stdout.read().endswith("\nbye\n"))
            self.assertEqual(kit.wait(), 130)
        self.assertTrue(is_gone(int(pid_file.read_text())))

    def test_an_option_that_may_be_repeated_takes_one_word_each_time(self):
        transcript = self.here / "hello.wire"
        transcript.write_text("# A server says hello\n\nS: * hello ...\n")
        said = self.kit("play", "--lacks", "one", "--lacks", "two",
                        str(transcript))
        self.assertIn("ok   ", said)


def is_gone(pid):
    """Or is it being ended? That takes the kernel a moment."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            with open(f"/proc/{pid}/stat") as stat:
                if stat.read().rsplit(")", 1)[1].split()[0] in "ZX":
                    return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.01)
    return False


if __name__ == "__main__":
    unittest.main()
