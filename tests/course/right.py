"""Programs that are right, in many languages and odd manners: kit check must
accept them all.

    right.py KIT [NAME...]    those whose language is installed

A language that is not installed is skipped and named.
"""

import concurrent.futures
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
RIGHT = HERE / "right"
TUTORIAL = HERE.parents[1] / "tutorial"


def solution(exercise, name):
    return TUTORIAL / exercise / "solution" / name


ODD = f"exec python3 '{RIGHT}/odd.py'"
LINES = solution("01-line/exercises/1-lines", "server.py")
LAST = solution("01-line/exercises/2-last-message", "client.py")
NOBODY = solution("02-many/exercises/1-nobody-waits", "server.py")
PUSH = solution("03-push/exercises/1-push", "server.py")
STATE = solution("05-trouble/exercises/2-state", "server.py")
# The name, the exercise, the language, and the command. {build} is a folder
# for what is compiled.
PROGRAMS = [
    ("c-poll", "3.1", "cc", "exec {build}/program {port}"),
    ("go-channels", "3.1", "go", "exec {build}/program {port}"),
    ("perl-octets", "3.1", "perl", f"exec perl '{RIGHT}/push_select.pl' {{port}}"),
    ("tcl-events", "3.1", "tclsh",
     f"exec tclsh '{RIGHT}/push_events.tcl' {{port}}"),
    ("ruby-threads", "3.1", "ruby",
     f"exec ruby '{RIGHT}/push_threads.rb' {{port}}"),
    ("node", "3.1", "node", f"exec node '{RIGHT}/push_node.js' {{port}}"),
    ("java", "2.2", "java", f"exec java '{RIGHT}/Who.java' {{port}}"),
    ("bash", "1.2", "bash", f"exec bash '{RIGHT}/last_message.bash' {{port}}"),
    ("perl-client", "3.2", "perl", f"exec perl '{RIGHT}/listen.pl' {{port}}"),
    ("lua", "4.1", "lua5.4",
     f"exec lua5.4 '{RIGHT}/first_character.lua' {{port}}"),
    ("tcl-client", "6.2", "tclsh",
     f"exec tclsh '{RIGHT}/come_back.tcl' {{port}}"),
    ("slow-start", "1.1", "python3", f"{ODD} slow-start '{LINES}' {{port}}"),
    ("octet-by-octet", "2.1", "python3",
     f"{ODD} octet-by-octet '{NOBODY}' {{port}}"),
    ("noise", "3.1", "python3", f"{ODD} noise '{PUSH}' {{port}}"),
    ("ignores-sigterm", "5.2", "python3",
     f"{ODD} ignores-sigterm '{STATE}' {{port}}"),
    ("forks", "2.1", "python3", f"{ODD} forks '{NOBODY}' {{port}}"),
    ("half-close", "1.2", "python3", f"{ODD} half-close '{LAST}' {{port}}"),
    ("reset", "1.2", "python3", f"{ODD} reset '{LAST}' {{port}}"),
]
COMPILED = {
    "c-poll": ["cc", "-o", "program", f"{RIGHT}/push_poll.c"],
    "go-channels": ["go", "build", "-o", "program", f"{RIGHT}/push_channels.go"],
}
ONE_CHECK = {"slow-start": "one-line"}  # each play takes eight seconds


def check(kit, program):
    name, number, language, command = program
    if not shutil.which(language):
        return None, f"{language} is not installed"
    chapter, exercise = number.split(".")
    file, = TUTORIAL.glob(
        f"{int(chapter):02}-*/exercises/{exercise}-*/exercise.json")
    role = json.loads(file.read_text())["role"]
    with tempfile.TemporaryDirectory() as build:
        if name in COMPILED:
            subprocess.run(COMPILED[name], cwd=build, check=True)
        only = ["--only", ONE_CHECK[name]] if name in ONE_CHECK else []
        run = subprocess.run(
            [kit, "check", number, f"--{role}",
             command.replace("{build}", build), *only],
            cwd=build, capture_output=True, text=True, errors="replace",
            timeout=600)
    return run.returncode == 0, run.stdout


def main():
    kit, *names = sys.argv[1:]
    programs = [one for one in PROGRAMS if not names or one[0] in names]
    kit = str(pathlib.Path(kit).resolve())
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for program, (passed, said) in zip(
                programs, pool.map(lambda one: check(kit, one), programs)):
            if passed is None:
                print(f"skipped  {program[0]}: {said}")
            elif passed:
                print(f"accepted {program[0]}")
            else:
                failed += 1
                print(f"REJECTED {program[0]}:\n{said}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
