#pragma once

#include "common/transcript/line_reader.hpp"
#include "common/transcript/secrets.hpp"
#include "common/transcript/transcript.hpp"

#include <chrono>
#include <fstream>
#include <map>
#include <string>
#include <string_view>

namespace kit {

/// Writes what passes to a file at once, as one JSON object a line:
///
///     {"version":1,"at":0,"connection":1,"event":"opened"}
///     {"version":1,"at":1,"connection":1,"from":"client","text":"idle\\r\\n"}
///
/// `at` is in seconds since the recording began. `text` is escaped as in a
/// `.wire` file. From the server it is one portion as it came. From the client
/// it is one line, because passwords and tokens are hidden; of a long line, it
/// is as much as can be shown (`transcript::limits::shown_line`).
class Recorder {
public:
    /// Throws std::runtime_error when the file cannot be written.
    explicit Recorder(const std::string& file);

    void opened(transcript::Connection connection);
    void passed(transcript::Connection connection, transcript::Side from,
                std::string_view octets);
    void closed(transcript::Connection connection);

private:
    /// An open connection: its unfinished lines, and which of them are secret.
    struct Client {
        transcript::LineReader lines;
        transcript::LineReader servers_lines;
        transcript::Secrets secrets;
    };
    Client& client(transcript::Connection connection);
    void record_line(transcript::Connection connection,
                     const transcript::WireLine& line);
    void record(transcript::Connection connection, const char* key,
                const std::string& value, const std::string& text);

    std::ofstream out_;
    std::map<transcript::Connection, Client> open_;
    std::chrono::steady_clock::time_point begin_;
};

/// Reads what a recorder wrote, to be drawn. Throws std::runtime_error: the
/// file and line, and what is wrong.
transcript::Transcript read_recording(const std::string& file);

} // namespace kit
