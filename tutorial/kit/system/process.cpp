#include "tutorial/kit/system/process.hpp"

#include <chrono>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>
#include <utility>

namespace kit {

namespace {

using namespace std::chrono_literals;

/// The octets of its output that are kept.
constexpr std::size_t kept = 2048;

/// The time for a program to end that was asked to.
constexpr auto patience = 1s;

ChildOptions printing_to(const Pipe& pipe) {
    const int output = pipe.write_end.descriptor();
    ChildOptions options;
    options.files = {{STDIN_FILENO, ChildOptions::nothing},
                     {STDOUT_FILENO, output},
                     {STDERR_FILENO, output}};
    return options;
}

} // namespace

Process::Process(const std::string& command) : Process(command, make_pipe()) {}

Process::Process(const std::string& command, Pipe pipe)
    : output_(std::move(pipe.read_end)),
      child_(Child::start({"/bin/sh", "-c", command}, printing_to(pipe))) {
    fcntl(output_.descriptor(), F_SETFL, O_NONBLOCK);
    reader_ = std::thread([this] {
        // A process that has left the group may keep the pipe open for ever.
        for (pollfd wait{output_.descriptor(), POLLIN, 0}; !over_;) {
            if (poll(&wait, 1, 50) > 0) drain();
            if ((wait.revents & POLLHUP) && !(wait.revents & POLLIN)) return;
        }
    });
}

Process::~Process() {
    child_.end(patience);
    over_ = true;
    reader_.join();
}

std::string Process::printed() const {
    drain();
    const std::lock_guard lock(reading_);
    const auto cut = printed_.size() > kept ? printed_.size() - kept : 0;
    auto text = printed_.substr(cut);
    if (cut > 0 || forgot_) text.erase(0, text.find('\n') + 1);
    return text;
}

void Process::drain() const {
    const std::lock_guard lock(reading_);
    char portion[4096];
    // This is as much as a pipe holds. More may come without end.
    for (int i = 0; i < 16; ++i) {
        const auto count = read(output_.descriptor(), portion, sizeof portion);
        if (count <= 0) return;
        printed_.append(portion, static_cast<std::size_t>(count));
        if (printed_.size() < 16 * kept) continue;
        printed_.erase(0, printed_.size() - kept);
        forgot_ = true;
    }
}

std::string output_of(const Child::Arguments& arguments) {
    auto pipe = make_pipe();
    ChildOptions options;
    options.files = {{STDIN_FILENO, ChildOptions::nothing},
                     {STDOUT_FILENO, pipe.write_end.descriptor()},
                     {STDERR_FILENO, ChildOptions::nothing}};
    const auto child = Child::start(arguments, options);
    pipe.write_end = File();
    std::string text;
    char portion[4096];
    for (ssize_t count = 1; count > 0;) {
        count = read(pipe.read_end.descriptor(), portion, sizeof portion);
        if (count > 0) text.append(portion, static_cast<std::size_t>(count));
    }
    return text;
}

std::string replaced(std::string text, const std::string& name,
                     const std::string& value) {
    const auto mark = '{' + name + '}';
    for (auto at = text.find(mark); at != text.npos;
         at = text.find(mark, at + value.size()))
        text.replace(at, mark.size(), value);
    return text;
}

} // namespace kit
