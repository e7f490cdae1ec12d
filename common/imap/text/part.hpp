#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace imap {

/// A part of a request or of a response, with the name that the grammar has for
/// it: "a tag", "a user's name".
struct Part {
    std::size_t begin, end; ///< offsets; `end` is behind its last octet
    std::string name;
    bool operator==(const Part&) const = default;
};

/// The parts that a cursor has read, in order; none overlaps another.
///
/// A grammar may go back and read the same octets otherwise. What was noted
/// from there on then holds no more, and is replaced.
class Parts {
public:
    void note(std::size_t begin, std::size_t end, std::string_view name);

    const std::vector<Part>& all() const { return all_; }

private:
    std::vector<Part> all_;
};

} // namespace imap
