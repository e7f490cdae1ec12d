#pragma once

#include <string_view>
#include <utility>

/// A file descriptor that closes itself.
class File {
public:
    explicit File(int descriptor = -1) : descriptor_(descriptor) {}
    File(File&& other) noexcept
        : descriptor_(std::exchange(other.descriptor_, -1)) {}
    File& operator=(File&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    ~File();

    explicit operator bool() const { return descriptor_ >= 0; }
    int descriptor() const { return descriptor_; }
    /// Gives the descriptor away: who takes it closes it.
    int release() { return std::exchange(descriptor_, -1); }

private:
    int descriptor_;
};

/// The two ends of a pipe. A child inherits neither: both are O_CLOEXEC.
struct Pipe {
    File read_end;
    File write_end;
};

/// Makes a pipe. Throws std::system_error.
Pipe make_pipe();

/// Writes all octets, also if signals interrupt it. False if it fails.
bool write_all(const File& file, std::string_view octets);
