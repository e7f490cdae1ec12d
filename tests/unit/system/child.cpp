#include "common/system/child.hpp"

#include "common/system/file.hpp"
#include "tests/unit/catch.hpp"

#include <csignal>
#include <cstdlib>
#include <sys/stat.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

using namespace std::chrono_literals;

namespace {

/// Reads until no process can write into the pipe any more.
std::string read_all(Pipe& pipe) {
    pipe.write_end = File();
    std::string text;
    char portion[256];
    for (ssize_t size = 1; size > 0;) {
        size = read(pipe.read_end.descriptor(), portion, sizeof portion);
        if (size > 0) text.append(portion, static_cast<std::size_t>(size));
    }
    return text;
}

ChildOptions writing_to(const Pipe& pipe) {
    ChildOptions options;
    options.files[STDOUT_FILENO] = pipe.write_end.descriptor();
    return options;
}

Child shell(const std::string& command, const ChildOptions& options = {}) {
    return Child::start({"/bin/sh", "-c", command}, options);
}

std::string output_of(const std::string& command, ChildOptions options = {}) {
    auto pipe = make_pipe();
    options.files[STDOUT_FILENO] = pipe.write_end.descriptor();
    const auto child = shell(command, options);
    return read_all(pipe);
}

} // namespace

TEST_CASE("a child's exit code is known, and stays known") {
    const auto child = shell("exit 3");
    CHECK(child.wait() == Exit{3, 0});
    CHECK(child.ended() == Exit{3, 0});
    CHECK(print(*child.ended()) == "ended with exit code 3");
    CHECK(shell("exit 0").wait() == Exit{});
    CHECK(print(Exit{127, 0}) ==
          "ended with exit code 127 (there is no such program)");
}

TEST_CASE("a child's signal is known and has a name") {
    const auto child = shell("kill -KILL $$");
    CHECK(child.wait() == Exit{0, SIGKILL});
    CHECK(print(*child.ended()) == "was ended by signal 9 (Killed)");
}

TEST_CASE("a child that runs has not ended, and dies of what it is sent") {
    auto pipe = make_pipe();
    const auto child = shell("echo; exec sleep 1000", writing_to(pipe));
    char octet = 0;
    REQUIRE(read(pipe.read_end.descriptor(), &octet, 1) == 1);
    CHECK_FALSE(child.ended());
    child.kill(SIGINT);
    CHECK(child.wait() == Exit{0, SIGINT});
}

TEST_CASE("a program that is not there is an exception that names it") {
    std::string why;
    try {
        Child::start({"/no/such/program"});
    } catch (const std::system_error& error) {
        why = error.what();
    }
    CHECK(why == "cannot start /no/such/program: No such file or directory");
    ChildOptions options;
    options.folder = "/no/such/folder";
    CHECK_THROWS_AS(shell("true", options), std::system_error);
}

TEST_CASE("a program is found in PATH, and gets its arguments as they are") {
    auto pipe = make_pipe();
    const auto child =
        Child::start({"printf", "%s|", "a b", "", "$x"}, writing_to(pipe));
    CHECK(read_all(pipe) == "a b||$x|");
}

TEST_CASE("a child may read nothing, and say its errors where it prints") {
    ChildOptions options;
    options.files[STDIN_FILENO] = ChildOptions::nothing;
    CHECK(output_of("cat; echo end", options) == "end\n");

    auto pipe = make_pipe();
    options = writing_to(pipe);
    options.files[STDERR_FILENO] = pipe.write_end.descriptor();
    const auto child = shell("echo one; echo two >&2", options);
    CHECK(read_all(pipe) == "one\ntwo\n");
}

TEST_CASE("a child may get files under each other's numbers") {
    auto a = make_pipe();
    auto b = make_pipe();
    const int one = a.write_end.descriptor();
    const int other = b.write_end.descriptor();
    ChildOptions options;
    options.files = {{one, other}, {other, one}};
    const auto echo = [](int number, const std::string& text) {
        return "echo " + text + " >/proc/self/fd/" + std::to_string(number);
    };
    const auto child = shell(echo(one, "x") + "; " + echo(other, "y"), options);
    CHECK(read_all(a) == "y\n");
    CHECK(read_all(b) == "x\n");
}

TEST_CASE("a child gets no file that it was not given") {
    const auto pipe = make_pipe();
    const auto name =
        "/proc/self/fd/" + std::to_string(pipe.read_end.descriptor());
    CHECK(output_of("test -e " + name + " && echo open || echo closed") ==
          "closed\n");
}

TEST_CASE("a child's variables are ours, changed") {
    setenv("CHILD_TEST_KEPT", "kept", 1);
    setenv("CHILD_TEST_CHANGED", "old", 1);
    ChildOptions options;
    options.environment = {{"CHILD_TEST_CHANGED", "new"},
                           {"CHILD_TEST_ADDED", "a=b"}};
    CHECK(output_of("echo $CHILD_TEST_KEPT $CHILD_TEST_CHANGED "
                    "$CHILD_TEST_ADDED",
                    options) == "kept new a=b\n");
}

TEST_CASE("a child begins in its folder, after what prepares it") {
    ChildOptions options;
    options.folder = "/";
    options.prepare = [] { umask(027); };
    CHECK(output_of("pwd; umask", options) == "/\n0027\n");
}

TEST_CASE("a broken pipe ends a child, though we ignore it") {
    const auto before = std::signal(SIGPIPE, SIG_IGN);
    CHECK(shell("kill -PIPE $$").wait() == Exit{0, SIGPIPE});
    std::signal(SIGPIPE, before);
}

TEST_CASE("all that a child has started ends with it") {
    auto pipe = make_pipe();
    {
        const auto child =
            shell("sleep 1000 & echo started; wait", writing_to(pipe));
        char octet = 0;
        REQUIRE(read(pipe.read_end.descriptor(), &octet, 1) == 1);
    }
    CHECK(read_all(pipe) == "tarted\n"); // waits for whoever may write
}

TEST_CASE("a child is asked to end, and killed when it does not") {
    auto pipe = make_pipe();
    const auto willing = shell(
        "trap 'exit 5' TERM; echo; while :; do sleep 0.01; done 2>/dev/null",
        writing_to(pipe));
    const auto unwilling =
        shell("trap '' TERM; echo; while :; do sleep 0.01; done 2>/dev/null",
              writing_to(pipe));
    char octets[2];
    REQUIRE(read(pipe.read_end.descriptor(), octets, 1) == 1);
    REQUIRE(read(pipe.read_end.descriptor(), octets, 1) == 1);
    willing.end(10s);
    CHECK(willing.wait() == Exit{5, 0});
    unwilling.end(20ms);
    CHECK(unwilling.wait() == Exit{0, SIGKILL});
}

TEST_CASE("a child ends when we are killed") {
    auto pipe = make_pipe();
    const auto we = Child::fork([&] {
        const auto child = shell("exec sleep 1000", writing_to(pipe));
        return std::raise(SIGKILL);
    });
    CHECK(we.wait() == Exit{0, SIGKILL});
    CHECK(read_all(pipe).empty()); // waits for whoever may write
}

TEST_CASE("a child that is to go on outlives us") {
    auto pipe = make_pipe();
    auto gate = make_pipe();
    auto options = writing_to(pipe);
    options.files[STDIN_FILENO] = gate.read_end.descriptor();
    options.ends_with_us = false;
    const auto id = shell("read line; echo $line", options).id();
    REQUIRE(write_all(gate.write_end, "still here\n"));
    CHECK(read_all(pipe) == "still here\n");
    CHECK(waitpid(id, nullptr, 0) == id);
}

TEST_CASE("a job runs in a copy of this process, with what it is given") {
    auto pipe = make_pipe();
    auto options = writing_to(pipe);
    options.environment = {{"CHILD_TEST_JOB", "job"}};
    const auto child = Child::fork(
        [] {
            const std::string text = std::getenv("CHILD_TEST_JOB");
            const auto size = write(STDOUT_FILENO, text.data(), text.size());
            return static_cast<int>(size);
        },
        options);
    CHECK(child.wait() == Exit{3, 0});
    CHECK(read_all(pipe) == "job");
}

TEST_CASE("whichever child ends first is told first") {
    const auto running = shell("exec sleep 1000");
    auto short_lived = std::optional(shell("exit 1"));
    CHECK(Child::wait_for_any() == short_lived->id());
    short_lived.reset();
    running.kill(SIGTERM);
    CHECK(Child::wait_for_any() == running.id());
}
