#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>

namespace kit::pages {

/// A file, or a region of it: `server.cpp#loop`.
struct FileRegion {
    std::string file;   ///< as written: relative to the page
    std::string region; ///< empty: the whole file
};

/// Returns `server.cpp#loop`.
std::string print(const FileRegion& place);

/// The content of a file: `cpp file=server.cpp#loop`
struct Copy {
    FileRegion from;
};
/// The changes of a file: `diff file=server.cpp since=../01-line/server.cpp`
struct Change {
    FileRegion now;
    FileRegion before;
};
/// The output of `kit draw`: `text draw=push.wire`
struct Drawing {
    std::string file;
};
/// The output of commands that are typed: `console run`
struct Console {};
/// A text that comes from no file: `text free`
struct Free {};

using Source = std::variant<Copy, Change, Drawing, Console, Free>;

/// Reads the text after the marks of a fence. The error says what to write.
tl::expected<Source, std::string> parse_source(std::string_view info);

} // namespace kit::pages
