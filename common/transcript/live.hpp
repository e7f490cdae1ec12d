#pragma once

#include "common/transcript/line_reader.hpp"
#include "common/transcript/secrets.hpp"
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
/// A line is shown when its end has come. A very long line is shortened, and
/// its length is shown. Passwords and tokens are hidden. Each call writes and
/// flushes. The memory for each open connection is bounded.
class LiveWire {
public:
    /// `out` must outlive this object. With `colour` the sides have different
    /// colours and events are bold (ANSI escape sequences).
    LiveWire(std::ostream& out, bool colour);

    /// `note` may be empty, or say where the client is: "from 127.0.0.1:51234".
    void opened(std::uint32_t connection, std::string_view note);

    /// Takes octets, in portions of any size, that `from` has sent.
    void passed(std::uint32_t connection, Side from, std::string_view bytes);

    /// Shows the lines that are not finished, too, and forgets the connection.
    /// `note` may be empty, or say why it was closed.
    void closed(std::uint32_t connection, std::string_view note = {});

private:
    struct Readers {
        LineReader client;
        LineReader server;
        Secrets secrets;
    };
    Readers& readers(std::uint32_t connection);
    void show(std::uint32_t connection, Side from, WireLine line);

    std::ostream& out_;
    bool colour_;
    std::map<std::uint32_t, Readers> open_;
};

} // namespace transcript
