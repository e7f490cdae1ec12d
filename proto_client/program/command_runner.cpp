#include "proto_client/program/command_runner.hpp"

#include "proto_client/limits.hpp"

#include <csignal>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace client {

CommandRunner::CommandRunner(asio::io_context& loop, std::string command,
                             OnTrouble on_trouble, OnIdle on_idle)
    : signals_(loop, SIGCHLD), command_(std::move(command)),
      on_trouble_(std::move(on_trouble)), on_idle_(std::move(on_idle)) {
    wait_for_child();
}

void CommandRunner::run(std::uint32_t number, std::string text) {
    if (waiting_.size() >= limits::waiting_commands) {
        if (!std::exchange(skipping_, true))
            on_trouble_("--exec is too slow: it is not run for message " +
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
    if (idle()) on_idle_();
}

/// The command's output goes to our stderr: our stdout is for messages alone.
/// The command goes on when we end: it may be showing a message.
void CommandRunner::start(const Message& message) {
    ChildOptions options;
    options.files = {{STDIN_FILENO, ChildOptions::nothing},
                     {STDOUT_FILENO, STDERR_FILENO}};
    options.ends_with_us = false;
    try {
        child_ = Child::start({"/bin/sh", "-c", command_, "proto_client",
                               message.number, message.text},
                              options);
    } catch (const std::system_error& error) {
        on_trouble_(std::string("--exec cannot be run: ") + error.what());
    }
}

void CommandRunner::wait_for_child() {
    signals_.async_wait([this](asio::error_code error, int) {
        if (error) return;
        reap();
        wait_for_child();
    });
}

void CommandRunner::reap() {
    const auto exit = idle() ? std::nullopt : child_->ended();
    if (!exit) return;
    child_.reset();
    if (*exit != Exit{}) on_trouble_("--exec " + print(*exit));
    start_next();
}

} // namespace client
