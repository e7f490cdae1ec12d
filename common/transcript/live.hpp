#pragma once

#include "common/transcript/line_reader.hpp"
#include "common/transcript/side.hpp"

#include <cstdint>
#include <iosfwd>
#include <map>
#include <string_view>

namespace transcript {

/// Shows a conversation while it happens, as lines of a `.wire` file.
///
///     # 2 connected from 127.0.0.1:51234
///     S2: * hello toy/1 3 messages
///     C2: count
///
/// A line is shown when its end has come, a very long one shortened and with
/// its length. Every call writes and flushes; memory is bounded for each open
/// connection.
class LiveWire {
public:
    /// `out` must live as long. With `colour` the sides differ in colour and
    /// events are bold (ANSI escape sequences).
    explicit LiveWire(std::ostream& out, bool colour);

    /// `note` says from where, or is empty: "from 127.0.0.1:51234".
    void opened(std::uint32_t connection, std::string_view note);

    /// Octets, in portions of any size, that `from` has sent.
    void passed(std::uint32_t connection, Side from, std::string_view bytes);

    /// Shows also what came of unfinished lines, and forgets the connection.
    /// `note` says why, or is empty.
    void closed(std::uint32_t connection, std::string_view note = {});

private:
    struct Readers {
        LineReader client;
        LineReader server;
    };
    Readers& readers(std::uint32_t connection);
    void show(std::uint32_t connection, Side from, const WireLine& line);

    std::ostream& out_;
    bool colour_;
    std::map<std::uint32_t, Readers> open_;
};

} // namespace transcript
