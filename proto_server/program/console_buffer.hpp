#pragma once

#include <iosfwd>
#include <memory>
#include <streambuf>
#include <string>

namespace server {

/// Stands behind an output stream, so that whoever prints never waits for
/// whoever reads: a pipe that is full, a terminal that was stopped by Ctrl-S.
///
/// A thread of its own writes whole lines to the descriptor. Octets that it
/// could not write yet wait, up to `limits::console`. Lines above that are left
/// out, and a line says how many they were.
class ConsoleBuffer : public std::streambuf {
public:
    /// Replaces the buffer of `stream` while this object lives. The line about
    /// lines that were left out begins with `mark`.
    ConsoleBuffer(std::ostream& stream, int descriptor, std::string mark);

    /// Gives the thread `server::limits::goodbye` to write what waits.
    ~ConsoleBuffer() override;
    ConsoleBuffer(const ConsoleBuffer&) = delete;
    ConsoleBuffer& operator=(const ConsoleBuffer&) = delete;

protected:
    int_type overflow(int_type octet) override;
    std::streamsize xsputn(const char* octets, std::streamsize size) override;

private:
    struct Shared;

    std::ostream& stream_;
    std::streambuf* before_;         ///< the stream's own
    std::string unfinished_;         ///< since the last line end
    std::shared_ptr<Shared> shared_; ///< with the thread, which may live longer
};

} // namespace server
