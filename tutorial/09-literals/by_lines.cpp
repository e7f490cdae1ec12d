#include "tutorial/09-literals/letter.hpp"

// [receive]
std::size_t ByLines::receive(std::string_view bytes, Clock::time_point) {
    const auto offered = bytes.size();
    while (const auto frame = framer_.next(bytes)) {
        take(frame->text);
    }
    return offered;
}
// [/receive]
