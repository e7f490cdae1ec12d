#include "tests/bench/server_process.hpp"

#include "common/system/file.hpp"
#include "tests/bench/bare_loop.hpp"
#include "tests/bench/sockets.hpp"

#include <fstream>
#include <unistd.h>

ServerProcess ServerProcess::bare_loop() {
    const auto pipe = make_pipe();
    auto child = Child::fork(
        [&]() -> int { run_bare_loop(pipe.write_end.descriptor()); });
    std::uint16_t port = 0;
    check(read(pipe.read_end.descriptor(), &port, sizeof port), "read");
    return {std::move(child), port};
}

ServerProcess ServerProcess::proto_server(const std::string& path) {
    auto pipe = make_pipe();
    ChildOptions options;
    options.files[STDOUT_FILENO] = pipe.write_end.descriptor();
    auto child =
        Child::start({path, "--listen", "127.0.0.1:0", "--quiet"}, options);
    pipe.write_end = File();
    std::string line; // "listening on 127.0.0.1:41234"
    for (char c = 0; c != '\n'; line += c)
        if (check(read(pipe.read_end.descriptor(), &c, 1), "read") == 0)
            std::exit(1);
    const auto port = std::stoi(line.substr(line.rfind(':') + 1));
    return {std::move(child), static_cast<std::uint16_t>(port)};
}

double ServerProcess::cpu_seconds() const {
    std::ifstream file(proc_file("stat"));
    std::string field;
    for (int i = 0; i < 13; ++i) file >> field; // proc(5): utime is the 14th
    double user = 0, system = 0;
    file >> user >> system;
    return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double ServerProcess::memory() const {
    std::ifstream file(proc_file("smaps_rollup"));
    for (std::string word; file >> word;) {
        if (word != "Pss:") continue;
        double kilobytes = 0;
        file >> kilobytes;
        return kilobytes * 1024;
    }
    return 0;
}
