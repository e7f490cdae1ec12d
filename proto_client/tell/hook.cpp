#include "proto_client/tell/hook.hpp"

#include "proto_client/limits.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <iterator>
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
                                "no memory for its input and output");
    return file;
}

} // namespace

Hook::Hook(asio::io_context& loop, Options options, MakeRun make_run,
           OnTrouble on_trouble, OnIdle on_idle)
    : options_(std::move(options)), make_run_(std::move(make_run)),
      on_trouble_(std::move(on_trouble)), on_idle_(std::move(on_idle)),
      signal_(loop, [this] { look(); }), due_(loop), limit_(loop),
      burst_(options_.times.quiet, options_.times.longest) {}

void Hook::message(const std::string& mailbox,
                   const watch::NewsSource::Message& message) {
    if (!make_run_) return;
    if (waiting_.size() >= limits::hook_messages) {
        if (!std::exchange(skipping_, true))
            on_trouble_(options_.name + " is too slow: it is not run for " +
                        "message " + std::to_string(message.number) +
                        ", and maybe others");
        return;
    }
    skipping_ = false;
    waiting_.push_back({mailbox, message.number, std::string(message.text),
                        std::string(message.from), std::string(message.date),
                        std::string(message.message_id), message.event});
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

void Hook::start() {
    running_ = std::exchange(waiting_, {});
    burst_.reset();
    run_ = make_run_(running_);
    next_ = 0;
    start_next_command();
}

/// The command's output never goes to our stdout, which is for messages alone.
void Hook::start_next_command() {
    if (next_ == run_.commands.size()) return succeeded();
    try {
        const auto input = file_of(run_.input);
        if (run_.on_output && next_ == 0) output_ = file_of("");
        ChildOptions options;
        options.files = {{STDIN_FILENO, input.descriptor()},
                         {STDOUT_FILENO, run_.on_output ? output_.descriptor()
                                                        : STDERR_FILENO}};
        options.environment = run_.environment;
        child_ = Child::start(run_.commands[next_++], options);
        limit_time(SIGTERM, options_.times.most);
    } catch (const std::system_error& error) {
        failed(options_.name + " cannot be run: " + error.what());
    }
}

void Hook::succeeded() {
    running_.clear();
    if (run_.on_output) {
        std::array<char, limits::hook_output> octets{};
        const auto count =
            ::pread(output_.descriptor(), octets.data(), octets.size(), 0);
        output_ = File();
        run_.on_output({octets.data(), count > 0 ? std::size_t(count) : 0});
    }
    start_when_due();
}

/// Asks the command to end, and then makes it.
void Hook::limit_time(int signal, Clock::duration time) {
    limit_.expires_after(time);
    limit_.async_wait([this, signal, id = child_->id()](auto error) {
        if (error || !child_ || child_->id() != id) return;
        child_->kill(signal);
        limit_time(SIGKILL, options_.times.end);
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
    if (exit != Exit{}) return failed(options_.name + " " + print(exit));
    start_next_command();
}

void Hook::failed(const std::string& why) {
    on_trouble_(why + fate(running_));
    auto again = std::exchange(running_, {});
    if (!options_.retry) return start_when_due();
    again.insert(again.end(), std::make_move_iterator(waiting_.begin()),
                 std::make_move_iterator(waiting_.end()));
    waiting_ = std::move(again);
    due_.expires_after(options_.times.retry);
    due_.async_wait([this](asio::error_code error) {
        if (!error && !child_) start();
    });
}

void Hook::stop() {
    due_.cancel();
    if (!waiting_.empty())
        on_trouble_(options_.name + " was not run for " + count(waiting_));
}

std::string Hook::count(const Messages& messages) {
    return std::to_string(messages.size()) +
           (messages.size() == 1 ? " message" : " messages");
}

/// Returns what becomes of the messages of a command that has failed.
std::string Hook::fate(const Messages& messages) const {
    return options_.retry ? "; it gets " + count(messages) + " again"
                          : "; " + count(messages) + " counted as told";
}

} // namespace client
