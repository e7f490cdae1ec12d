#pragma once

#include "tutorial/kit/authors/pages/lines.hpp"
#include "tutorial/kit/authors/pages/problem.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kit::pages {

/// Lines of a file, with the number that each has there.
struct Excerpt {
    Lines lines;
    std::vector<std::size_t> numbers;
};

/// A file whose regions are marked by lines of their own: `// [loop]` and
/// `// [/loop]`, or `# [loop]` and `# [/loop]`. The marks are left out.
class MarkedFile {
public:
    /// Finds the regions. A mark without its other half is a problem, and so
    /// are regions that overlap and do not contain each other. `file` is its
    /// name.
    static Result<MarkedFile> read(std::string_view text,
                                   const std::string& file);

    bool has(const std::string& region) const;

    /// Returns the names of the regions, in alphabetical order.
    std::vector<std::string> names() const;

    /// Returns the names of the regions, for a message.
    std::string regions() const;

    /// Returns the lines of a region (all lines when it has no name), without
    /// their common indent and without blank lines around them.
    Excerpt cut(const std::string& region) const;

private:
    struct Range {
        std::size_t begin;
        std::size_t end;
    };

    Excerpt all_;
    std::map<std::string, Range> regions_;
};

} // namespace kit::pages
