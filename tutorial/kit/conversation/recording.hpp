#pragma once

#include "common/transcript/transcript.hpp"

#include <chrono>
#include <fstream>
#include <string>
#include <string_view>

namespace kit {

/// Writes what passes to a file at once, as one JSON object a line:
///
///     {"version":1,"at":0,"connection":1,"event":"opened"}
///     {"version":1,"at":1,"connection":1,"from":"client","text":"idle\\r\\n"}
///
/// `at` is in seconds since the recording began. `text` is one portion as it
/// came, escaped as in a `.wire` file, so no octet is lost.
class Recorder {
public:
    /// Throws std::runtime_error when the file cannot be written.
    explicit Recorder(const std::string& file);

    void opened(transcript::Connection connection);
    void passed(transcript::Connection connection, transcript::Side from,
                std::string_view octets);
    void closed(transcript::Connection connection);

private:
    void record(transcript::Connection connection, const char* key,
                const std::string& value, const std::string& text);

    std::ofstream out_;
    std::chrono::steady_clock::time_point begin_;
};

/// Reads what a recorder wrote, to be drawn. Throws std::runtime_error: the
/// file and line, and what is wrong.
transcript::Transcript read_recording(const std::string& file);

} // namespace kit
