#pragma once

#include "common/system/file.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace client {

/// A place on disk where a watch remembers how far it has told.
///
/// Only one watch at a time has it, for two that tell and store would repeat
/// and miss messages.
class PositionFile {
public:
    /// Opens the file at `path`. Its folder is made if it is not there. The
    /// error is a sentence that names the cause and the cure.
    static tl::expected<PositionFile, std::string>
    open(const std::string& path);

    /// True if a watch has the file at `path` open now.
    static bool is_in_use(const std::string& path);

    const std::string& path() const { return path_; }

    /// Returns the position that was stored when the file was opened, if any.
    const std::optional<std::string>& position() const { return position_; }

    /// Stores a position: after that either this or the earlier one is on the
    /// disk, whatever happens. Returns why it cannot, if so.
    std::optional<std::string> store(std::string_view position);

private:
    PositionFile(std::string path, File lock)
        : path_(std::move(path)), lock_(std::move(lock)) {}

    std::string path_;
    File lock_;
    std::optional<std::string> position_;
};

/// Returns the folder for the state of our programs: in `$XDG_STATE_HOME`, or
/// else in `~/.local/state` (XDG Base Directory Specification).
std::string state_folder();

} // namespace client
