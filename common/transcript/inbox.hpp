#pragma once

#include "common/transcript/limits.hpp"
#include "common/transcript/line_reader.hpp"

#include <cstddef>
#include <deque>
#include <optional>
#include <string_view>

namespace transcript {

/// The lines that have come on one connection and were not yet expected.
class Inbox {
public:
    void open() { open_ = true; }
    void receive(std::string_view octets);
    void close() { closed_ = true; }

    bool is_open() const { return open_; }
    bool is_closed() const { return closed_; }
    /// True if more than `limits::unread` octets have come ahead. The rest was
    /// dropped.
    bool overflowed() const { return unread_ > limits::unread; }

    /// Returns the next whole line, or null.
    const WireLine* front() const;
    WireLine pop();
    WireLine unfinished() const { return reader_.unfinished(); }

    /// Returns the line that has come last, whole or not; nothing if none has.
    std::optional<WireLine> last() const;

private:
    std::deque<WireLine> lines_;
    LineReader reader_{limits::text};
    std::optional<WireLine> last_; ///< the last whole line
    std::size_t unread_ = 0;
    bool open_ = false;
    bool closed_ = false;
};

} // namespace transcript
