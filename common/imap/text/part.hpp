#pragma once

#include "common/framing/part.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace imap {

using framing::Part;

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
