#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>

namespace pages {

/// A file, or a region of it: `server.cpp#loop`.
struct Place {
    std::string file;   ///< as written: relative to the page
    std::string region; ///< empty: the whole file
};

/// As `server.cpp#loop`.
std::string print(const Place& place);

/// What a file holds: `cpp file=server.cpp#loop`
struct Copy {
    Place from;
};
/// What changed: `diff file=server.cpp since=../01-line/server.cpp`
struct Change {
    Place now;
    Place before;
};
/// What `kit draw` prints: `text draw=push.wire`
struct Drawing {
    std::string file;
};
/// What commands print when they are typed: `console run`
struct Console {};
/// From no file, said so: `text free`
struct Free {};

using Source = std::variant<Copy, Change, Drawing, Console, Free>;

/// Reads what follows the marks of a fence; the error names what to write.
tl::expected<Source, std::string> parse_source(std::string_view info);

} // namespace pages
