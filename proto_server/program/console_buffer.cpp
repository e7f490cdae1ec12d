#include "proto_server/program/console_buffer.hpp"

#include "proto_server/limits.hpp"

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <mutex>
#include <ostream>
#include <poll.h>
#include <string_view>
#include <thread>
#include <unistd.h>
#include <utility>

namespace server {

/// The part that the thread and the stream share. All but the constants is
/// under `mutex`.
struct ConsoleBuffer::Shared {
    Shared(int number, std::string begin)
        : descriptor(number), mark(std::move(begin)) {}

    void add(std::string_view lines);
    void work();
    void write(std::string_view text) const;

    const int descriptor;
    const std::string mark;
    std::mutex mutex;
    std::condition_variable changed;
    std::string waiting;
    std::size_t left_out = 0; ///< lines behind those that wait
    bool writing = false;
    bool ending = false;
};

void ConsoleBuffer::Shared::add(std::string_view lines) {
    const std::lock_guard lock(mutex);
    if (left_out > 0 || waiting.size() + lines.size() > limits::console)
        left_out += static_cast<std::size_t>(std::ranges::count(lines, '\n'));
    else
        waiting += lines;
    changed.notify_all();
}

void ConsoleBuffer::Shared::work() {
    std::unique_lock lock(mutex);
    for (;;) {
        changed.wait(lock, [this] {
            return ending || !waiting.empty() || left_out > 0;
        });
        if (waiting.empty() && left_out == 0) return;
        auto text = std::exchange(waiting, {});
        if (const auto count = std::exchange(left_out, 0); count > 0)
            text += mark + std::to_string(count) +
                    " lines were left out: they were not read fast enough\n";
        writing = true;
        lock.unlock();
        write(text);
        lock.lock();
        writing = false;
        changed.notify_all();
    }
}

/// Gives up at an error: then nobody can read it any more.
void ConsoleBuffer::Shared::write(std::string_view text) const {
    while (!text.empty()) {
        const auto size = ::write(descriptor, text.data(), text.size());
        if (size >= 0) {
            text.remove_prefix(static_cast<std::size_t>(size));
        } else if (errno == EAGAIN) { // somebody else wants it not to block
            pollfd room{descriptor, POLLOUT, 0};
            poll(&room, 1, -1);
        } else if (errno != EINTR) {
            return;
        }
    }
}

ConsoleBuffer::ConsoleBuffer(std::ostream& stream, int descriptor,
                             std::string mark)
    : stream_(stream), before_(stream.rdbuf()),
      shared_(std::make_shared<Shared>(descriptor, std::move(mark))) {
    stream.flush();
    std::thread([shared = shared_] { shared->work(); }).detach();
    stream.rdbuf(this);
}

ConsoleBuffer::~ConsoleBuffer() {
    stream_.rdbuf(before_);
    if (!unfinished_.empty()) shared_->add(unfinished_);
    std::unique_lock lock(shared_->mutex);
    shared_->ending = true;
    shared_->changed.notify_all();
    shared_->changed.wait_for(lock, limits::goodbye, [this] {
        return shared_->waiting.empty() && !shared_->writing &&
               shared_->left_out == 0;
    });
}

ConsoleBuffer::int_type ConsoleBuffer::overflow(int_type octet) {
    if (traits_type::eq_int_type(octet, traits_type::eof())) return 0;
    const auto one = traits_type::to_char_type(octet);
    return xsputn(&one, 1) == 1 ? octet : traits_type::eof();
}

/// Hands on the lines that have ended.
std::streamsize ConsoleBuffer::xsputn(const char* octets,
                                      std::streamsize size) {
    unfinished_.append(octets, static_cast<std::size_t>(size));
    const auto end = unfinished_.rfind('\n') + 1;
    if (end > 0) {
        shared_->add(std::string_view(unfinished_).substr(0, end));
        unfinished_.erase(0, end);
    }
    return size;
}

} // namespace server
