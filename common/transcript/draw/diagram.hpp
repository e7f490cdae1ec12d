#pragma once

#include "common/transcript/transcript.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace transcript {

/// A transcript as a picture shows it: its lines and notes from top to bottom,
/// between the lifelines of the clients and that of the server.
struct Diagram {
    struct Row {
        enum class Kind : std::uint8_t {
            command,  ///< from the client
            reply,    ///< from the server, like an event and a go-ahead
            event,    ///< `*`
            go_ahead, ///< `+`
            note,     ///< a stage direction: `!deliver`
        };
        Kind kind;
        std::size_t client; ///< which of `clients`; the first is 0
        std::string text;
    };
    std::string title;
    std::vector<Connection> clients; ///< in the order of their appearance
    std::vector<Row> rows;
};

Diagram diagram(const Transcript& transcript);

/// How many rows a step has that `@begin` stands for: the first of each has
/// one, a note of the state, and all others none, also those at the end.
/// Steps of the file itself are none of them.
enum class BeginRow : std::uint8_t { of_file, note, none };
std::vector<BeginRow> begin_rows(const Transcript& transcript);

} // namespace transcript
