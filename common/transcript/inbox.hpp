#pragma once

#include "common/transcript/limits.hpp"
#include "common/transcript/line_reader.hpp"

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

namespace transcript {

/// What has come on one connection and was not yet expected.
class Inbox {
public:
    void open() { open_ = true; }
    void receive(std::string_view octets);
    void close() { closed_ = true; }

    bool is_open() const { return open_; }
    bool is_closed() const { return closed_; }
    /// More than `limits::unread` octets came ahead: the rest was dropped.
    bool overflowed() const { return unread_ > limits::unread; }

    /// The next whole line, or null.
    const WireLine* front() const;
    WireLine pop();
    WireLine unfinished() const { return reader_.unfinished(); }

    /// The end of what came last, as `.wire` text; empty if nothing ever did.
    const std::string& last() const { return last_; }

private:
    std::deque<WireLine> lines_;
    LineReader reader_{limits::text};
    std::string last_;
    std::size_t unread_ = 0;
    bool open_ = false;
    bool closed_ = false;
};

} // namespace transcript
