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

private:
    int descriptor_;
};

/// The two ends of a pipe. A child gets neither unless it is given one.
struct Pipe {
    File read_end;
    File write_end;
};

/// Throws std::system_error.
Pipe make_pipe();

/// Writes all of it, or fails; signals do not matter.
bool write_all(const File& file, std::string_view octets);
