#pragma once

#include "tutorial/kit/authors/pages/lines.hpp"
#include "tutorial/kit/authors/pages/problem.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pages {

/// Lines of a file, with the number that each has there.
struct Excerpt {
    Lines lines;
    std::vector<std::size_t> numbers;
};

/// A file whose regions are marked by lines of their own: `// [loop]` and
/// `// [/loop]`, or `# [loop]` and `# [/loop]`. The marks are left out.
class MarkedFile {
public:
    /// A mark without its other half, and regions that overlap without one
    /// holding the other, are problems; `file` is the name for them.
    static Result<MarkedFile> read(std::string_view text,
                                   const std::string& file);

    bool has(const std::string& region) const;

    /// The names of the regions, for a message.
    std::string regions() const;

    /// The lines of a region (all when it has no name), without what all of
    /// them are indented by, and without blank lines around them.
    Excerpt cut(const std::string& region) const;

private:
    struct Range {
        std::size_t begin;
        std::size_t end;
    };

    Excerpt all_;
    std::map<std::string, Range> regions_;
};

} // namespace pages
