#include "proto_client/program/command_runner.hpp"

#include "proto_client/limits.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace {

/// Its stdout is our stderr: ours is for messages alone. It shall die of a
/// broken pipe as programs do, though we do not.
int spawn_shell(pid_t& child, const std::array<const char*, 7>& arguments) {
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null",
                                     O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, STDERR_FILENO, STDOUT_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    const int error =
        posix_spawn(&child, "/bin/sh", &files, &attributes,
                    const_cast<char* const*>(arguments.data()), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return error;
}

} // namespace

CommandRunner::CommandRunner(asio::io_context& loop, std::string command,
                             Trouble trouble, Idle became_idle)
    : signals_(loop, SIGCHLD), command_(std::move(command)),
      trouble_(std::move(trouble)), became_idle_(std::move(became_idle)) {
    wait_for_child();
}

void CommandRunner::run(std::uint32_t number, std::string text) {
    if (waiting_.size() >= client_limits::waiting_commands) {
        if (!std::exchange(skipping_, true))
            trouble_("--exec is too slow: it is not run for message " +
                     std::to_string(number) + ", and maybe others");
        return;
    }
    skipping_ = false;
    waiting_.push_back({std::to_string(number), std::move(text)});
    if (idle()) start_next();
}

void CommandRunner::start_next() {
    while (idle() && !waiting_.empty()) {
        const auto message = std::move(waiting_.front());
        waiting_.pop_front();
        start(message);
    }
    if (idle()) became_idle_();
}

void CommandRunner::start(const Message& message) {
    const int error = spawn_shell(
        child_, {"sh", "-c", command_.c_str(), "proto_client",
                 message.number.c_str(), message.text.c_str(), nullptr});
    if (error == 0) return;
    child_ = 0;
    trouble_(std::string("--exec cannot be run: ") + std::strerror(error));
}

void CommandRunner::wait_for_child() {
    signals_.async_wait([this](asio::error_code error, int) {
        if (error) return;
        reap();
        wait_for_child();
    });
}

void CommandRunner::reap() {
    int status = 0;
    if (idle() || ::waitpid(child_, &status, WNOHANG) != child_) return;
    child_ = 0;
    if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
        trouble_("--exec ended with exit code " +
                 std::to_string(WEXITSTATUS(status)));
    if (WIFSIGNALED(status))
        trouble_("--exec was ended by signal " +
                 std::to_string(WTERMSIG(status)));
    start_next();
}
