#include "common/imap/text/part.hpp"

namespace imap {

void Parts::note(std::size_t begin, std::size_t end, std::string_view name) {
    while (!all_.empty() && all_.back().end > begin) all_.pop_back();
    if (begin < end) all_.push_back({begin, end, std::string(name)});
}

} // namespace imap
