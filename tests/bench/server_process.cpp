#include "tests/bench/server_process.hpp"

#include "tests/bench/bare_loop.hpp"
#include "tests/bench/sockets.hpp"

#include <array>
#include <csignal>
#include <fstream>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

/// A child that ends with us, and a pipe from it.
pid_t fork_with_pipe(std::array<int, 2>& pipe) {
    check(::pipe(pipe.data()), "pipe");
    const pid_t child = check(fork(), "fork");
    if (child == 0) prctl(PR_SET_PDEATHSIG, SIGKILL);
    return child;
}

} // namespace

ServerProcess ServerProcess::bare_loop() {
    std::array<int, 2> pipe{};
    const pid_t child = fork_with_pipe(pipe);
    if (child == 0) run_bare_loop(pipe[1]);
    std::uint16_t port = 0;
    check(read(pipe[0], &port, sizeof port), "read");
    return {child, port};
}

ServerProcess ServerProcess::proto_server(const std::string& path) {
    std::array<int, 2> pipe{};
    const pid_t child = fork_with_pipe(pipe);
    if (child == 0) {
        dup2(pipe[1], STDOUT_FILENO);
        execl(path.c_str(), path.c_str(), "--listen", "127.0.0.1:0", "--quiet",
              nullptr);
        check(-1, path.c_str());
    }
    close(pipe[1]);
    std::string line; // "listening on 127.0.0.1:41234"
    for (char c = 0; c != '\n'; line += c)
        if (check(read(pipe[0], &c, 1), "read") == 0) std::exit(1);
    return {child, static_cast<std::uint16_t>(
                       std::stoi(line.substr(line.rfind(':') + 1)))};
}

ServerProcess::~ServerProcess() {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
}

double ServerProcess::cpu_seconds() const {
    std::ifstream file("/proc/" + std::to_string(process_) + "/stat");
    std::string field;
    for (int i = 0; i < 13; ++i) file >> field; // proc(5): utime is the 14th
    double user = 0, system = 0;
    file >> user >> system;
    return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double ServerProcess::memory() const {
    std::ifstream file("/proc/" + std::to_string(process_) + "/smaps_rollup");
    for (std::string word; file >> word;) {
        if (word != "Pss:") continue;
        double kilobytes = 0;
        file >> kilobytes;
        return kilobytes * 1024;
    }
    return 0;
}
