#include "proto_client/program/hook.hpp"

#include "common/system/file.hpp"
#include "proto_client/limits.hpp"
#include "proto_client/program/output.hpp"

#include <cerrno>
#include <csignal>
#include <iterator>
#include <sstream>
#include <sys/mman.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace client {

namespace {

/// Returns a file in memory that holds the text, to be read from its start.
/// Unlike a pipe it takes all of it at once.
File file_of(std::string_view text) {
    File file(::memfd_create("messages", MFD_CLOEXEC));
    if (!file || !write_all(file, text) ||
        ::lseek(file.descriptor(), 0, SEEK_SET) != 0)
        throw std::system_error(errno, std::generic_category(),
                                "no memory for its input");
    return file;
}

} // namespace

Hook::Hook(asio::io_context& loop, HookOptions options, std::string mailbox,
           OnTrouble on_trouble, OnIdle on_idle, Times times)
    : options_(std::move(options)), times_(times), mailbox_(std::move(mailbox)),
      on_trouble_(std::move(on_trouble)), on_idle_(std::move(on_idle)),
      signal_(loop, [this] { look(); }), due_(loop), limit_(loop),
      burst_(times.quiet, times.longest) {}

void Hook::message(const watch::NewsSource::Message& message) {
    if (options_.command.empty()) return;
    if (waiting_.size() >= limits::hook_messages) {
        if (!std::exchange(skipping_, true))
            on_trouble_("--exec is too slow: it is not run for message " +
                        std::to_string(message.number) + ", and maybe others");
        return;
    }
    skipping_ = false;
    waiting_.push_back({message.number, std::string(message.text),
                        std::string(message.from),
                        news_json(mailbox_, message)});
    burst_.came(Clock::now());
    start_when_due();
}

void Hook::hurry() {
    burst_ = watch::Burst({}, {});
    burst_.came(Clock::now());
    start_when_due();
}

void Hook::start_when_due() {
    if (child_) return;
    if (waiting_.empty()) return on_idle_();
    due_.expires_at(burst_.due().value_or(Clock::now()));
    due_.async_wait([this](asio::error_code error) {
        if (!error && !child_ && !waiting_.empty()) start();
    });
}

Child::Arguments Hook::arguments(const Message& newest) const {
    Child::Arguments all{"/bin/sh", "-c", options_.command, "proto_client"};
    if (!options_.shell) {
        std::istringstream words(options_.command);
        all.assign(std::istream_iterator<std::string>(words), {});
        if (all.empty()) all.emplace_back(); // there is no such program
    }
    all.push_back(std::to_string(newest.number));
    all.push_back(newest.text);
    return all;
}

/// The command's output goes to our stderr: our stdout is for messages alone.
void Hook::start() {
    running_ = std::exchange(waiting_, {});
    burst_.reset();
    const auto& newest = running_.back();
    std::string all;
    for (const auto& one : running_) all += one.json + "\n";
    try {
        const auto input = file_of(all);
        ChildOptions options;
        options.files = {{STDIN_FILENO, input.descriptor()},
                         {STDOUT_FILENO, STDERR_FILENO}};
        options.environment = {
            {"IDLE_HANDS_MAILBOX", mailbox_},
            {"IDLE_HANDS_MESSAGES", std::to_string(running_.size())},
            {"IDLE_HANDS_NUMBER", std::to_string(newest.number)},
            {"IDLE_HANDS_TEXT", newest.text},
            {"IDLE_HANDS_FROM", newest.from}};
        child_ = Child::start(arguments(newest), options);
        limit_time(SIGTERM, times_.most);
    } catch (const std::system_error& error) {
        failed("--exec cannot be run: " + std::string(error.what()));
    }
}

/// Asks the command to end, and then makes it.
void Hook::limit_time(int signal, Clock::duration time) {
    limit_.expires_after(time);
    limit_.async_wait([this, signal, id = child_->id()](auto error) {
        if (error || !child_ || child_->id() != id) return;
        child_->kill(signal);
        limit_time(SIGKILL, times_.end);
    });
}

void Hook::look() {
    if (!child_) return;
    if (const auto exit = child_->ended()) ended(*exit);
}

/// Everything that the command has started ends with it.
void Hook::ended(const Exit& exit) {
    limit_.cancel();
    child_.reset();
    if (exit != Exit{}) return failed("--exec " + print(exit));
    running_.clear();
    start_when_due();
}

void Hook::failed(const std::string& why) {
    on_trouble_(why + fate(running_));
    auto again = std::exchange(running_, {});
    if (!options_.retry) return start_when_due();
    again.insert(again.end(), std::make_move_iterator(waiting_.begin()),
                 std::make_move_iterator(waiting_.end()));
    waiting_ = std::move(again);
    due_.expires_after(times_.retry);
    due_.async_wait([this](asio::error_code error) {
        if (!error && !child_) start();
    });
}

void Hook::stop() {
    due_.cancel();
    if (!waiting_.empty())
        on_trouble_("--exec was not run for " + count(waiting_));
}

std::string Hook::count(const std::vector<Message>& messages) {
    return std::to_string(messages.size()) +
           (messages.size() == 1 ? " message" : " messages");
}

/// Returns what becomes of the messages of a command that has failed.
std::string Hook::fate(const std::vector<Message>& messages) const {
    return options_.retry ? "; it gets " + count(messages) + " again"
                          : "; " + count(messages) + " counted as told";
}

} // namespace client
