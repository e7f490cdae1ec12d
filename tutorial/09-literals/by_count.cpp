#include "common/framing/literal.hpp"
#include "tutorial/09-literals/letter.hpp"

#include <utility>

// [receive]
std::size_t ByCount::receive(std::string_view bytes, Clock::time_point) {
    const auto offered = bytes.size();
    while (const auto frame = framer_.next(bytes)) {
        response_ += frame->text;
        if (frame->kind == framing::Frame::Kind::octets) continue;
        const auto mark = framing::literal_mark(frame->text);
        if (!mark) {
            take(std::exchange(response_, {}));
            continue;
        }
        response_ += "\r\n";
        framer_.expect_octets(mark->octets);
    }
    return offered;
}
// [/receive]
