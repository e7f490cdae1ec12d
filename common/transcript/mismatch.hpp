#pragma once

#include "common/transcript/line_reader.hpp"
#include "common/transcript/pattern.hpp"
#include "common/transcript/transcript.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace transcript {

/// A step that is over: a line that was said, with the values of its names, or
/// a stage direction as the file writes it.
struct PastStep {
    std::size_t line; ///< of the file; the first is 1
    std::variant<Line, std::string> what;
};

/// One of these lines was expected; the first stands for all of them.
struct OneOf {
    std::vector<Line> lines;
};
struct EndOfConnection {
    Connection connection;
};
/// The transcript is over.
struct NothingMore {
    Connection connection; ///< on which something came
};
/// The client should open this connection.
struct NewConnection {
    Connection connection;
};
/// The client's program should end.
struct EndOfProgram {};
/// Nothing should come for this time.
struct Silence {
    Connection connection; ///< on which something came
    std::chrono::milliseconds time;
};
/// This line is to be sent, and the values of its names should be known.
struct KnownNames {
    Line line;
};
using Expected =
    std::variant<Line, OneOf, EndOfConnection, NothingMore, NewConnection,
                 EndOfProgram, Silence, BeginTls, KnownNames>;

/// The facts of a mismatch: what was expected, and what came instead. Only
/// `why()` and `explain()` make sentences of them.
struct Mismatch {
    enum class Cause : std::uint8_t {
        different,       ///< the line differs where `difference` says
        wrong_end,       ///< the line is right, but for its CR LF or LF
        too_many_events, ///< one event more than `at_most` came
        pushed,          ///< an event came where the server had to be quiet
        surplus,         ///< a line came where none was expected
        too_long,        ///< a line has more than `limits::text` octets
        too_much,        ///< more than `limits::unread` octets came ahead
        closed,          ///< the connection was closed
        late,            ///< the time `within` is over
        unknown_name,    ///< nothing gave a value to a name that is to be sent
    };
    Cause cause;
    Expected expected;
    Names names{};                  ///< known when `came` was compared
    std::optional<WireLine> came{}; ///< its end is `none` if it has not come

    std::optional<Difference> difference{};
    std::size_t at_most = 0;
    std::chrono::milliseconds within{};
    std::optional<WireLine> last{}; ///< that came on this connection at all
    std::optional<std::size_t> due; ///< the line of the file that wants `came`

    std::size_t line = 0;            ///< of the file, where this happened
    std::string begin{};             ///< the `@begin` of that line, or nothing
    std::optional<Line> sent{};      ///< last, with the values of its names
    std::vector<PastStep> steps{};   ///< so far, the last ones
    std::size_t forgotten_steps = 0; ///< before those
};

/// The line that was expected; null when something else was.
const Line* expected_line(const Expected& expected);

/// The connection on which it was expected.
Connection connection_of(const Expected& expected);

} // namespace transcript
